package import Incidents
package import Messaging

/// What is known of a message besides its content.
package struct InboundContext: Sendable {
    /// The attributes of the CloudEvent it came in.
    package struct Event: Equatable, Sendable {
        package var id: String
        package var source: String
        package var type: String
        package var subject: String?
        package var time: Timestamp?

        package init(
            id: String,
            source: String,
            type: String,
            subject: String? = nil,
            time: Timestamp? = nil
        ) {
            self.id = id
            self.source = source
            self.type = type
            self.subject = subject
            self.time = time
        }
    }

    /// Judged by the topic.
    package var party: Party
    package var origin: Origin
    package var receivedAt: Timestamp
    /// Nil for plain JSON.
    package var event: Event?
    package var traceparent: String?
    /// How far ahead of ours a sender's clock may be.
    package var clockSkewSeconds: Int64

    package init(
        party: Party,
        origin: Origin,
        receivedAt: Timestamp,
        event: Event? = nil,
        traceparent: String? = nil,
        clockSkewSeconds: Int64 = 120
    ) {
        self.party = party
        self.origin = origin
        self.receivedAt = receivedAt
        self.event = event
        self.traceparent = traceparent
        self.clockSkewSeconds = clockSkewSeconds
    }

    func attribute(_ attribute: EventAttribute) -> String? {
        guard let event else { return nil }
        return switch attribute {
        case .id: event.id
        case .source: event.source
        case .type: event.type
        case .subject: event.subject
        case .time: event.time?.rfc3339
        }
    }
}
