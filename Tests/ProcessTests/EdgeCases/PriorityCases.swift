import Incidents
import Messaging
import Testing

/// Edge cases about category, priority and whose the incident is, by their numbers.
@Suite("Edge cases: priority and responsibility")
struct PriorityCases {
    @Test func `11 the agency that is authority and register authority keeps its two roles apart`()
    {
        var world = ProcessWorld()
        let id = world.report(
            .itsm,
            "INC1",
            .sample("D", by: .authority, .data, registers: ["DAR"])
        )
        world.tell(
            .register("DAR"),
            id,
            .plan(CorrectionPlan(when: Copenhagen.at("2026-04-08 12:00"), how: "Ny levering"))
        )
        #expect(world.names(id).contains("planned"), "told from role to role, and on record")
        #expect(world.notices(id).contains { $0.contains("plan") })
    }

    @Test func `12 a platform incident that is a data incident is handed over with its clocks`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C", registers: ["MAT"]))
        world.wait(minutes: 60)
        world.tell(
            .spoc,
            id,
            .escalate(Escalation(to: .register("MAT"), reason: "Fejlen er i data."))
        )
        let incident = world.incident(id)
        #expect(incident?.responsible == .registerAuthority)
        let supplier = incident?.deadlines.first { $0.role == .supplier }
        #expect(supplier?.isReplaced == true, "the supplier's clock stops with what it was")
        let register = incident?.deadlines.last { $0.role == .registerAuthority }
        #expect(register?.from == world.now, "the register's begins at the hand-over")
        #expect(register?.advisory == true)
        #expect(!world.box(.register("MAT"), id).isEmpty)
    }

    @Test func `12 handed back to the supplier the clock begins at the hand-over`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("B", .data, registers: ["MAT"]))
        world.wait(minutes: 90)
        world.tell(
            .register("MAT"),
            id,
            .escalate(Escalation(to: .supplier, reason: "Data er rigtige; det er platformen."))
        )
        #expect(world.incident(id)?.responsible == .supplier)
        #expect(world.due(id) == "2026-04-01 10:30")
    }

    @Test func `13 the authority's override sets a deadline from when it was decided`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        world.wait(until: "2026-04-01 10:00")
        world.tell(
            .itsm,
            id,
            .overridePriority(PriorityOverride(category: .a, reason: "Alle kommuner er ramt."))
        )
        #expect(world.incident(id)?.category == .a)
        #expect(world.due(id) == "2026-04-01 10:05")
        let lowered = world.tell(.spoc, id, .classify(Classification(category: .c)))
        #expect(lowered.refusal == "priority.decided")
        #expect(world.incident(id)?.category == .a)
        #expect(world.deviations(id).contains("P08.CHANGED_WITHOUT_DFM"))
    }

    @Test func `13 of two overrides out of order the later decision wins, and both are kept`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        world.wait(minutes: 60)
        let second = PriorityOverride(category: .b, reason: "Nu B", decision: 2)
        let first = PriorityOverride(category: .a, reason: "Først A", decision: 1)
        world.tell(.itsm, id, .overridePriority(second))
        world.tell(.itsm, id, .overridePriority(first))
        #expect(world.incident(id)?.category == .b)
        #expect(world.incident(id)?.handling.decisions.count == 2)
        #expect(world.incident(id)?.handling.decisions.last?.isSuperseded == true)
    }

    @Test func `13 the reporter's tool does not undo the authority's decision by resending`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        world.tell(.itsm, id, .overridePriority(PriorityOverride(category: .a, reason: "Ja.")))
        world.tell(.itsm, id, .update(Report(title: "Ny titel", category: "C")), sequence: 5)
        #expect(world.incident(id)?.category == .a)
    }

    @Test func `14 in a doubt the higher goes first in the queue, the contract's stays`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("D"))
        world.tell(
            .spoc,
            id,
            .doubtPriority(PriorityDoubt(proposed: .b, reason: "Mange er ramt."))
        )
        #expect(world.incident(id)?.category == .d)
        #expect(world.incident(id)?.expedited == true)
        #expect(world.notices(id).contains { $0.contains("doubt") })
    }

    @Test func `15 high impact expedites and tells the authority; the D deadline stays`() {
        var world = ProcessWorld()
        let impact = BusinessImpact(level: .high)
        let id = world.report(.itsm, "INC1", .sample("D", impact: impact))
        #expect(world.incident(id)?.expedited == true)
        #expect(world.incident(id)?.category == .d)
        #expect(world.due(id) == "2026-04-11 08:00")
        world.wait(days: 5)
        #expect(!world.deviations(id).contains("P03.START_LATE"))
    }

    @Test func `25 an unknown register stays with the SPOC, is asked about, and its clock runs`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C", .data, registers: ["XYZ"]))
        #expect(world.incident(id)?.responsible == .supplier)
        #expect(world.notices(id).contains("unknown-register"))
        #expect(world.due(id) == "2026-04-02 08:00")
    }

    @Test
    func `26 a register with two owners goes to the lead of that day, and the others are told`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C", .data, registers: ["GEODKV"]))
        #expect(!world.box(.register("GEODKV"), id).isEmpty)
        #expect(world.notices(id).contains("co-owners"))
    }

    @Test func `27 a register authority without a named recipient leaves it with the SPOC`() {
        var policy = Shipped.policy
        var owners = policy.registers["MAT"]?.ownerships ?? []
        for index in owners.indices { owners[index].recipient = nil }
        policy.registers["MAT"]?.ownerships = owners
        var world = ProcessWorld(policy)
        let id = world.report(.itsm, "INC1", .sample("C", .data, registers: ["MAT"]))
        #expect(world.incident(id)?.responsible == .supplier)
        #expect(world.deviations(id).contains("P10.NO_RECIPIENT"))
        #expect(world.box(.register("MAT")).isEmpty)
    }

    @Test
    func `38 a category the contract does not have is no guess, and the A clock does not run`() {
        var world = ProcessWorld()
        for (number, category) in [("1", nil), ("2", "F"), ("3", "P1")] as [(String, String?)] {
            let impact = BusinessImpact(level: .high)
            let id = world.report(.itsm, number, .sample(category, impact: impact))
            #expect(world.incident(id)?.category == nil)
            #expect(world.incident(id)?.deadlines.isEmpty == true)
            #expect(world.notices(id).contains("unclassified"))
            #expect(world.notices(id).contains("high-impact"))
            world.tell(.spoc, id, .classify(Classification(category: .c)))
            #expect(world.incident(id)?.category == .c, "the SPOC sets it")
            #expect(world.due(id) == "2026-04-02 08:00")
        }
    }

    @Test func `40 a fault in the test environment keeps that environment's hours`() {
        var world = ProcessWorld(at: "2026-04-01 15:30")
        let id = world.report(.itsm, "INC1", .sample("B", environment: .test))
        #expect(world.due(id) == "2026-04-07 09:30")
    }

    @Test func `45 a register authority may report a fault in another's register`() {
        var world = ProcessWorld()
        let id = world.report(.register("CVR"), "R1", .sample("B", .data, registers: ["MAT"]))
        #expect(!world.box(.register("MAT"), id).isEmpty, "the owner owes the plan")
        #expect(world.deviations(id).contains("P06.NOT_REGISTERED"), "the reporter owed the tool")
    }

    @Test func `46 summer time, store bededag and 1 May are counted as the calendars say`() {
        var world = ProcessWorld(at: "2026-03-28 12:00")
        let summer = world.report(.itsm, "INC1", .sample("C"))
        #expect(world.due(summer) == "2026-03-29 12:00")
        world.wait(until: "2026-04-30 12:00")
        let may = world.report(.itsm, "INC2", .sample("C", environment: .test))
        #expect(world.due(may) == "2026-05-01 12:00", "1 May is worked on, by the shipped policy")
    }

    @Test func `50 nine days without progress on a D are not a breach of its deadline`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("D"))
        world.wait(days: 9)
        #expect(!world.deviations(id).contains("P03.START_LATE"))
        let escalation = Escalation(to: .incidentManager, reason: "Der sker intet.")
        #expect(world.tell(.itsm, id, .escalate(escalation)).isAccepted, "any party may escalate")
        #expect(world.names(id).contains("escalated"))
    }
}
