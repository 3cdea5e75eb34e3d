package import Fanout
internal import JSON
package import Messaging
internal import Synchronization

/// The subscriptions as they are known to this process, from one writer to many readers.
package final class SharedSubscriptions: Sendable {
    private struct Shared {
        var table = SubscriptionTable()
        var changed: Set<String> = []
    }

    private let shared = Mutex(Shared())

    /// - Parameter configured: Subscriptions that stand in the configuration; the topic's
    ///   records of the same ids replace them.
    package init(_ configured: [Subscription] = []) {
        shared.withLock { shared in
            for subscription in configured { shared.table.set(subscription) }
        }
    }

    /// As they are now: a value of one moment.
    package var table: SubscriptionTable { shared.withLock { $0.table } }

    /// Takes over records of `broker.subscriptions`, in the topic's order.
    package func apply(_ records: [ConsumedRecord]) {
        guard !records.isEmpty else { return }
        let parser = JSONParser()
        shared.withLock { shared in
            for record in records {
                shared.table.apply(key: record.key, value: record.value, using: parser)
                let key = String(decoding: record.key ?? [], as: UTF8.self)
                let prefix = EndpointVerdict.keyPrefix
                shared.changed.insert(
                    key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : key
                )
            }
        }
    }

    /// What has changed since the last call, of which there is one caller; nil: nothing has.
    package func takeChanges() -> (table: SubscriptionTable, ids: Set<String>)? {
        shared.withLock { shared in
            guard !shared.changed.isEmpty else { return nil }
            let ids = shared.changed
            shared.changed = []
            return (shared.table, ids)
        }
    }
}
