import Incidents
import Messaging
import Testing

/// Edge cases about workarounds, solutions and closing (P13, P16, P17), by their numbers.
@Suite("Edge cases: closing")
struct ClosingCases {
    /// A world in which a solution was told on Tuesday 24 March 2026 at 14:00.
    static func solved(
        _ proposal: ResolutionProposal = .solution,
        category: String = "C"
    ) -> (ProcessWorld, IncidentID) {
        var world = ProcessWorld(at: "2026-03-24 13:00")
        let id = world.report(.itsm, "INC1", .sample(category, by: .user, channel: .itsm))
        world.wait(until: "2026-03-24 14:00")
        world.solve(id, proposal)
        return (world, id)
    }

    @Test func `11 the ten days end with the tenth day on the wall clock, not after 240 hours`() {
        var (world, id) = Self.solved()
        #expect(world.closesAt(id) == "2026-04-04 00:00")
        world.wait(until: "2026-04-03 23:59:59")
        #expect(world.status(id) == .resolved)
        world.wait(until: "2026-04-04 00:00")
        #expect(world.status(id) == .closed)
        #expect(world.closure(id) == .tenDays)
    }

    @Test func `16 an objection on day 10 is in time`() {
        var (world, id) = Self.solved()
        world.wait(until: "2026-04-03 23:59:59")
        #expect(world.tell(.itsm, id, .object(reason: "Det virker ikke.")).isAccepted)
        #expect(world.status(id) == .inProgress)
        world.wait(days: 30)
        #expect(world.status(id) != .closed, "the timer is cancelled")
    }

    @Test func `16 an objection after day 10 leaves the incident closed and starts a new one`() {
        var (world, id) = Self.solved()
        world.wait(until: "2026-04-04 00:00")
        world.tell(.itsm, id, .object(reason: "For sent."))
        #expect(world.status(id) == .closed)
        let others = world.states.keys.filter { $0 != id }
        #expect(others.count == 1, "a new, linked incident")
        #expect(others.first.flatMap { world.incident($0)?.handling.original } == id)
    }

    @Test func `16 an objection made in time that arrives after the timer reopens the incident`() {
        var (world, id) = Self.solved()
        world.wait(until: "2026-04-04 00:10")
        #expect(world.status(id) == .closed)
        world.tell(
            .itsm,
            id,
            .object(reason: "Sendt i går aftes."),
            occurredAt: Copenhagen.at("2026-04-03 23:50")
        )
        #expect(world.status(id) == .inProgress)
    }

    @Test func `17 a tenth day that is a holiday is not moved`() {
        var world = ProcessWorld(at: "2026-03-24 13:00")
        let id = world.report(.itsm, "INC1", .sample("C", by: .user, channel: .itsm))
        world.solve(id)
        #expect(world.closesAt(id) == "2026-04-04 00:00", "day 10 is langfredag")
    }

    @Test func `18 a workaround alone closes after ten days in the wide reading`() {
        var (world, id) = Self.solved(.workaround)
        world.wait(until: "2026-04-04 00:00")
        #expect(world.status(id) == .closed)
        #expect(world.closure(id) == .tenDays)
    }

    @Test func `19 a solution after a workaround starts the ten days anew`() {
        var (world, id) = Self.solved(.workaround)
        world.wait(until: "2026-03-30 14:00")
        world.tell(.spoc, id, .propose(.solution))
        #expect(world.closesAt(id) == "2026-04-10 00:00")
        world.wait(until: "2026-04-04 12:00")
        #expect(world.status(id) == .resolved, "the workaround's timer is gone")
    }

    @Test func `19 accepting the workaround closes the incident`() {
        var (world, id) = Self.solved(.workaround)
        world.tell(.spoc, id, .relateProblem(ProblemDecision(wanted: true, problem: "PRB1")))
        #expect(world.tell(.itsm, id, .accept(.workaround)).isAccepted)
        #expect(world.status(id) == .closed)
        #expect(world.incident(id)?.handling.closure?.type == .workaround)
        #expect(!world.deviations(id).contains("P12.NO_DECISION"))
    }

    @Test func `20 an objection two hours after accepting meets a closed incident`() {
        var (world, id) = Self.solved()
        world.tell(.itsm, id, .accept(nil))
        #expect(world.closure(id) == .accepted)
        world.wait(minutes: 120)
        world.tell(.itsm, id, .object(reason: nil))
        #expect(world.status(id) == .closed)
        world.tell(.itsm, id, .reopen(reason: "Myndigheden åbner den igen."))
        #expect(world.status(id) == .inProgress, "only the authority reopens")
    }

