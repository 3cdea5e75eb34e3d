package import Fanout
package import Messaging

/// What the API needs of the broker: its subscriptions, and what the fan-out and the events say.
///
/// Nobody's rights are judged here; the API has done so before it asks, or does with the answer.
package protocol ConsoleBackend: Sendable {
    /// All subscriptions as they stand, one moment of them.
    func subscriptions() async throws(BackendFault) -> SubscriptionTable

    /// Writes a subscription, durably when this returns.
    ///
    /// - Parameter revision: The one it replaces; nil: there is none of that id yet. Another one
    ///   meanwhile is a `BackendFault.conflict`.
    func write(
        _ subscription: Subscription,
        replacing revision: Int64?
    ) async throws(BackendFault)

    /// Deletes a subscription, durably when this returns; its waiting deliveries go with it.
    func delete(_ id: String, revision: Int64) async throws(BackendFault)

    /// Lanes of a subscription in which something waits or is parked, in the order of their
    /// incidents.
    ///
    /// - Parameter incident: Where to begin, inclusive; nil: at the first.
    func lanes(
        of subscription: String,
        from incident: String?,
        limit: Int
    ) async throws(BackendFault) -> [LaneEntry]

    /// A delivery of a subscription that has not reached it, by its webhook-id.
    func delivery(
        _ id: String,
        of subscription: String
    ) async throws(BackendFault) -> DeliveryRow?

    /// How many parked deliveries a recovery since then would ask for again.
    func parked(
        of subscription: String,
        since: Timestamp
    ) async throws(BackendFault) -> Int

    /// Attempts at a subscription's endpoint, the newest first.
    ///
    /// - Parameter position: Only those with a smaller position; nil: from the newest.
    func attempts(
        of subscription: String,
        before position: Int64?,
        limit: Int
    ) async throws(BackendFault) -> [AttemptRow]

    /// Everybody who is to be told, in the order of incidents; of all parties.
    func untold(
        incident: String?,
        release: String?
    ) async throws(BackendFault) -> [Untold.Row]

    /// All events of an incident, from the first; empty when there is no such incident.
    func events(of incident: String) async throws(BackendFault) -> [IncidentEvent]

    /// Whether the program's own threads move; asks nothing of Kafka and waits for nothing.
    func liveness() -> [HealthCheck]

    /// Whether the program does its work.
    func readiness() async -> [HealthCheck]

    /// Brings the gauges up to date that are read rather than counted; before every scrape.
    func refreshVitals() async
}

/// Why the broker could not do as asked.
package enum BackendFault: Error, Equatable, Sendable {
    /// Somebody else has changed it meanwhile.
    case conflict
    /// Not now: it starts, it ends, or Kafka does not answer.
    case unavailable
}

/// One lane of a subscription.
package struct LaneEntry: Equatable, Sendable {
    package let key: LaneKey
    package let lane: Lane

    package init(key: LaneKey, lane: Lane) {
        self.key = key
        self.lane = lane
    }

    var rows: [DeliveryRow] {
        Untold.outstanding(in: lane, key).map {
            DeliveryRow(incident: key.incident, delivery: $0)
        }
    }
}

/// A delivery that has not reached its endpoint.
package struct DeliveryRow: Equatable, Sendable {
    package let incident: String
    package let delivery: Untold.Outstanding

    package init(incident: String, delivery: Untold.Outstanding) {
        self.incident = incident
        self.delivery = delivery
    }
}

/// One attempt as the log of attempts has it.
package struct AttemptRow: Equatable, Sendable {
    /// Grows with time; what pages are divided by.
    package let position: Int64
    /// The webhook-id.
    package let delivery: String
    package let incident: String
    package let sequence: Int64
    /// The event's name.
    package let event: String
    /// Of this delivery, from 1.
    package let number: Int
    package let at: Timestamp
    package let duration: Duration
    /// `delivered`, or the code of the failure.
    package let code: String

    package init(
        position: Int64,
        delivery: String,
        incident: String,
        sequence: Int64,
        event: String,
        number: Int,
        at: Timestamp,
        duration: Duration,
        code: String
    ) {
        self.position = position
        self.delivery = delivery
        self.incident = incident
        self.sequence = sequence
        self.event = event
        self.number = number
        self.at = at
        self.duration = duration
        self.code = code
    }
}

/// One thing that must be well for the program to be.
package struct HealthCheck: Equatable, Sendable {
    package let name: String
    /// Nil: it is well; else a few words for operators.
    package let fault: String?

    package init(_ name: String, fault: String? = nil) {
        self.name = name
        self.fault = fault
    }
}
