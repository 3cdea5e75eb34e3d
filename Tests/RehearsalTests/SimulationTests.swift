import Incidents
import Messaging
import Rehearsal
import Testing

@Suite("Simulating another policy")
struct SimulationTests {
    private static let start = Shipped.at("2026-11-23T07:00:00Z")

    private func simulate(
        _ commands: [Command],
        _ new: Policy,
        since: Timestamp? = nil,
        until: Timestamp? = nil
    ) -> (differences: [Difference], counts: SimulationCounts) {
        var differences: [Difference] = []
        var simulation = Simulation(inForce: { _ in Shipped.policy }, new: new, since: since) {
            differences.append($0)
        }
        for command in commands { simulation.take(command) }
        simulation.finish(at: until)
        return (differences, simulation.counts)
    }

    /// Incidents of all categories, begun after a while by some.
    private func history(seed: UInt64, count: Int) -> [Command] {
        var random = SplitMix64(seed: seed)
        var commands: [Command] = []
        for number in 0..<count {
            let at = Self.start.adding(seconds: Int64.random(in: 0...864_000, using: &random))
            let category = ["A", "B", "C", "D", "F"].randomElement(using: &random)!
            let kind = ["platform", "data", "unknown"].randomElement(using: &random)!
            let id = "itsm-\(number)"
            commands.append(Shipped.report(id, category, at: at, kind: kind))
            guard Bool.random(using: &random) else { continue }
            let later = at.adding(seconds: Int64.random(in: 1...7_200, using: &random))
            commands.append(
                Shipped.command(id, "start-work", "spoc", at: later, id: "\(id) start")
            )
        }
        return commands.sorted { $0.receivedAt < $1.receivedAt }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the policy in force differs from itself in nothing`(seed: UInt64) {
        let commands = history(seed: seed, count: 60)
        let (differences, counts) = simulate(commands, Shipped.policy)
        #expect(differences.isEmpty)
        #expect(counts.incidents == 60)
        #expect(counts.commands == commands.count)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a shorter deadline shows on exactly the incidents it binds`(seed: UInt64) {
        let commands = history(seed: seed, count: 60)
        let new = Shipped.changed("{A: PT5M, B: PT60M, C", "{A: PT5M, B: PT30M, C")
        let (differences, counts) = simulate(commands, new)
        let bound = commands.filter { command in
            guard case .report(let report) = command.action else { return false }
            return report.category == "B" && report.kind != .data
        }
        let shown = differences.filter { $0.kind == .deadlines }.map(\.incident)
        #expect(Set(shown) == Set(bound.map(\.incident.text)))
        #expect(counts.different == bound.count)
        #expect(counts.byKind[.deadlines] ?? 0 == bound.count)
    }

    @Test func `a rule that is gone is named as the reason`() throws {
        let rule = try #require(Shipped.policy.rules.first { $0.id == "P08.CATEGORY_A" })
        var new = Shipped.policy
        new.version = "2"
        new.rules.removeAll { $0.id == rule.id }
        let (differences, _) = simulate([Shipped.report("itsm-1", "A", at: Self.start)], new)
        #expect(differences.map(\.kind) == [.notices])
        #expect(differences.first?.rulesBefore == ["P08.CATEGORY_A"])
        #expect(differences.first?.rulesAfter == [])
        #expect(differences.first?.before.contains("category-a") == true)
    }

    @Test func `timers go off in time, and work at the very moment is in time`() {
        let due = Self.start.adding(seconds: 3_600)
        let report = Shipped.report("itsm-1", "B", at: Self.start)
        func missed(_ moment: Timestamp) -> Bool {
            let start = Shipped.command("itsm-1", "start-work", "spoc", at: moment, id: "s")
            let new = Shipped.changed("B: PT60M", "B: PT600M")
            let (differences, _) = simulate([report, start], new)
            let text = differences.first { $0.kind == .deadlines }?.before ?? ""
            #expect(text.hasSuffix("missed") || text.hasSuffix("met"))
            return text.hasSuffix("missed")
        }
        #expect(!missed(due))
        #expect(missed(due.adding(milliseconds: 1)))
    }

    @Test func `incidents from before the time asked for are passed over and counted`() {
        let late = Self.start.adding(seconds: 86_400)
        let commands = [
            Shipped.report("itsm-1", "B", at: Self.start),
            Shipped.report("itsm-2", "B", at: late),
            Shipped.command("itsm-1", "start-work", "spoc", at: late, id: "s"),
        ]
        let new = Shipped.changed("{A: PT5M, B: PT60M, C", "{A: PT5M, B: PT30M, C")
        let (differences, counts) = simulate(commands, new, since: late)
        #expect(Set(differences.map(\.incident)) == ["itsm-2"])
        #expect(counts.passedOver == 2)
    }

    @Test func `an incident is put away thirty days after it was closed in silence`() {
        var commands: [Command] = []
        for number in 0..<120 {
            let at = Self.start.adding(seconds: Int64(number) * 86_400)
            let id = "itsm-\(number)"
            commands.append(Shipped.report(id, "C", at: at))
            let text =
                #""type": "solution", "description": "Tjenesten er genstartet igen.", "#
                + #""meaning": "Opslag svarer igen som de skal.", "#
                + #""nextSteps": "Kør de opslag igen, som fejlede.""#
            commands.append(
                Shipped.command(
                    id,
                    "propose",
                    "spoc",
                    at: at.adding(seconds: 60),
                    id: "\(id) p",
                    "\"details\": {\(text)}"
                )
            )
        }
        let late = commands[commands.count - 1].receivedAt.adding(seconds: 1)
        commands.append(
            Shipped.command(
                "itsm-0",
                "note",
                "spoc",
                at: late,
                id: "late",
                #""note": {"text": "x", "visibility": "internal"}"#
            )
        )
        let (differences, counts) = simulate(commands, Shipped.policy)
        #expect(differences.isEmpty)
        #expect(counts.incidents == 120)
        #expect(counts.openMax < 50, "ten days and thirty, not all of them")
        #expect(counts.afterClosing == 1, "told, not forgotten")
    }

    @Test func `the lanes agree with deciding the commands one by one`() {
        let commands = history(seed: 99, count: 40)
        for id in Set(commands.map(\.incident)) {
            var explanation = Explanation(id) { _ in Shipped.policy }
            var incident: Incident?
            for command in commands where command.incident == id {
                explanation.take(command)
                while let known = incident, let due = known.nextDue, due < command.receivedAt {
                    incident = settleDue(known, due: due, policy: Shipped.policy).incident
                }
                incident = settle(incident, command, policy: Shipped.policy).incident
            }
            #expect(explanation.decisions.last?.incident == incident)
        }
    }

    @Test func `an explanation names what fired, what did not, and why`() throws {
        let id = try #require(IncidentID("itsm-1"))
        var explanation = Explanation(id) { _ in Shipped.policy }
        explanation.take(Shipped.report("itsm-1", "A", at: Self.start))
        explanation.take(Shipped.report("itsm-2", "A", at: Self.start))
        explanation.advance(to: Self.start.adding(seconds: 3_600))
        let decisions = explanation.decisions
        #expect(decisions.count >= 2, "the report, and the deadline that nobody kept")
        let first = try #require(decisions.first)
        #expect(first.newlyFired.contains("P09.SUPPLIER_SOLVES"))
        #expect(first.newlyFired.contains("P08.CATEGORY_A"))
        #expect(first.rules.count == Shipped.policy.rules.count)
        let silent = try #require(first.rules.first { $0.rule.id == "P08.CATEGORY_B" })
        guard case .failed(let condition, let found) = silent.finding else {
            Issue.record("\(silent.finding)")
            return
        }
        #expect(condition.fact == .category && found == ["A"])
        #expect(decisions[1].occasion == .timer)
    }
}
