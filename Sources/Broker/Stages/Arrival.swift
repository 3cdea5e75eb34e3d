package import Incidents
internal import JSON
package import Messaging
internal import Translation

/// One message on its way in, and what has been learnt of it so far.
///
/// What is known when a message is refused decides how well its sender can be told.
package struct Arrival {
    package let record: ConsumedRecord
    package let party: Party
    package let receivedAt: Timestamp
    /// Set when the message turned out to be a CloudEvent.
    package internal(set) var event: CloudEvent?
    /// Set when the dialect is known.
    package internal(set) var dialect: String?
    /// The sender's number or our id, if the message has one at a usual place.
    package private(set) var number: String?
    package private(set) var incident: String?

    package init(record: ConsumedRecord, party: Party, receivedAt: Timestamp) {
        self.record = record
        self.party = party
        self.receivedAt = receivedAt
    }

    package var origin: Origin {
        Origin(
            topic: record.position.topic,
            partition: record.position.partition,
            offset: record.offset
        )
    }

    /// The record's place as an id that no other message has.
    package var place: String { "\(record.position)-\(record.offset)" }

    /// What the sender calls this message: CloudEvents source and id, or its place.
    package var messageID: String {
        event.map { "\($0.source) \($0.id)" } ?? place
    }

    var traceparent: String? {
        if let context = event?.traceContext { return context.traceparent }
        // A plain message may carry W3C trace context as headers of its own.
        return record.header("traceparent")
            .flatMap { TraceContext(traceparent: String(decoding: $0, as: UTF8.self)) }?
            .traceparent
    }

    mutating func note(_ message: JSONNode) {
        number = message["number"]?.string
        incident = message["incident"]?.string
    }

    func inboundContext(clockSkew: Int64) -> InboundContext {
        InboundContext(
            party: party,
            origin: origin,
            receivedAt: receivedAt,
            event: event.map {
                InboundContext.Event(
                    id: $0.id,
                    source: $0.source,
                    type: $0.type,
                    subject: $0.subject,
                    time: $0.time
                )
            },
            traceparent: traceparent,
            clockSkewSeconds: clockSkew
        )
    }
}

extension CloudEvent {
    /// The extensions every message of ours carries, so that one can be followed end to end.
    static func lineage(
        correlation: String,
        cause: String,
        traceparent: String?
    ) -> [Extension] {
        var extensions = [
            Extension("correlationid", correlation), Extension("causationid", cause),
        ]
        if let traceparent { extensions.append(Extension("traceparent", traceparent)) }
        return extensions
    }
}
