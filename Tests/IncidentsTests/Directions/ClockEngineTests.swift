import Incidents
import Messaging
import Testing

/// Clocks go off once, at their time, in a fixed order, whoever asks and however late.
@Suite("Clock engine")
struct ClockEngineTests {
    private var policy: Policy { TestPolicy.clocked() }

    @Test func `the start of work is warned of at three quarters, and missed at its end`() {
        var story = Story(TestPolicy.only { $0.startWorkWarning = true }, id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.forgetSent()
        story.wait(minutes: 10)
        #expect(story.eventNames == ["clock-warned", "deadline-missed", "deviation-recorded"])
        let warned = Story.start.adding(seconds: 225)
        #expect(
            story.events.map(\.at) == [warned, story.moment(minutes: 5), story.moment(minutes: 5)]
        )
        #expect(story.incident?.handling.clocks == [], "nothing runs any more")
        #expect(story.kinds(to: .spoc).first == "changed")
        #expect(
            story.sent(to: .spoc)[0].text.contains(
                #""clock":{"clock":"start-work","party":"spoc","due":"#
            )
        )
    }

    @Test func `events tell of the clocks that nothing else tells of, from the beginning`() {
        var story = Story(policy, id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        let told = story.sent(to: .events)[0].text
        #expect(
            told.contains(
                #"{"clock":"status","party":"spoc","due":"2026-11-23T07:30:00.000Z","#
                    + #""from":"2026-11-23T07:00:00.000Z"}"#
            )
        )
        #expect(!told.contains(#""clock":"start-work""#), "the deadline says it")
        story.forgetSent()
        story.tell(.spoc, .startWork)
        story.tell(.spoc, .awaitReporter(question: "Hvilket ejerlav drejer det sig om?"))
        let asked = story.sent(to: .events).last?.text ?? ""
        #expect(asked.contains(#""clock":"status""#) && asked.contains(#""stopped":true"#))
    }

    @Test func `work that begins stops the warning`() {
        var story = Story(TestPolicy.only { $0.startWorkWarning = true }, id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.wait(minutes: 1)
        story.tell(.spoc, .startWork)
        #expect(story.incident?.handling.clocks == [])
        #expect(story.incident?.nextDue == nil)
    }

    @Test func `a timer that goes off weeks late says what was true at its time`() throws {
        var story = Story(policy, id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        let incident = try #require(story.incident)
        let due = try #require(incident.nextDue)
        let events = decideDue(incident, due: due, policy: policy)
        #expect(events.map(\.at) == [due, due])
        #expect(decideDue(incident, due: due, policy: policy) == events, "and says it again alike")
    }

    @Test func `several clocks of one moment speak in one order`() throws {
        var story = Story(policy, id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        let incident = try #require(story.incident)
        let all = decideDue(incident, due: story.moment(minutes: 30), policy: policy)
        let kinds = all.compactMap { event -> String? in
            switch event.payload {
            case .clockWarned(let clock, _), .clockExpired(let clock): clock.kind.rawValue
            default: nil
            }
        }
        // Nobody needs to be assigned any more once the start of work has been missed.
        #expect(kinds == ["rating", "status"])
    }

    @Test(
        "clocks go off exactly once, whatever happens between",
        arguments: 0..<40 as Range<UInt64>
    )
    func walk(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var story = Story(TestPolicy.clocked(principles: 23))
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        for _ in 0..<40 {
            let action = Self.actions.randomElement(using: &random)!
            story.tell(action.0, action.1)
            let minutes: [Int64] = [0, 1, 7, 60, 700, 3_000]
            story.wait(minutes: minutes.randomElement(using: &random)!)
            let now = story.now
            #expect(story.incident?.nextDue.map { $0 > now } ?? true, "seed \(seed)")
        }
        var spoken: Set<String> = []
        for event in story.events {
            let word: String
            switch event.payload {
            case .clockWarned(let clock, _): word = "warned \(clock)"
            case .clockExpired(let clock): word = "expired \(clock)"
            default: continue
            }
            #expect(spoken.insert(word).inserted, "seed \(seed): twice: \(word)")
        }
        let deviations = try #require(story.incident?.deviations)
        let keys = deviations.map { "\($0.rule) \($0.since.milliseconds)" }
        #expect(Set(keys).count == keys.count, "seed \(seed): a departure is on record once")
    }

    static let actions: [(Party, Command.Action)] = [
        (.spoc, .acknowledge), (.spoc, .startWork), (.register("MAT"), .startWork),
        (.spoc, .classify(Classification(category: .b))),
        (.spoc, .classify(Classification(category: .d))),
        (.spoc, .classify(Classification(kind: .platform))),
        (.spoc, .classify(Classification(kind: .data))),
        (.spoc, .assessImpact(ImpactAssessment(level: .high))),
        (.spoc, .doubtPriority(PriorityDoubt(proposed: .a, reason: "Mange ramt"))),
        (.itsm, .overridePriority(PriorityOverride(category: .a, reason: "Valg"))),
        (.itsm, .overridePriority(PriorityOverride(category: .c, reason: "Mindre"))),
        (.spoc, .escalate(Escalation(to: .register("EBR"), reason: "Jeres data"))),
        (.spoc, .escalate(Escalation(to: .supplier, reason: "Vores"))),
        (.spoc, .escalate(Escalation(to: .secondLine, reason: "Svær"))),
        (.spoc, .note(Note(text: "Vi leder", visibility: .public))),
        (.itsm, .flagSecurity(SecurityFinding(dataSecurity: .suspected))),
        (.itsm, .flagSecurity(SecurityFinding(dataSecurity: BreachState.none))),
        (.itsm, .confirmAwareness(BreachAwareness(register: "MAT", awareAt: Story.start))),
        (.itsm, .update(.sample("C", kind: .data, registers: ["MAT"]))),
    ]
}
