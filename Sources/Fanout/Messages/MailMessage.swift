internal import JSON
internal import Messaging

/// A status mail, RFC 5322: Danish first, English below, one thread for each incident.
package enum MailMessage {
    /// The whole message, header and body, lines ended by CRLF; nil when the address can stand
    /// in no header.
    ///
    /// - Parameter domain: What our message ids end in.
    package static func bytes(
        _ delivery: Delivery,
        id: String,
        of view: IncidentView,
        from sender: String,
        to recipient: String,
        domain: String,
        home: String
    ) -> [UInt8]? {
        guard isAddress(sender), isAddress(recipient) else { return nil }
        let wording = EventWording.of(delivery.name)
        let thread = "<incident-\(view.incident)@\(domain)>"
        let subject = "[\(view.number)] \(wording.danish) / \(wording.english)"
        let lines = [
            "From: <\(sender)>",
            "To: <\(recipient)>",
            "Date: \(date(delivery.at))",
            "Message-ID: <\(id)@\(domain)>",
            "In-Reply-To: \(thread)",
            "References: \(thread)",
            "Subject: \(encoded(subject))",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
        ]
        let body = folded(Base64.encode(Array(text(delivery, wording, view, home).utf8)))
        return Array((lines + body + [""]).joined(separator: "\r\n").utf8)
    }

    /// A plain `local@domain` that can neither end a header nor mean more than one mailbox.
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && text.utf8.count <= 254
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy { byte in
                        byte > 0x20 && byte < 0x7F && !"<>()[]:;,\\\"".utf8.contains(byte)
                    }
            }
    }

    private static func text(
        _ delivery: Delivery,
        _ wording: EventWording,
        _ view: IncidentView,
        _ home: String
    ) -> String {
        let link = "\(home)/v1/incidents/\(view.incident)/events"
        var lines = [
            wording.danish, wording.english, "",
            "Sag / Incident: \(view.number) (\(view.incident))",
            "Status: \(delivery.status)",
        ]
        if let category = delivery.priority.category {
            lines.append("Kategori / Category: \(category)")
        }
        if let note = delivery.note?.bytes {
            lines += ["", String(decoding: note, as: UTF8.self)]
        }
        if let details = delivery.details?.bytes { lines += [""] + DetailLines.of(details) }
        for text in [delivery.note, delivery.details] {
            guard let text, text.bytes == nil else { continue }
            lines += [
                "",
                "Der er mere tekst (\(text.length) tegn), end der er plads til her. Læs den på:",
                "There is more text than fits here. Read it at:", link,
            ]
        }
        if delivery.missed > 0 {
            lines += [
                "", "\(delivery.missed) tidligere besked(er) kunne ikke afleveres.",
                "\(delivery.missed) earlier message(s) could not be delivered.", link,
            ]
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// RFC 2047 encoded words of at most 75 characters, folded.
    private static func encoded(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return text }
        var words: [String] = []
        var piece: [UInt8] = []
        for character in text {
            let bytes = Array(String(character).utf8)
            if piece.count + bytes.count > 42 {
                words.append("=?utf-8?B?\(Base64.encode(piece))?=")
                piece = []
            }
            piece += bytes
        }
        words.append("=?utf-8?B?\(Base64.encode(piece))?=")
        return words.joined(separator: "\r\n ")
    }

    private static func folded(_ text: String) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(76)))
            rest = rest.dropFirst(76)
        }
        return lines
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// As `23 Nov 2026 08:00:00 +0000`.
    private static func date(_ moment: Timestamp) -> String {
        let text = moment.rfc3339
        let day = text.split(separator: "T")[0].split(separator: "-")
        let month = Int(day[1]).map { months[$0 - 1] } ?? ""
        let time = text.split(separator: "T")[1].prefix(8)
        return "\(day[2]) \(month) \(day[0]) \(time) +0000"
    }
}
