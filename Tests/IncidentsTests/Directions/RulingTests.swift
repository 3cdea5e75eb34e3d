import Incidents
import Messaging
import Testing

/// What those who handle an incident have ruled goes before what its report says (P3, P4, P8).
@Suite("Rulings on priority")
struct RulingTests {
    @Test func `a tool that sends its old fields again undoes no ruling`() {
        var story = Story()
        let report = Report.sample("D", kind: .platform)
        story.tell(.itsm, .report(report), sequence: 1)
        story.tell(.spoc, .classify(Classification(category: .b, kind: .application)))
        story.tell(.itsm, .update(report), sequence: 2)
        #expect(story.incident?.category == .b)
        #expect(story.incident?.kind == .application)
        story.tell(.itsm, .update(Report(category: "E")), sequence: 3)
        #expect(story.incident?.category == .b)
        #expect(story.events.last?.marks == ["priority.ruled"])
    }

    @Test func `an unclassified incident gets its deadline when it is classified`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("P1", by: .user)))
        #expect(story.incident?.deadlines == [])
        story.wait(minutes: 90)
        story.tell(.spoc, .classify(Classification(category: .b, reason: "Hele WFS'en er nede")))
        #expect(story.incident?.deadlines.map(\.due) == [story.moment(minutes: 150)])
        #expect(
            story.tell(.spoc, .classify(Classification(category: .b))) == .duplicate(of: .content)
        )
    }

    @Test func `case 6, lowering keeps a miss and a met start`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.wait(minutes: 6)
        story.tell(.spoc, .classify(Classification(category: .c)))
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["missed", "running"])
        #expect(story.incident?.deviationCodes == ["P03.START_LATE"])
        story.tell(.spoc, .startWork)
        story.tell(.spoc, .classify(Classification(category: .a)))
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["missed", "met"])
    }

    @Test func `case 13, the authority's decision runs from itself and nobody else changes it`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C")))
        story.wait(minutes: 120)
        story.tell(
            .itsm,
            .overridePriority(PriorityOverride(category: .a, reason: "Folketingsvalg"))
        )
        #expect(story.incident?.category == .a)
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["replaced", "running"])
        #expect(story.incident?.deadlines.last?.due == story.moment(minutes: 125))

        let verdict = story.tell(.spoc, .classify(Classification(category: .d)))
        #expect(Self.rejection(verdict)?.code == .priorityDecided)
        #expect(story.incident?.category == .a)
        #expect(story.incident?.deviationCodes == ["P08.CHANGED_WITHOUT_DFM"])
        #expect(story.incident?.deviations.last?.party == .spoc)
        story.tell(.itsm, .update(Report(category: "E")))
        #expect(story.incident?.category == .a)
    }

    @Test func `a decision that is heard of late starts its time when it was made, or now`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C")))
        story.wait(minutes: 60)
        let decided = PriorityOverride(
            category: .b,
            reason: "Ringet ind",
            decidedAt: story.moment(minutes: 40)
        )
        story.tell(.itsm, .overridePriority(decided))
        #expect(story.incident?.deadlines.last?.due == story.moment(minutes: 100))
        story.wait(minutes: 30)
        let older = PriorityOverride(
            category: .a,
            reason: "Ringet ind",
            decidedAt: story.moment(minutes: 50)
        )
        story.tell(.itsm, .overridePriority(older))
        #expect(
            story.incident?.deadlines.last?.due == story.moment(minutes: 95),
            "never in the past"
        )
    }

    @Test("of two decisions the later holds in either order", arguments: [true, false])
    func order(isNumbered: Bool) {
        let early = PriorityOverride(
            category: .a,
            reason: "1",
            decidedAt: Story.start.adding(seconds: 60),
            decision: isNumbered ? 7 : nil
        )
        let late = PriorityOverride(
            category: .c,
            reason: "2",
            decidedAt: Story.start.adding(seconds: 120),
            decision: isNumbered ? 8 : nil
        )
        for decisions in [[early, late], [late, early]] {
            var story = Story()
            story.tell(.itsm, .report(.sample("D")))
            story.wait(minutes: 5)
            for decision in decisions { story.tell(.itsm, .overridePriority(decision)) }
            #expect(story.incident?.category == .c)
            #expect(story.incident?.handling.decisions.count == 2, "the loser stays in history")
            let isLoserKnown = story.events.contains { $0.marks == ["superseded"] }
            #expect(isLoserKnown == (decisions[0].reason == "2"))
        }
    }

    @Test func `case 14, until a doubt is answered the higher category counts in the queue only`() {
        var story = Story(TestPolicy.clocked())
        story.tell(.itsm, .report(.sample("D", kind: .data, registers: ["MAT"])))
        let deadlines = story.incident?.deadlines
        story.tell(
            .register("MAT"),
            .doubtPriority(PriorityDoubt(proposed: .b, reason: "Skat venter"))
        )
        #expect(story.incident?.category == .d)
        #expect(story.incident?.expedited == true)
        #expect(story.incident?.deadlines == deadlines)
        #expect(story.noticeReasons.contains("priority-doubt"))
        #expect(story.incident?.handling.clock(.doubt)?.due == story.moment(minutes: 15))

        story.wait(minutes: 16)
        #expect(story.incident?.expedited == false, "nobody answered: what stands, stands")
        #expect(story.incident?.handling.doubt == nil)
        #expect(story.noticeReasons.filter { $0 == "priority-doubt" }.count == 3)
    }

    @Test func `the authority's answer ends a doubt`() {
        var story = Story(TestPolicy.clocked())
        story.tell(.itsm, .report(.sample("D")))
        story.tell(.spoc, .doubtPriority(PriorityDoubt(proposed: .a, reason: "Alle er ramt")))
        story.tell(.itsm, .overridePriority(PriorityOverride(category: .d, reason: "Kun én")))
        #expect(story.incident?.expedited == false)
        #expect(story.incident?.handling.clock(.doubt) == nil)
        story.forgetSent()
        story.wait(minutes: 60)
        #expect(!story.eventNames.contains("clock-expired"))
    }

    @Test func `case 15, a high impact expedites and leaves the category and its deadline`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("D")))
        let deadlines = story.incident?.deadlines
        story.tell(.spoc, .assessImpact(ImpactAssessment(level: .high, reason: "Hele Skat")))
        #expect(story.incident?.expedited == true)
        #expect(story.incident?.deadlines == deadlines)
        #expect(story.noticeReasons == ["high-impact"], "the authority is told")
        #expect(
            story.tell(.spoc, .assessImpact(ImpactAssessment(level: .high)))
                == .duplicate(of: .content)
        )
        story.tell(.itsm, .update(Report(impact: BusinessImpact(level: .low))))
        #expect(story.incident?.expedited == true, "the SPOC's rating goes before the reporter's")
    }

    @Test func `an impact nobody rates in time is on record`() {
        var story = Story(TestPolicy.clocked(), id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.wait(minutes: 20)
        #expect(story.incident?.deviationCodes.contains("P04.NOT_RATED") == true)
        var rated = Story(TestPolicy.clocked(), id: "portal-1")
        rated.tell(.portal, .report(.sample("A", by: .user)))
        rated.tell(.spoc, .assessImpact(ImpactAssessment(level: .medium)))
        rated.wait(minutes: 20)
        #expect(rated.incident?.deviationCodes.contains("P04.NOT_RATED") == false)
    }

    @Test func `a register sets kind and responsible, not the category`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        let verdict = story.tell(.register("MAT"), .classify(Classification(category: .a)))
        #expect(Self.rejection(verdict)?.code == .roleForbidden)
        story.tell(.register("MAT"), .classify(Classification(kind: .platform)))
        #expect(story.incident?.responsible == .supplier)
    }

    static func rejection(_ verdict: Verdict) -> Rejection? { verdict.rejection }
}
