package import Messaging

/// What a party asks or tells, in our own words: the canonical message.
package struct Command: Equatable, Sendable {
    package var action: Action
    /// Which incident; for a report the id it will get.
    package var incident: IncidentID
    /// Judged by the topic the message came on.
    package var party: Party
    /// The dialect it was written in, and answers are to be written in.
    package var dialect: String
    /// Source and id as one string: what an idempotent receiver remembers.
    package var messageID: String
    /// The sender's own number of the incident in its tool.
    package var number: String?
    /// Increases with every message of this sender about this incident; nil: no order known.
    package var sequence: Int64?
    /// When it happened, as the sender says; nil: not said, or not to be believed.
    package var occurredAt: Timestamp?
    /// When the broker read it: the time decisions are made at.
    package var receivedAt: Timestamp
    /// The record it came in.
    package var origin: Origin
    package var traceparent: String?
    /// The sender's fields that nothing maps: a JSON object of pointer → value, as bytes.
    package var unmapped: [UInt8]?
    /// Marks made on the way in, for the timeline (`time.in-future`, `time.unreadable`).
    package var marks: [String]

    package init(
        action: Action,
        incident: IncidentID,
        party: Party,
        dialect: String,
        messageID: String,
        number: String? = nil,
        sequence: Int64? = nil,
        occurredAt: Timestamp? = nil,
        receivedAt: Timestamp,
        origin: Origin,
        traceparent: String? = nil,
        unmapped: [UInt8]? = nil,
        marks: [String] = []
    ) {
        self.action = action
        self.incident = incident
        self.party = party
        self.dialect = dialect
        self.messageID = messageID
        self.number = number
        self.sequence = sequence
        self.occurredAt = occurredAt
        self.receivedAt = receivedAt
        self.origin = origin
        self.traceparent = traceparent
        self.unmapped = unmapped
        self.marks = marks
    }
}

/// Where a message stood when it came to us.
package struct Origin: Equatable, Sendable {
    package let topic: String
    package let partition: Int32
    package let offset: Int64

    package init(topic: String, partition: Int32, offset: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}
