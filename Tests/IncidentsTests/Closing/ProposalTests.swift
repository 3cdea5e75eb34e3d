import Incidents
import Messaging
import Testing

@Suite("Workarounds and solutions on their way to the reporter (P13, P16)")
struct ProposalTests {
    static let empty: [String?] = [
        nil, "", "  \n ", "løst", "fixed", "ok nu", "Udtrækket er  tomt",
    ]

    @Test("what says nothing is refused by name", arguments: empty)
    func refused(text: String?) {
        for part in ["description", "meaning", "nextSteps"] {
            var proposal = ResolutionProposal.sample()
            switch part {
            case "description": proposal.text.description = text
            case "meaning": proposal.text.meaning = text
            default: proposal.text.nextSteps = text
            }
            var story = Story(id: "portal-1")
            story.tell(.portal, .report(.sample(by: .user)))
            let verdict = story.tell(.spoc, .propose(proposal))
            #expect(verdict.code == "closing.incomplete")
            #expect(verdict.rejection?.pointer == "/\(part)")
            #expect(story.incident?.status == .registered)
            #expect(story.incident?.deviations == [], "asking is no departure")
        }
    }

    @Test func `a proposal is work that has begun`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.tell(.spoc, .propose(.sample()))
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["met"])
        #expect(story.incident?.status == .resolved)
    }

    @Test func `what was said on the phone is to be written, and the days wait for it`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.wait(minutes: 5)
        story.tell(.spoc, .propose(.sample(via: .phone)))
        #expect(story.incident?.deviationCodes == ["P13.NOT_DIGITAL"])
        #expect(story.incident?.handling.clock(.closing) == nil)
        #expect(story.sent(to: .spoc).last?.text.contains("skriv den også i værktøjet") == true)
        story.tell(.spoc, .propose(.sample()))
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.handling.clock(.closing) != nil)
        #expect(story.incident?.handling.clock(.undelivered) == nil)
    }

    @Test func `where the tool has to say so, the days begin with the delivery`() {
        var closing = ClosingSettings()
        closing.toolCountsAsDelivered = false
        var story = Story.solved(at: "2026-03-23 10:00", closing: closing)
        #expect(story.incident?.handling.clock(.closing) == nil)
        let proposal = story.incident!.handling.proposals[0]
        let report = DeliveryReport(of: proposal.sequence, channel: .tool)
        story.now = Copenhagen.at("2026-03-24 15:00")
        story.tell(.portal, .confirmDelivery(report), occurredAt: Copenhagen.at("2026-03-24 14:00"))
        #expect(
            Copenhagen.text(story.incident?.handling.clock(.closing)?.due)
                == "2026-04-04 00:00+02:00"
        )
        #expect(story.tell(.portal, .confirmDelivery(report)) == .duplicate(of: .step))
        let other = DeliveryReport(of: 1, channel: .tool)
        #expect(story.tell(.portal, .confirmDelivery(other)) == .duplicate(of: .step))
    }

    @Test func `a text that does not arrive is the SPOC's task after two working days`() {
        var story = Story.solved(at: "2026-03-26 10:00")
        let report = DeliveryReport(
            of: story.incident!.handling.proposals[0].sequence,
            channel: .mail,
            reason: "bounced"
        )
        story.tell(.portal, .reportUndelivered(report))
        #expect(story.incident?.handling.clock(.closing) == nil)
        #expect(story.incident?.status == .resolved)
        story.forgetSent()
        story.wait(until: Copenhagen.at("2026-03-30 10:00"))
        #expect(story.eventNames == ["clock-expired"])
        #expect(story.sent(to: .spoc).last?.text.contains("find en anden vej") == true)
        story.wait(until: Copenhagen.at("2026-06-01 10:00"))
        #expect(story.incident?.status == .resolved, "never closed without delivery")
    }

    @Test func `a closing by silence is undone when the text had not arrived`() {
        var story = Story.solved()
        story.wait(until: Copenhagen.at("2026-04-05 10:00"))
        let report = DeliveryReport(
            of: story.incident!.handling.proposals[0].sequence,
            channel: .mail
        )
        story.tell(.portal, .reportUndelivered(report))
        #expect(story.incident?.status != .closed)
    }

    @Test func `the reporter's answer lets the work go on`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.spoc, .startWork)
        story.tell(.spoc, .awaitReporter(question: "Hvilken fil?"))
        #expect(story.incident?.status == .pending)
        #expect(
            story.sent(to: .reporterTool(.portal)).last { $0.kind == "status" }?
                .text.contains(#""question":"Hvilken fil?""#) == true
        )
        story.tell(.spoc, .note(Note(text: "Vi venter.", visibility: .public)))
        #expect(story.incident?.status == .pending)
        story.tell(.portal, .note(Note(text: "Den fra i nat.", visibility: .public)))
        #expect(story.incident?.status == .inProgress)
    }

    @Test func `when and how is told to the authority and to the reporter`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT"])))
        story.forgetSent()
        let plan = CorrectionPlan(when: Copenhagen.at("2026-11-25 12:00"), how: "Data genindlæses.")
        story.tell(.register("MAT"), .plan(plan))
        #expect(story.noticeReasons == ["plan"])
        #expect(
            story.sent(to: .reporterTool(.itsm)).first?.text
                .contains("Fejlen ventes rettet 2026-11-25 kl. 12.00.") == true
        )
        #expect(story.tell(.register("MAT"), .plan(plan)) == .duplicate(of: .content))
    }
}
