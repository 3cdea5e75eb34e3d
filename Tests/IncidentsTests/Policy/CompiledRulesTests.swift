import Incidents
import Testing

@Suite("Rules")
struct CompiledRulesTests {
    /// All 6 × 5 × 7 × 3 × 3 × 3 × 2 incidents that the standard rules about channels and calls
    /// can tell apart, each evaluated and explained.
    @Test func `what fires is what can be explained, for every combination of facts`() {
        let policy = TestPolicy.standard
        let facts: [Fact] = [
            .category, .reporterKind, .channel, .dataSecurity, .callToSpoc, .callToAuthority,
            .occasion,
        ]
        var combinations = 0
        forEachCombination(of: facts) { facts in
            combinations += 1
            for table in Rule.Table.allCases {
                var outcome = RuleOutcome()
                policy.compiled.evaluate(table, on: facts, into: &outcome)
                let explained = policy.explain(facts, tables: [table])
                    .filter { $0.finding == .fired }.map(\.rule.id)
                guard outcome.fired.map({ policy.rules[$0].id }) == explained else {
                    Issue.record("\(table) on \(facts): \(explained)")
                    return
                }
            }
        }
        #expect(combinations == 6 * 5 * 7 * 3 * 3 * 3 * 2)
    }

    @Test func `of a first-match table the first rule that holds is the only one`() throws {
        let policy = TestPolicy.standard
        let facts = Facts([
            .kind: ["data"], .register: ["known"], .registerRecipient: ["true"],
        ])
        var outcome = RuleOutcome()
        policy.compiled.evaluate(.routing, on: facts, into: &outcome)
        #expect(outcome.fired.map { policy.rules[$0].id } == ["P10.DATA_TO_REGISTER"])
        #expect(outcome.responsible == .registerAuthority)
        #expect(outcome.forwardsToRegister)

        let explained = policy.explain(facts, tables: [.routing])
        #expect(
            explained.map(\.finding) == [
                .failed(
                    Condition(.kind, .anyOf(["platform", "application", "unknown"])),
                    found: ["data"]
                ),
                .fired, .notTried(firedInstead: "P10.DATA_TO_REGISTER"),
            ]
        )
    }

    @Test func `an incident with a known and an unknown register has both values of the fact`() {
        let facts = Facts([.register: ["known", "unknown"]])
        #expect(facts.satisfies(Condition(.register, .anyOf(["known"]))))
        #expect(facts.satisfies(Condition(.register, .anyOf(["unknown"]))))
        #expect(!facts.satisfies(Condition(.register, .anyOf(["none"]))))
    }

    @Test func `a rule that compares words as a number never holds`() {
        let rule = Rule(
            id: "X",
            table: .impact,
            principle: Principle(4),
            when: [Condition(.category, .atLeast(1))],
            then: [.expedite],
            danish: "",
            english: ""
        )
        var outcome = RuleOutcome()
        CompiledRules([rule]).evaluate(.impact, on: Facts([.category: ["A"]]), into: &outcome)
        #expect(outcome == RuleOutcome())
    }

    @Test func `a policy whose rules are changed obeys the new ones`() {
        var policy = TestPolicy.standard
        policy.rules = []
        var outcome = RuleOutcome()
        policy.compiled.evaluate(.routing, on: Facts([.kind: ["data"]]), into: &outcome)
        #expect(outcome.fired.isEmpty)
    }

    @Test func `rules are kept apart up to the last place a policy has`() {
        var rules = RuleSet()
        let places = [0, 1, 63, 64, 65, 127]
        for place in places { rules.insert(place) }
        #expect(Array(rules) == places)
        #expect(places.allSatisfy(rules.contains))
        #expect(!rules.contains(2))
        #expect(rules.subtracting(rules).isEmpty)
    }

    private func forEachCombination(of facts: [Fact], _ body: (Facts) -> Void) {
        func fill(_ rest: ArraySlice<Fact>, _ values: [Fact: Set<String>]) {
            guard let fact = rest.first else { return body(Facts(values)) }
            for word in fact.domain ?? [] {
                var values = values
                values[fact] = [word]
                fill(rest.dropFirst(), values)
            }
        }
        fill(facts[...], [:])
    }
}
