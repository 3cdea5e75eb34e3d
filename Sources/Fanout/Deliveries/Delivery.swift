import Crypto
package import Messaging

/// One event on its way to one endpoint: as much of it as its message needs.
package struct Delivery: Equatable, Sendable {
    package let sequence: Int64
    package let name: String
    package let at: Timestamp
    package let by: String
    package let status: String
    package let priority: IncidentEvent.Priority
    package var note: DeliveredText?
    package var details: DeliveredText?
    /// How many of the lane before it were parked: the gap the endpoint is told of.
    package var missed = 0

    package init(
        sequence: Int64,
        name: String,
        at: Timestamp,
        by: String,
        status: String,
        priority: IncidentEvent.Priority,
        note: DeliveredText? = nil,
        details: DeliveredText? = nil,
        missed: Int = 0
    ) {
        self.sequence = sequence
        self.name = name
        self.at = at
        self.by = by
        self.status = status
        self.priority = priority
        self.note = note
        self.details = details
        self.missed = missed
    }

    /// The type of its webhook.
    package var type: String { EventFilter.type(of: name) }

    /// Leaves its texts out; answers how many bytes they were.
    mutating func shed() -> Int {
        let bytes = (note?.bytes?.count ?? 0) + (details?.bytes?.count ?? 0)
        note = note.map { DeliveredText(bytes: nil, length: $0.length) }
        details = details.map { DeliveredText(bytes: nil, length: $0.length) }
        return bytes
    }

    package static let testName = "test"

    /// The webhook-id: the same for every attempt, derived, and without the dot that the
    /// signature's input is divided by.
    package func id(lane: LaneKey) -> String {
        Self.id(lane: lane, sequence: sequence)
    }

    package static func id(lane: LaneKey, sequence: Int64) -> String {
        var text = "dlv_"
        for byte in SHA256.hash(data: Array("\(lane.text)/\(sequence)".utf8)).prefix(16) {
            let digits = String(byte, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
        return text
    }
}

/// A text that is sent whole or not at all, in which case its length is told.
package struct DeliveredText: Equatable, Sendable {
    /// UTF-8; nil when it was too long.
    package let bytes: [UInt8]?
    package let length: Int

    package init(_ bytes: [UInt8], max: Int) {
        self.bytes = bytes.count <= max ? bytes : nil
        self.length = bytes.count
    }

    init(bytes: [UInt8]?, length: Int) {
        self.bytes = bytes
        self.length = length
    }
}
