import Foundation
import Fanout
import JSON
import Messaging
import Testing

@Suite("Messages to the requester")
struct MessageTests {
    static let at = Timestamp(rfc3339: "2026-11-23T08:00:00.000Z")!
    let parser = JSONParser()

    private func view(_ registers: [String] = ["MAT"]) -> IncidentView {
        var view = IncidentView(incident: "itsm-INC0012345")
        var event = IncidentEvent(
            incident: "itsm-INC0012345",
            name: "reported",
            sequence: 1,
            at: Self.at,
            by: "itsm"
        )
        event.registers = registers
        event.priority = IncidentEvent.Priority(category: "A", expedited: true)
        event.reporter = IncidentEvent.Reporter(
            organisation: "Aarhus Kommune",
            email: "mette@example.dk",
            callback: "https://hooks.example.dk/x"
        )
        view.take(event)
        return view
    }

    private func delivery(note: String) -> Delivery {
        var event = IncidentEvent(
            incident: "itsm-INC0012345",
            name: "note-added",
            sequence: 2,
            at: Self.at,
            by: "spoc"
        )
        event.note = note
        return view().delivery(of: event)
    }

    @Test func `the body says what happened, in both languages, and where there is more`() throws {
        let bytes = WebhookBody.bytes(
            delivery(note: "Vi ser på det."),
            of: view(),
            home: "https://i.example.dk"
        )
        let json = try parser.parse(bytes)
        #expect(json["type"]?.string == "incident.note_added")
        #expect(json["timestamp"]?.string == "2026-11-23T08:00:00.000Z")
        let data = try #require(json["data"])
        #expect(data["incident"]?.string == "itsm-INC0012345")
        #expect(data["number"]?.string == "INC0012345")
        #expect(data["category"]?.string == "A")
        #expect(data["by"]?.string == "spoc")
        #expect(data["text"]?["da"]?.string == "Der er skrevet en besked i sagen.")
        #expect(data["text"]?["en"]?.string == "A note has been added to the incident.")
        #expect(data["note"]?["text"]?.string == "Vi ser på det.")
        #expect(
            data["events"]?.string == "https://i.example.dk/v1/incidents/itsm-INC0012345/events"
        )
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("mette@example.dk"), "no person in a webhook")
    }

    @Test(arguments: ["x", "\u{1}", "æ"])
    func `a body is never longer than 20 kB, and what is left out is said`(filling: String) throws {
        for length in [7_000, 8_000, 8_001, 100_000] {
            let note = String(repeating: filling, count: length)
            let bytes = WebhookBody.bytes(delivery(note: note), of: view(), home: "https://i.dk")
            #expect(bytes.count <= WebhookBody.bytesMax)
            let data = try #require(try parser.parse(bytes)["data"])
            if let text = data["note"]?["text"]?.string {
                #expect(text == note)
            } else {
                #expect(data["omitted"]?[0]?["member"]?.string == "note")
                #expect(data["omitted"]?[0]?["bytes"]?.integer == Int64(note.utf8.count))
            }
        }
    }

    @Test func `a mail is one thread for each incident, and can hold no second header`() throws {
        let bytes = try #require(
            MailMessage.bytes(
                delivery(note: "Vi ser på det."),
                id: "dlv_1",
                of: view(),
                from: "incidents@example.dk",
                to: "mette@example.dk",
                domain: "example.dk",
                home: "https://i.dk"
            )
        )
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        #expect(parts[0].contains("References: <incident-itsm-INC0012345@example.dk>"))
        #expect(parts[0].contains("Date: 23 Nov 2026 08:00:00 +0000"))
        #expect(parts[0].utf8.allSatisfy { $0 < 0x80 })
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
        let body = try #require(
            Base64.decode(parts[1].split(separator: "\r\n").joined())
        )
        #expect(String(decoding: body, as: UTF8.self).contains("Vi ser på det."))
        for address in ["a@b\r\nBcc: x@y", "a b@c", "a@b@c", "<a@b>", "a", "@b", "a@"] {
            #expect(!MailMessage.isAddress(address))
        }
    }

    @Test(
        arguments: [
            (SubscriptionOwner.itsm, true), (.spoc, true), (.portal, false),
            (.register("MAT"), true), (.register("EBR"), false),
            (.organisation("Aarhus Kommune"), true), (.organisation("Odense Kommune"), false),
        ]
    )
    func `who sees an incident`(owner: SubscriptionOwner, sees: Bool) {
        #expect(view().isVisible(to: owner) == sees)
    }

    @Test(
        arguments: [
            ("https://hooks.example.dk/x", nil), ("https://HOOKS.example.dk:8443", nil),
            ("https://a.kommune.dk", nil), ("https://kommune.dk", .hostForbidden),
            ("https://evilkommune.dk", .hostForbidden),
            ("https://hooks.example.dk.evil.dk/", .hostForbidden),
            ("http://hooks.example.dk/", .urlMalformed),
            ("https://hooks.example.dk@evil.dk/", .urlMalformed),
            ("https://evil.dk\\@hooks.example.dk/", .urlMalformed),
            ("https://evil.dk#hooks.example.dk", .urlMalformed),
            ("https://hooks.example.dk:x/", .urlMalformed),
            ("https:///x", .urlMalformed), ("file:///etc/passwd", .urlMalformed),
            ("https://127.0.0.1/", .hostForbidden), ("https://[::1]/", .urlMalformed),
        ] as [(String, CallbackRules.Refusal?)]
    )
    func `a callback's host must be on the list`(url: String, refusal: CallbackRules.Refusal?) {
        let rules = CallbackRules(hosts: ["itsm": ["hooks.example.dk", "*.kommune.dk"]])
        #expect(rules.judge(url, system: "itsm") == refusal)
        #expect(rules.judge("https://hooks.example.dk/", system: "portal") == .hostForbidden)
    }

    @Test func `every word an event has is told in both languages`() {
        for name in ["reported", "resolution-proposed", "closed", "deviation-recorded", "unheard"] {
            let wording = EventWording.of(name)
            #expect(wording.danish.hasSuffix("."))
            #expect(wording.english.hasSuffix("."))
        }
        #expect(EventWording.of("unheard").audience == .handlers)
    }
}
