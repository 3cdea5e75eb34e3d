import Incidents
import Messaging
import Testing

/// Whose an incident is, and whose time runs (P3, P9, P10, P20, P22, P23).
@Suite("Hand-over and escalation")
struct HandOverTests {
    @Test func `case 12, to the register: the supplier's time stops and the register's begins`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("B", kind: .platform, registers: ["MAT"])))
        story.wait(minutes: 20)
        story.forgetSent()
        story.tell(.spoc, .escalate(Escalation(to: .register("MAT"), reason: "Tomme data")))
        #expect(story.incident?.responsible == .registerAuthority)
        #expect(story.incident?.recipients == ["MAT"])
        #expect(
            story.incident?.deadlines.map(\.outcome)
                == [.replaced(at: story.moment(minutes: 20)), .running]
        )
        #expect(story.incident?.deadlines.last?.from == story.moment(minutes: 20))
        #expect(story.incident?.deadlines.last?.advisory == true)
        #expect(story.incident?.handling.handOvers == 1)
        story.wait(minutes: 60 * 30)
        #expect(
            story.incident?.deviationCodes.contains("P03.START_LATE") == false,
            "advisory, so never a breach of contract"
        )
    }

    @Test func `case 12, a miss before the hand-over stays one`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("B", kind: .platform, registers: ["MAT"])))
        story.wait(minutes: 61)
        story.tell(.spoc, .classify(Classification(kind: .data)))
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["missed", "running"])
    }

    @Test("case 12, back: from the hand-over or, by setting, from the registration")
    func back() {
        for misrouted in ClockSettings.Misrouting.allCases {
            var story = Story(TestPolicy.only { $0.misrouted = misrouted })
            story.tell(.itsm, .report(.sample("B", kind: .data, registers: ["MAT"])))
            story.wait(minutes: 20)
            story.tell(.register("MAT"), .escalate(Escalation(to: .supplier, reason: "Platform")))
            #expect(story.incident?.responsible == .supplier)
            let due = story.incident?.deadlines.last?.due
            let minutes: Int64 = misrouted == .handOver ? 80 : 60
            #expect(due == story.moment(minutes: minutes), "\(misrouted)")
            #expect(story.events.last?.marks == ["misrouted"])
        }
    }

    @Test func `an update of the tool does not take the incident back from its register`() {
        var story = Story()
        let report = Report.sample("C", kind: .platform)
        story.tell(.itsm, .report(report), sequence: 1)
        story.tell(.spoc, .escalate(Escalation(to: .register("EBR"), reason: "Jeres")))
        story.tell(.itsm, .update(report), sequence: 2)
        #expect(story.incident?.responsible == .registerAuthority)
        #expect(story.incident?.recipients == ["EBR"])
    }

    @Test func `to second line ownership stays with the SPOC`() {
        var story = Story(TestPolicy.clocked(), id: "portal-1")
        story.tell(.portal, .report(.sample("B", by: .user)))
        story.tell(.spoc, .escalate(Escalation(to: .secondLine, reason: "Databasen")))
        #expect(story.incident?.responsible == .supplier)
        #expect(story.incident?.handling.handOvers == 0)
        #expect(story.incident?.handling.assignment?.line == .second)
        #expect(story.incident?.handling.clock(.assignment) == nil)
        let again = Escalation(to: .secondLine, reason: "Stadig")
        #expect(story.tell(.spoc, .escalate(again)) == .duplicate(of: .step))
    }

    @Test func `nobody assigned at half the time is on record`() {
        var story = Story(TestPolicy.clocked(), id: "portal-1")
        story.tell(.portal, .report(.sample("B", by: .user)))
        story.wait(minutes: 31)
        #expect(story.incident?.deviationCodes.contains("P09.NOT_ESCALATED") == true)
        #expect(story.incident?.deviations.first?.since == story.moment(minutes: 30))
        #expect(story.incident?.deviations.first?.party == .spoc)
    }

    @Test func `to and fro three times is on record once`() {
        var story = Story(TestPolicy.clocked())
        story.tell(.itsm, .report(.sample("C", registers: ["MAT"])))
        for _ in 0..<3 {
            story.tell(.spoc, .escalate(Escalation(to: .register("MAT"), reason: "Jeres")))
            story.tell(.register("MAT"), .escalate(Escalation(to: .supplier, reason: "Jeres")))
        }
        #expect(story.incident?.handling.handOvers == 6)
        #expect(story.incident?.deviationCodes == ["P09.PINGPONG"])
    }

    @Test func `to a register where nobody receives incidents is refused`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C")))
        for code in ["SVR", "XYZ"] {
            let verdict = story.tell(
                .spoc,
                .escalate(Escalation(to: .register(code), reason: "Jeres"))
            )
            #expect(verdict.rejection?.pointer == "/to")
        }
    }

    @Test func `an escalation to management is told, and from principle 23 on registered`() {
        for principles in [19, 23] {
            var story = Story(TestPolicy.clocked(principles: principles), id: "portal-1")
            story.tell(.portal, .report(.sample("D", by: .user)))
            let call = Escalation(to: .incidentManager, reason: "Ingen svarer")
            story.tell(.portal, .escalate(call))
            #expect(story.noticeReasons.contains("escalated"))
            let codes = story.incident?.deviationCodes ?? []
            #expect(codes.contains("P23.ESCALATION_UNREGISTERED") == (principles == 23))
        }
    }

    @Test func `case 50, nine days without progress, and principle 22 wants it escalated`() {
        for principles in [19, 23] {
            var story = Story(TestPolicy.clocked(principles: principles))
            story.tell(.itsm, .report(.sample("D", impact: BusinessImpact(level: .low))))
            story.tell(.spoc, .assign(Assignment(line: .first)))
            story.wait(until: Copenhagen.at("2026-12-02 08:01"))
            let codes = story.incident?.deviationCodes ?? []
            #expect(codes.contains("P22.NO_PROGRESS_NOT_ESCALATED") == (principles == 23))
            #expect(!codes.contains("P03.START_LATE"), "principle 3 is not broken yet")
        }
    }
}
