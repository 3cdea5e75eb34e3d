import Incidents
import Messaging
import Testing

/// Who may see what.
@Suite("Visibility")
struct VisibilityTests {
    private let secret = "Mette har set Jens' oplysninger"

    @Test func `an internal note never reaches a reporter's tool`() {
        for (id, reporter) in [("itsm-1", Party.itsm), ("portal-1", .portal)] {
            var story = Story(id: id)
            story.tell(reporter, .report(.sample(kind: .data, registers: ["MAT"])))
            for author in [Party.spoc, .register("MAT"), .itsm] {
                story.tell(author, .note(Note(text: secret, visibility: .internal)))
            }
            for message in story.outbound {
                guard case .reporterTool = message.recipient else { continue }
                #expect(!message.text.contains(secret))
            }
            #expect(story.kinds(to: .spoc).filter { $0 == "changed" }.count == 2)
        }
    }

    @Test func `a public note goes to everybody but its author`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT", "EBR"])))
        story.forgetSent()
        let note = Note(text: "Rettet kl. 11", visibility: .public, author: "Drift")
        story.tell(.register("MAT"), .note(note))
        #expect(story.kinds(to: .reporterTool(.itsm)) == ["status"])
        #expect(story.kinds(to: .spoc) == ["changed"])
        #expect(story.kinds(to: .register("EBR")) == ["changed"])
        #expect(story.kinds(to: .register("MAT")) == [])
        #expect(
            story.sent(to: .reporterTool(.itsm))[0].text.contains(
                #""by":"register:MAT","note":{"text":"Rettet kl. 11","author":"Drift"}"#
            )
        )
    }

    @Test func `the reporter's own note is not sent back to its tool`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.forgetSent()
        story.tell(.portal, .note(Note(text: "Hvordan går det?", visibility: .public)))
        #expect(story.kinds(to: .reporterTool(.portal)) == ["receipt"])
        #expect(story.kinds(to: .spoc) == ["changed"])
    }

    @Test func `only registers that the routing names see anything`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .platform, registers: ["MAT", "EBR"])))
        story.tell(.spoc, .note(Note(text: "X", visibility: .public)))
        #expect(story.outbound.allSatisfy { $0.recipient.topic.hasPrefix("register.") == false })
    }

    @Test func `of a data breach no text and no person leaves those concerned`() {
        var story = Story()
        var report = Report.sample(
            kind: .data,
            registers: ["CPR"],
            impact: BusinessImpact(level: .high, description: secret),
            security: SecurityFlags(dataSecurity: .suspected)
        )
        report.title = secret
        report.description = secret
        let unmapped = #"{"/felt":"\#(secret)"}"#
        story.tell(.itsm, .report(report), unmapped: unmapped)
        var update = Report(description: secret + "!")
        update.impact = BusinessImpact(description: secret + "!")
        story.tell(.itsm, .update(update), unmapped: #"{"/andet":"\#(secret)"}"#)
        story.tell(.spoc, .note(Note(text: secret, visibility: .internal, author: "Mette Holm")))
        story.tell(.register("CPR"), .note(Note(text: secret, visibility: .public)))

        for message in story.sent(to: .events) + story.sent(to: .authority) {
            for word in [secret, "Mette Holm", "mette@gst.example", "+45 00 00 12 34", "hook"] {
                #expect(!message.text.contains(word), "\(message.type)")
            }
        }
        #expect(story.sent(to: .events)[0].text.contains(#""withheld":["title""#))
        for recipient in [Recipient.spoc, .register("CPR")] {
            #expect(story.sent(to: recipient)[0].text.contains(secret))
        }
    }

    @Test func `of a data breach a register that only reported is told how it goes, not what`() {
        var story = Story(id: "mat-1")
        var report = Report.sample(
            kind: .data,
            registers: ["CPR"],
            security: SecurityFlags(dataSecurity: .confirmed)
        )
        report.description = secret
        story.tell(.register("MAT"), .report(report))
        story.tell(.spoc, .note(Note(text: secret, visibility: .public)))
        story.tell(.spoc, .startWork)
        #expect(story.kinds(to: .register("MAT")) == ["forwarded", "changed", "changed"])
        for message in story.sent(to: .register("MAT")) {
            #expect(!message.text.contains(secret))
        }
        #expect(story.sent(to: .register("CPR"))[0].text.contains(secret))
    }

    @Test func `a breach found later withholds from then on`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()))
        story.tell(
            .itsm,
            .update(
                Report(description: secret, security: SecurityFlags(dataSecurity: .suspected))
            )
        )
        #expect(!story.sent(to: .events)[1].text.contains(secret))
        #expect(story.sent(to: .spoc)[1].text.contains(secret))
    }

    @Test func `where the requester wants webhooks is told to nobody but the events' readers`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT"])))
        for message in story.outbound {
            #expect(message.text.contains("hook") == (message.recipient == .events))
        }
    }

    @Test func `case 10, both breaches, both processes and the stricter visibility`() {
        var story = Story()
        let both = SecurityFlags(itSecurity: .confirmed, dataSecurity: .suspected)
        story.tell(.itsm, .report(.sample(by: .user, security: both)))
        #expect(story.incident?.processes == [.majorIncident, .dataSecurity])
        #expect(!story.sent(to: .events)[0].text.contains("Udtrækket er tomt"))
    }

    @Test func `an IT breach alone keeps its text`() {
        var story = Story()
        let breach = SecurityFlags(itSecurity: .confirmed)
        story.tell(.itsm, .report(.sample(by: .user, security: breach)))
        #expect(story.incident?.processes == [.majorIncident])
        #expect(story.sent(to: .events)[0].text.contains("Udtrækket er tomt"))
    }
}
