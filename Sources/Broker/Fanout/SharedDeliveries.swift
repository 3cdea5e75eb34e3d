package import Fanout
package import KafkaChannel
package import Messaging
package import Streaming

internal import JSON
internal import Synchronization

/// What waits for whom, of all partitions, as `broker.deliveries` says: for reports and the
/// console.
package final class SharedDeliveries: Sendable {
    private let untold = Mutex(Untold())

    package init() {}

    /// Takes over records of the topic, in its order.
    package func apply(_ records: [ConsumedRecord]) {
        let parser = JSONParser()
        untold.withLock { untold in
            for record in records {
                untold.take(key: record.key, value: record.value, using: parser)
            }
        }
    }

    /// The report as it is now: a value of one moment.
    package var report: Untold { untold.withLock { $0 } }

    /// The topic read to its end once, for a command.
    package static func read(_ channel: KafkaChannel) throws(ChannelFailure) -> Untold {
        let topic = BrokerTopic.deliveries
        let parser = JSONParser()
        var untold = Untold()
        for partition in 0..<(try channel.partitionCounts([topic])[topic] ?? 0) {
            try channel.replay(TopicPartition(topic, partition)) { record in
                untold.take(key: record.key, value: record.value, using: parser)
            }
        }
        return untold
    }
}