    @Test func `21 a solution that cannot be delivered does not start the timer`() {
        var (world, id) = Self.solved()
        let sequence = world.incident(id)?.handling.openProposal?.sequence ?? 0
        let report = DeliveryReport(of: sequence, channel: .tool, reason: "Mailen kom retur.")
        world.tell(.itsm, id, .reportUndelivered(report))
        world.wait(days: 11)
        #expect(world.status(id) == .resolved, "ten days have not begun")
        #expect(world.names(id).contains("resolution-undelivered"))
        #expect(world.names(id).contains("clock-expired"), "the SPOC is to find another way")
    }

    @Test func `22 an ordinary status update does not start the ten days anew`() {
        var (world, id) = Self.solved()
        world.wait(until: "2026-03-28 10:00")
        world.tell(.spoc, id, .note(Note(text: "Vi venter på svar.", visibility: .public)))
        #expect(world.closesAt(id) == "2026-04-04 00:00")
        world.wait(until: "2026-04-04 00:00")
        #expect(world.status(id) == .closed)
    }

    @Test func `33 texts of blanks or of one word do not close an incident`() {
        for bad in ["   ", "løst", "fixed", "Udtrækket er tomt"] {
            var world = ProcessWorld()
            let id = world.report(.itsm, "INC1", .sample("C"))
            world.tell(.spoc, id, .startWork)
            var proposal = ResolutionProposal.solution
            proposal.text.description = bad
            let verdict = world.tell(.spoc, id, .propose(proposal))
            #expect(verdict.refusal == "closing.incomplete", "\(bad)")
            #expect(world.status(id) == .inProgress)
            let closing = world.tell(.spoc, id, .requestClose(proposal.text))
            #expect(closing.refusal == "closing.incomplete", "\(bad)")
            #expect(world.deviations(id).contains("P16.INCOMPLETE"), "\(bad)")
        }
    }

    @Test func `34 a solution told on the phone waits for the written text`() {
        var proposal = ResolutionProposal.solution
        proposal.via = .phone
        var (world, id) = Self.solved(proposal)
        #expect(world.closesAt(id) == "never")
        #expect(world.deviations(id).contains("P13.NOT_DIGITAL"))
        world.wait(days: 20)
        #expect(world.status(id) != .closed)
        world.tell(.spoc, id, .propose(.solution))
        #expect(world.closesAt(id) != "never")
    }

    @Test func `36 closed in the supplier's tool before the reporter has accepted is not closed`() {
        var (world, id) = Self.solved()
        let verdict = world.tell(.spoc, id, .requestClose(ResolutionText()))
        #expect(verdict.refusal == "closing.not-accepted")
        #expect(world.status(id) == .resolved)
        #expect(world.deviations(id).contains("P17.CLOSED_WITHOUT_ACCEPT"))
    }

    @Test func `41 a major incident closes by itself only after the authority's sign-off`() {
        var world = ProcessWorld()
        let flags = SecurityFlags(itSecurity: .confirmed)
        let id = world.report(.itsm, "INC1", .sample("B", by: .authority, security: flags))
        world.tell(.spoc, id, .startWork)
        world.tell(.spoc, id, .propose(.solution))
        #expect(world.closesAt(id) == "never", "the timer waits for the quality assurance")
        world.wait(days: 2)
        world.tell(.itsm, id, .assureQuality(QualityFinding(approved: true)))
        #expect(world.closesAt(id) == "2026-04-14 00:00")
    }

    @Test func `42 an incident of the authority's own is accepted by the authority`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("D", by: .authority))
        world.solve(id)
        #expect(world.tell(.itsm, id, .accept(.solution)).isAccepted)
        #expect(world.closure(id) == .accepted)
    }

    @Test func `43 an alarm of monitoring is reported by the SPOC and accepted by the authority`() {
        var world = ProcessWorld()
        let id = world.report(.spoc, "ALARM1", .sample("B", by: .spoc, channel: .monitoring))
        #expect(!world.deviations(id).contains("P01.WRONG_CHANNEL"))
        world.solve(id)
        #expect(world.tell(.itsm, id, .accept(.solution)).isAccepted)
        #expect(world.status(id) == .closed)
    }

    @Test func `48 an objection without a reason is an objection`() {
        var (world, id) = Self.solved()
        #expect(world.tell(.itsm, id, .object(reason: nil)).isAccepted)
        #expect(world.status(id) == .inProgress)
    }

    @Test func `49 an incident its reporter withdraws is closed as withdrawn`() {
        var world = ProcessWorld()
        let id = world.report(.portal, "49", .sample("D", by: .user))
        #expect(world.tell(.portal, id, .withdraw(reason: "Det var min egen fejl.")).isAccepted)
        #expect(world.closure(id) == .withdrawn)
    }
}
