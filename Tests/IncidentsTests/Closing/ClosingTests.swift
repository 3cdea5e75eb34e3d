import Incidents
import Messaging
import Testing

@Suite("Closing: the reporter's word, or ten days (P17)")
struct ClosingTests {
    static let vectors:
        [(name: String, solved: String, kind: ClosingSettings.DayKind, closes: String)] =
            [
                ("T11", "2026-03-24 14:00", .calendar, "2026-04-04 00:00+02:00"),
                ("T12", "2026-10-20 14:00", .calendar, "2026-10-31 00:00+01:00"),
                ("T13", "2026-03-24 14:00", .working, "2026-04-11 00:00+02:00"),
            ]

    @Test("ten days end with the tenth", arguments: 0..<3)
    func tenDays(index: Int) {
        let vector = Self.vectors[index]
        var closing = ClosingSettings()
        closing.kind = vector.kind
        var story = Story.solved(at: vector.solved, closing: closing)
        let closesAt = story.incident?.handling.clock(.closing)?.due
        #expect(Copenhagen.text(closesAt) == vector.closes)
        story.wait(until: closesAt!.adding(milliseconds: -1))
        #expect(story.incident?.status == .resolved)
        story.wait(until: closesAt!)
        #expect(story.incident?.status == .closed)
        #expect(
            story.incident?.handling.closure
                == Closure(reason: .tenDays, at: closesAt!, type: .solution)
        )
        #expect(story.incident?.nextDue == nil)
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `a tenth day that is no working day moves only where the policy says so`() {
        var closing = ClosingSettings()
        closing.rollsToWorkingDay = true
        let story = Story.solved(closing: closing)
        // Langfredag, Easter, 2. påskedag: the next working day is 7 April.
        #expect(
            Copenhagen.text(story.incident?.handling.clock(.closing)?.due)
                == "2026-04-08 00:00+02:00"
        )
    }

    @Test func `the reporter is told the end date at the start, on day 7 and at the end`() {
        var story = Story.solved()
        let first = story.sent(to: .reporterTool(.portal)).last { $0.kind == "status" }
        #expect(first?.text.contains("Uden indsigelse senest 2026-04-03 lukkes sagen.") == true)
        #expect(first?.text.contains(#""closesAt":"2026-04-03T22:00:00.000Z""#) == true)
        #expect(first?.text.contains("intet skal ændres hos jer") == true)
        story.forgetSent()
        story.wait(until: Copenhagen.at("2026-03-31 14:00"))
        #expect(story.eventNames.contains("closing-reminded"))
        #expect(story.kinds(to: .reporterTool(.portal)) == ["status"])
        story.wait(until: Copenhagen.at("2026-04-04 00:00"))
        let last = story.sent(to: .reporterTool(.portal)).last
        #expect(last?.text.contains(#""closure":{"reason":"ten-days""#) == true)
        #expect(story.kinds(to: .spoc).last == "changed")
    }

    @Test func `an acceptance closes at once, of a workaround too`() {
        var story = Story.solved(.workaround)
        story.tell(.spoc, .relateProblem(ProblemDecision(wanted: false, reason: "Kendt og løst")))
        story.tell(.portal, .accept(.workaround))
        #expect(story.incident?.status == .closed)
        #expect(story.incident?.handling.closure?.reason == .accepted)
        #expect(story.incident?.handling.closure?.type == .workaround)
        #expect(story.incident?.deviationCodes == [])
        #expect(story.tell(.portal, .accept(nil)) == .duplicate(of: .step))
        #expect(story.incident?.nextDue == nil)
    }

    @Test func `an acceptance names which, and what was not put is not accepted`() {
        var story = Story.solved(.workaround)
        #expect(story.tell(.portal, .accept(.solution)).code == "state.forbidden")
        story.wait(minutes: 10)
        story.tell(.spoc, .propose(.sample(.solution)))
        story.tell(.portal, .accept(.workaround))
        #expect(story.incident?.handling.closure?.type == .workaround)
    }

    @Test func `ordinary messages leave the days alone, a changed text starts them anew`() {
        var story = Story.solved(at: "2026-10-20 14:00")
        let before = story.incident?.handling.clock(.closing)
        story.now = Copenhagen.at("2026-10-26 14:00")
        story.tell(.spoc, .note(Note(text: "Vi venter på jer.", visibility: .public)))
        story.tell(.portal, .note(Note(text: "Tak.", visibility: .public)))
        #expect(story.incident?.handling.clock(.closing) == before)
        #expect(story.tell(.spoc, .propose(.sample())) == .duplicate(of: .content))
        var changed = ResolutionProposal.sample()
        changed.text.nextSteps = "Hent filen igen, og slet den gamle."
        story.tell(.spoc, .propose(changed))
        #expect(
            Copenhagen.text(story.incident?.handling.clock(.closing)?.due)
                == "2026-11-06 00:00+01:00"
        )
    }

    @Test func `an objection needs no reason and stops the days`() {
        var story = Story.solved()
        story.tell(.portal, .object(reason: nil))
        #expect(story.incident?.status == .inProgress)
        #expect(story.incident?.handling.clock(.closing) == nil)
        story.wait(until: Copenhagen.at("2026-05-01 00:00"))
        #expect(story.incident?.status == .inProgress)
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `an objection on day 10 that is read after the timer undoes the closing`() {
        var story = Story.solved()
        story.wait(until: Copenhagen.at("2026-04-04 00:10"))
        #expect(story.incident?.status == .closed)
        let inTime = Copenhagen.at("2026-04-04 00:00").adding(milliseconds: -1)
        story.tell(.portal, .object(reason: "Filen er stadig tom."), occurredAt: inTime)
        #expect(story.incident?.status == .inProgress)
        #expect(story.incident?.handling.closure == nil)
        #expect(story.eventNames.suffix(2) == ["reopened", "objected"])
    }

    @Test func `an objection at midnight is too late and becomes a new linked incident`() throws {
        var story = Story.solved()
        let midnight = Copenhagen.at("2026-04-04 00:00")
        // The timer of that moment has not gone off yet.
        story.now = midnight
        story.tell(.portal, .object(reason: "Filen er stadig tom."), occurredAt: midnight)
        #expect(story.incident?.status == .closed)
        #expect(story.incident?.handling.parts.map(\.text) == ["portal-1-2"])
        let sent = story.outbound.first { $0.recipient == .incident(IncidentID("portal-1-2")!) }
        guard case .command(let command)? = sent?.content else {
            Issue.record("no command")
            return
        }
        var other = Story(story.policy, id: "portal-1-2")
        other.deliver(command)
        #expect(other.incident?.reportedBy == .portal)
        #expect(other.incident?.number == "1-2")
        #expect(other.incident?.handling.original == story.id)
        #expect(other.incident?.registeredAt == midnight)
        #expect(story.tell(.portal, .object(reason: nil)) == .duplicate(of: .step))
    }

    @Test func `who accepts and objects two hours later gets a new incident`() {
        var story = Story.solved()
        story.tell(.portal, .accept(nil))
        story.wait(minutes: 120)
        story.tell(.portal, .object(reason: nil))
        #expect(story.incident?.status == .closed)
        #expect(story.incident?.handling.parts.count == 1)
    }

    @Test func `those who solve cannot close, and having tried is on record`() {
        var story = Story.solved()
        story.forgetSent()
        let verdict = story.tell(.spoc, .requestClose(ResolutionText()))
        #expect(verdict.code == "closing.not-accepted")
        #expect(verdict.rejection?.detail.contains("2026-04-03T22:00:00.000Z") == true)
        #expect(story.incident?.status == .resolved)
        #expect(story.incident?.deviationCodes == ["P17.CLOSED_WITHOUT_ACCEPT"])
        #expect(story.noticeReasons == ["deviation"])
        #expect(story.kinds(to: .spoc).contains("receipt"))

        story.tell(.portal, .object(reason: nil))
        #expect(story.tell(.spoc, .requestClose(.sample())).code == "closing.not-accepted")
        #expect(story.incident?.deviationCodes.last == "P17.CLOSED_DESPITE_OBJECTION")
    }

    @Test func `closing without a text names what is missing`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        let verdict = story.tell(
            .spoc,
            .requestClose(ResolutionText(type: .solution, description: "løst", meaning: " "))
        )
        #expect(verdict.code == "closing.incomplete")
        #expect(verdict.rejection?.detail.contains("description, meaning, nextSteps") == true)
        #expect(story.incident?.deviationCodes == ["P16.INCOMPLETE"])
    }

    @Test func `a workaround alone waits for the reporter where the policy reads narrowly`() {
        var closing = ClosingSettings()
        closing.closesOnWorkaround = false
        var story = Story.solved(.workaround, closing: closing)
        #expect(story.incident?.handling.clock(.closing) == nil)
        story.wait(until: Copenhagen.at("2026-06-01 00:00"))
        #expect(story.incident?.status == .resolved)
        var wide = Story.solved(.workaround)
        wide.wait(until: Copenhagen.at("2026-04-04 00:00"))
        #expect(wide.incident?.status == .closed)
        #expect(wide.events.flatMap(\.rules).contains { $0.id == "P17.SILENCE_WIDE" })
    }

    @Test func `of an A the days begin when the authority has looked`() {
        var story = Story.solved(category: "A")
        #expect(story.noticeReasons.contains("quality-needed"))
        #expect(story.incident?.handling.clock(.closing) == nil)
        story.now = Copenhagen.at("2026-03-26 09:00")
        story.tell(.itsm, .assureQuality(QualityFinding(approved: true)))
        #expect(
            Copenhagen.text(story.incident?.handling.clock(.closing)?.due)
                == "2026-04-06 00:00+02:00"
        )
        story.wait(until: Copenhagen.at("2026-04-06 00:00"))
        #expect(story.incident?.status == .closed)
        #expect(story.incident?.hasCode("P16.NO_QA") == false)
    }

    @Test func `an A that is accepted before anybody has looked is on record`() {
        var story = Story.solved(category: "A")
        story.tell(.portal, .accept(nil))
        #expect(story.incident?.hasCode("P16.NO_QA") == true)
    }

    @Test func `silence about the problem and about knowledge is on record, a late word mends it`()
    {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.spoc, .propose(.sample(.workaround, knowledge: nil)))
        story.tell(.portal, .accept(nil))
        #expect(story.incident?.deviationCodes == ["P12.NO_DECISION", "P11.NOT_DOCUMENTED"])
        #expect(
            story.tell(.spoc, .relateProblem(ProblemDecision(wanted: false))).code
                == "content.invalid"
        )
        story.tell(.spoc, .relateProblem(ProblemDecision(wanted: true, problem: "PRB1")))
        #expect(story.incident?.deviationCodes == ["P11.NOT_DOCUMENTED"])
        #expect(story.noticeReasons.contains("problem-wanted"))
    }

    @Test func `who takes an incident back is not held up, and the text is still owed`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.portal, .withdraw(reason: "Fejlen var hos os selv."))
        #expect(story.incident?.handling.closure?.reason == .withdrawn)
        #expect(story.incident?.deviationCodes == ["P16.INCOMPLETE"])
        story.tell(.spoc, .requestClose(.sample()))
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.nextDue == nil, "a promise to a withdrawn incident is moot")
    }

    @Test func `a request sent as an incident is closed as one, without principle 17`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.spoc, .retype(Retyping(to: .serviceRequest)))
        #expect(story.incident?.handling.closure?.reason == .retyped)
        #expect(story.incident?.deviationCodes == [])
        #expect(story.tell(.portal, .object(reason: nil)).code == "state.forbidden")
    }

    @Test func `an update of a closed incident promises nothing anew`() {
        var story = Story.solved()
        story.tell(.portal, .accept(nil))
        story.tell(.portal, .update(Report(category: "A")))
        #expect(story.incident?.category == .a)
        #expect(story.incident?.status == .closed)
        #expect(story.incident?.nextDue == nil)
    }

    @Test func `only the authority opens a closed incident again`() {
        var story = Story.solved()
        story.tell(.portal, .accept(nil))
        #expect(story.tell(.spoc, .reopen(reason: "Fejlen er tilbage")).code == "role.forbidden")
        story.tell(.itsm, .reopen(reason: "Fejlen er tilbage"))
        #expect(story.incident?.status == .inProgress)
        #expect(story.incident?.handling.closure == nil)
    }
}

extension Incident {
    fileprivate func hasCode(_ code: String) -> Bool { deviationCodes.contains(code) }
}
