package import Fanout
package import Messaging
internal import Synchronization

/// The port over plain values: for tests, and to try the API without a broker.
///
/// Requests are carried out at once, as the fan-out would in its own time: what is recovered waits
/// again.
package final class InMemoryBackend: ConsoleBackend {
    package struct Content: Sendable {
        package var subscriptions: [String: Subscription] = [:]
        package var verdicts: [EndpointVerdict] = []
        package var lanes: [LaneKey: Lane] = [:]
        package var attempts: [String: [AttemptRow]] = [:]
        package var events: [String: [IncidentEvent]] = [:]
        package var liveness = [HealthCheck("threads")]
        package var readiness = [HealthCheck("kafka"), HealthCheck("state")]
        package var refreshes = 0
        /// Everything is refused with this while it is set.
        package var fault: BackendFault?
        /// Every write is somebody else's just before ours.
        package var isContended = false

        package init() {}
    }

    private let content: Mutex<Content>

    package init(_ content: Content = Content()) {
        self.content = Mutex(content)
    }

    package func change<Value: Sendable>(
        _ body: (inout sending Content) throws(BackendFault) -> sending Value
    ) throws(BackendFault) -> Value {
        try content.withLock { content throws(BackendFault) in try body(&content) }
    }

    private func asked<Value: Sendable>(
        _ body: (inout Content) throws(BackendFault) -> Value
    ) throws(BackendFault) -> Value {
        try content.withLock { content throws(BackendFault) in
            if let fault = content.fault { throw fault }
            return try body(&content)
        }
    }

    package func subscriptions() throws(BackendFault) -> SubscriptionTable {
        try asked { content throws(BackendFault) in
            var table = SubscriptionTable()
            for subscription in content.subscriptions.values {
                table.set(subscription)
                for verdict in content.verdicts where verdict.subscription == subscription.id {
                    table.pass(verdict)
                }
            }
            return table
        }
    }

    package func write(
        _ subscription: Subscription,
        replacing revision: Int64?
    ) throws(BackendFault) {
        try asked { content throws(BackendFault) in
            guard content.subscriptions[subscription.id]?.revision == revision,
                !content.isContended
            else { throw .conflict }
            content.subscriptions[subscription.id] = subscription
        }
    }

    package func delete(_ id: String, revision: Int64) throws(BackendFault) {
        try asked { content throws(BackendFault) in
            guard content.subscriptions[id]?.revision == revision, !content.isContended else {
                throw .conflict
            }
            content.subscriptions[id] = nil
            content.lanes = content.lanes.filter { $0.key.target != id }
        }
    }

    package func lanes(
        of subscription: String,
        from incident: String?,
        limit: Int
    ) throws(BackendFault) -> [LaneEntry] {
        try asked { content throws(BackendFault) in
            let keys = content.lanes.keys.filter { key in
                key.target == subscription && (incident.map { key.incident >= $0 } ?? true)
            }
            return keys.sorted { $0.incident < $1.incident }.prefix(limit).compactMap { key in
                content.lanes[key].map { LaneEntry(key: key, lane: $0) }
            }
        }
    }

    package func delivery(
        _ id: String,
        of subscription: String
    ) throws(BackendFault) -> DeliveryRow? {
        try lanes(of: subscription, from: nil, limit: .max).lazy.flatMap(\.rows)
            .first { $0.delivery.delivery == id }
    }

    package func parked(
        of subscription: String,
        since: Timestamp
    ) throws(BackendFault) -> Int {
        try lanes(of: subscription, from: nil, limit: .max).reduce(0) { count, entry in
            count + entry.lane.parked.count { $0.at >= since }
        }
    }

    package func attempts(
        of subscription: String,
        before position: Int64?,
        limit: Int
    ) throws(BackendFault) -> [AttemptRow] {
        try asked { content throws(BackendFault) in
            let rows = (content.attempts[subscription] ?? []).filter { row in
                position.map { row.position < $0 } ?? true
            }
            return Array(rows.sorted { $0.position > $1.position }.prefix(limit))
        }
    }

    package func untold(
        incident: String?,
        release: String?
    ) throws(BackendFault) -> [Untold.Row] {
        try asked { content throws(BackendFault) in
            var untold = Untold()
            for (key, lane) in content.lanes { untold.set(lane, key) }
            for (incident, events) in content.events {
                var view = IncidentView(incident: incident)
                for event in events { view.take(event) }
                untold.set(view)
            }
            return untold.rows(incident: incident, release: release, isComplete: true)
        }
    }

    package func events(of incident: String) throws(BackendFault) -> [IncidentEvent] {
        try asked { content throws(BackendFault) in content.events[incident] ?? [] }
    }

    package func liveness() -> [HealthCheck] { content.withLock { $0.liveness } }

    package func readiness() -> [HealthCheck] { content.withLock { $0.readiness } }

    package func refreshVitals() { content.withLock { $0.refreshes += 1 } }
}
