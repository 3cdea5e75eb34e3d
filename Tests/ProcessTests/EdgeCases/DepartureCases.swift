import Incidents
import Messaging
import Testing

/// Departures that only time, or who closes an incident and how, brings to light.
@Suite("Departures")
struct DepartureCases {
    /// A B whose solution was told on 24 March at 14:00, and that nobody has looked at.
    private static func unseen(
        _ policy: Policy = Shipped.policy,
        _ proposal: ResolutionProposal = .solution
    ) -> (ProcessWorld, IncidentID) {
        var world = ProcessWorld(policy, at: "2026-03-24 14:00")
        let id = world.report(.itsm, "INC1", .sample("B", by: .authority))
        world.tell(.spoc, id, .startWork)
        world.tell(.spoc, id, .propose(proposal))
        return (world, id)
    }

    // MARK: P17, not closed

    @Test func `days that pass in silence without the authority's look are on record`() {
        var (world, id) = Self.unseen()
        world.wait(until: "2026-04-03 23:59:59")
        #expect(!world.deviations(id).contains("P17.NOT_CLOSED"))
        #expect(world.notices(id).filter { $0 == "quality-needed" }.count == 2, "and at 75 %")
        world.wait(until: "2026-04-04 00:00")
        #expect(world.status(id) == .resolved)
        #expect(world.deviations(id).contains("P17.NOT_CLOSED"))
        let deviation = world.incident(id)?.deviations.first { $0.code == "P17.NOT_CLOSED" }
        #expect(deviation?.party == .itsm)
        #expect(
            deviation?.evidence.contains(Evidence("waitsFor", .words(["quality-assurance"])))
                == true
        )
    }

    @Test func `a look after the days lets them begin, and what was late stays on record`() {
        var (world, id) = Self.unseen()
        world.wait(until: "2026-04-06 10:00")
        world.tell(.itsm, id, .assureQuality(QualityFinding(approved: true)))
        #expect(world.closesAt(id) == "2026-04-17 00:00")
        world.wait(until: "2026-04-17 00:00")
        #expect(world.closure(id) == .tenDays)
        #expect(world.deviations(id).contains("P17.NOT_CLOSED"))
    }

    @Test func `a look in time, an objection or a word of the reporter leaves nothing on record`() {
        for action: Command.Action in [
            .assureQuality(QualityFinding(approved: true)),
            .assureQuality(QualityFinding(approved: false, reason: "Mangler næste skridt.")),
            .object(reason: nil), .accept(nil),
        ] {
            var (world, id) = Self.unseen()
            world.wait(until: "2026-03-30 10:00")
            world.tell(.itsm, id, action)
            world.wait(days: 60)
            #expect(!world.deviations(id).contains("P17.NOT_CLOSED"), "\(action.name)")
        }
    }

    @Test func `what the policy never closes in silence is not late`() {
        var policy = Shipped.policy
        policy.settings.closing.closesOnWorkaround = false
        var (world, id) = Self.unseen(policy, .workaround)
        world.wait(days: 60)
        #expect(world.status(id) == .resolved)
        #expect(!world.deviations(id).contains("P17.NOT_CLOSED"))
    }

    // MARK: P1, in one tool only

    @Test func `an incident that the SPOC's tool never answers is on record, if a time is set`() {
        var policy = Shipped.policy
        policy.settings.clocks.uptakeSeconds = 3_600
        for isAnswered in [true, false] {
            var world = ProcessWorld(policy)
            let id = world.report(.itsm, "INC1", .sample("D"))
            world.wait(minutes: 59)
            if isAnswered { world.tell(.spoc, id, .acknowledge, number: "S-1") }
            world.wait(minutes: 2)
            #expect(world.deviations(id).contains("P01.FORWARD_FAILED") == !isAnswered)
        }
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("D"))
        world.wait(days: 2)
        #expect(
            !world.deviations(id).contains("P01.FORWARD_FAILED"),
            "the shipped policy sets none"
        )
    }

    // MARK: P7, past its process

    @Test(arguments: [(Party.spoc, true), (.itsm, false)])
    func `a breach that is called a request leaves its process by the authority only`(
        party: Party,
        isRecorded: Bool
    ) {
        var world = ProcessWorld()
        let flags = SecurityFlags(itSecurity: .suspected, dataSecurity: .suspected)
        let id = world.report(.portal, "1", .sample("C", by: .user, security: flags))
        world.tell(party, id, .retype(Retyping(to: .serviceRequest)))
        #expect(world.status(id) == .closed)
        #expect(world.deviations(id).contains("P07.NOT_MAJOR") == isRecorded)
        #expect(world.deviations(id).contains("P07.WRONG_PROCESS") == isRecorded)
    }

    @Test func `an incident without a flag is withdrawn and retyped as before`() {
        var world = ProcessWorld()
        let withdrawn = world.report(.portal, "1", .sample("D", by: .user))
        world.tell(.portal, withdrawn, .withdraw(reason: "Min egen fejl."))
        let retyped = world.report(.portal, "2", .sample("D", by: .user))
        world.tell(.spoc, retyped, .retype(Retyping(to: .changeRequest)))
        for id in [withdrawn, retyped] {
            #expect(!world.deviations(id).contains { $0.hasPrefix("P07.") })
        }
    }

    // MARK: P19, who agreed

    @Test func `a changed policy that nobody agreed to is on record once for each incident`() {
        var policy = Shipped.policy
        policy.isUnapprovedChange = true
        var world = ProcessWorld(policy)
        let id = world.report(.itsm, "INC1", .sample("D"))
        world.tell(.spoc, id, .startWork)
        world.tell(.spoc, id, .note(Note(text: "Vi ser på det.", visibility: .public)))
        let found = world.incident(id)?.deviations.filter { $0.code == "P19.UNAPPROVED_CHANGE" }
        #expect(found?.count == 1)
        #expect(found?.first?.party == .itsm)
    }
}
