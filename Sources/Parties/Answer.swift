internal import JSON
package import Messaging

/// What a simulated party will say, and how long after it has read what it answers.
package struct Answer: Sendable {
    /// In the broker's time, which a demo may let run fast.
    package var after: Duration
    package var record: ProducedRecord

    /// A canonical message about an incident, with an id that a repeat would have too.
    init(
        _ verb: String,
        about incident: String,
        to cause: ConsumedRecord,
        by party: Desk,
        after: Duration = .zero,
        _ members: (inout JSONWriter) -> Void = { _ in }
    ) {
        var writer = JSONWriter()
        writer.object { object in
            object.member("incident", incident)
            members(&object)
        }
        self.after = after
        self.record = ProducedRecord(
            topic: party.outbox,
            key: Array(incident.utf8),
            value: writer.bytes,
            headers: [
                Header("ce_specversion", "1.0"),
                Header("ce_type", "dk.datafordeler.incident.\(verb).v1"),
                Header("ce_source", party.source),
                Header("ce_id", "\(cause.position)-\(cause.offset)-\(verb)"),
                Header("content-type", "application/json"),
            ]
        )
    }
}

/// Where a party reads and writes, and what it calls itself.
package struct Desk: Sendable {
    package let inbox: String
    package let outbox: String
    /// CloudEvents source of its messages.
    package let source: String

    package init(inbox: String, outbox: String, source: String) {
        self.inbox = inbox
        self.outbox = outbox
        self.source = source
    }

    package static let spoc = Desk(
        inbox: "spoc.incidents",
        outbox: "spoc.updates",
        source: "/spoc"
    )

    package static func register(_ code: String) -> Desk {
        Desk(
            inbox: "register.\(code.lowercased()).incidents",
            outbox: "register.\(code.lowercased()).updates",
            source: "/register/\(code)"
        )
    }
}

/// The same for the same incident, every time: who is patient, who objects, what helps.
enum Temper {
    static func of(_ incident: String, sides: UInt64) -> UInt64 {
        let digest = incident.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return (digest >> 16) % sides
    }
}

/// One message on a topic, as far as a party looks into it.
struct Incoming {
    let type: String
    let incident: String
    let message: JSONNode
    /// Keeps `message` readable.
    private let parser: JSONParser

    init?(_ record: ConsumedRecord) {
        let parser = JSONParser()
        guard let value = record.value, let header = record.header("ce_type"),
            let message = try? parser.parse(value),
            let incident = message["incident"]?.string
        else { return nil }
        self.type = String(decoding: header, as: UTF8.self)
        self.incident = incident
        self.message = message
        self.parser = parser
    }

    func isOf(_ name: String) -> Bool { type == "dk.datafordeler.incident.\(name).v1" }
}
