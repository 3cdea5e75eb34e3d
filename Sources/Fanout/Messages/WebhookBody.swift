internal import JSON
internal import Messaging

/// The body of a webhook: `{type, timestamp, data}` with the incident's public view.
package enum WebhookBody {
    /// Standard Webhooks advises less than 20 kB.
    package static let bytesMax = 20_000

    /// The bytes that are signed and sent; the same for every attempt at the same delivery.
    ///
    /// - Parameter home: Where what was too long can be read, without a slash at its end.
    package static func bytes(_ delivery: Delivery, of view: IncidentView, home: String) -> [UInt8]
    {
        let whole = Self.whole(delivery, of: view, home: home)
        if whole.count <= bytesMax { return whole }
        // Escapes can make a text grow sixfold: rather none of it, and said so.
        var bare = delivery
        bare.note = bare.note.map { DeliveredText(bytes: nil, length: $0.length) }
        bare.details = bare.details.map { DeliveredText(bytes: nil, length: $0.length) }
        return Self.whole(bare, of: view, home: home)
    }

    /// Everything, however long it is: for those who come and read.
    package static func whole(
        _ delivery: Delivery,
        of view: IncidentView,
        home: String
    ) -> [UInt8] {
        let wording = EventWording.of(delivery.name)
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            writer.member("type", delivery.type)
            writer.member("timestamp", delivery.at)
            writer.object("data") { writer in
                writer.member("incident", view.incident)
                writer.member("number", view.number)
                writer.member("sequence", delivery.sequence)
                writer.member("status", delivery.status)
                writer.member("category", delivery.priority.category)
                writer.member("expedited", delivery.priority.expedited)
                writer.member("by", delivery.by)
                writer.object("text") { writer in
                    writer.member("da", wording.danish)
                    writer.member("en", wording.english)
                }
                writeTexts(delivery, to: &writer)
                if delivery.missed > 0 { writer.member("missed", delivery.missed) }
                writer.member("events", "\(home)/v1/incidents/\(view.incident)/events")
            }
        }
        return writer.bytes
    }

    private static func writeTexts(_ delivery: Delivery, to writer: inout JSONWriter) {
        var omitted: [(String, Int)] = []
        if let note = delivery.note {
            if let bytes = note.bytes {
                writer.object("note") { $0.member("text", String(decoding: bytes, as: UTF8.self)) }
            } else {
                omitted.append(("note", note.length))
            }
        }
        if let details = delivery.details {
            if let bytes = details.bytes {
                writer.key("details")
                writer.raw(bytes)
            } else {
                omitted.append(("details", details.length))
            }
        }
        guard !omitted.isEmpty else { return }
        writer.array("omitted") { writer in
            for (member, bytes) in omitted {
                writer.object { writer in
                    writer.member("member", member)
                    writer.member("bytes", bytes)
                }
            }
        }
    }
}
