internal import JSON
package import Messaging

/// A party that solves, as a well-behaved one would: it acknowledges what it is sent, starts
/// work, and says so in a public note.
///
/// Pure: a record in, its answers out, in order.
package struct SimulatedResponder: Sendable {
    /// The topic it reads.
    package let inbox: String
    /// The topic it writes.
    package let outbox: String
    /// CloudEvents source of its answers.
    package let source: String

    package init(inbox: String, outbox: String, source: String) {
        self.inbox = inbox
        self.outbox = outbox
        self.source = source
    }

    package func answers(to record: ConsumedRecord) -> [ProducedRecord] {
        let parser = JSONParser()
        guard record.position.topic == inbox, let value = record.value,
            type(of: record)?.hasSuffix("incident.forwarded.v1") == true,
            let message = try? parser.parse(value),
            let incident = message["incident"]?.string
        else { return [] }
        let category = message["priority"]?["category"]?.string ?? "-"
        var answers = [
            answer("acknowledge", incident, record) { _ in },
            answer("start-work", incident, record) { _ in },
        ]
        if category == "A" || category == "B" {
            answers.append(
                answer("note", incident, record) {
                    $0.member("text", "Fejlen er lokaliseret, og vi arbejder på en løsning.")
                    $0.member("visibility", "public")
                    $0.member("author", source)
                }
            )
        }
        return answers
    }

    private func type(of record: ConsumedRecord) -> String? {
        record.header("ce_type").map { String(decoding: $0, as: UTF8.self) }
    }

    private func answer(
        _ verb: String,
        _ incident: String,
        _ cause: ConsumedRecord,
        _ members: (inout JSONWriter) -> Void
    ) -> ProducedRecord {
        var writer = JSONWriter()
        writer.object { object in
            object.member("incident", incident)
            members(&object)
        }
        return ProducedRecord(
            topic: outbox,
            key: Array(incident.utf8),
            value: writer.bytes,
            headers: [
                Header("ce_specversion", "1.0"),
                Header("ce_type", "dk.datafordeler.incident.\(verb).v1"),
                Header("ce_source", source),
                Header("ce_id", "\(cause.position)-\(cause.offset)-\(verb)"),
                Header("content-type", "application/json"),
            ]
        )
    }
}
