/// A policy's rules, made ready once for being evaluated on every message.
package struct CompiledRules: Sendable {
    /// One rule's conditions as bits; the rest of it stays in the policy, by its place there.
    private struct Entry {
        let rule: Int
        /// Of each fact the values that let the rule fire; none where it does not ask.
        let allowed: FactBits
        let affectedUsersMin: Int?
        let outcome: RuleOutcome

        func holds(_ facts: Facts) -> Bool {
            if let least = affectedUsersMin, facts.affectedUsers ?? Int.min < least { return false }
            return facts.lanes.satisfies(allowed)
        }
    }

    private let tables: [[Entry]]
    /// Facts no rule asks about need not be found out.
    private let asked: FactBits

    package init(_ rules: [Rule]) {
        precondition(rules.count <= RuleSet.rulesMax, "a policy has at most 128 rules")
        self.tables = Rule.Table.allCases.map { table in
            rules.indices.filter { rules[$0].table == table }.compactMap { index in
                Self.compile(rules[index], at: index)
            }
        }
        var asked = FactBits.empty
        for condition in rules.flatMap(\.when) { asked[condition.fact.lane] = 1 }
        self.asked = asked
    }

    package func asks(_ fact: Fact) -> Bool {
        asked[fact.lane] != 0
    }

    /// Tries a table's rules in order and adds what follows to `outcome`.
    package func evaluate(_ table: Rule.Table, on facts: Facts, into outcome: inout RuleOutcome) {
        for entry in tables[table.place] where entry.holds(facts) {
            outcome.fired.insert(entry.rule)
            outcome.responsible = outcome.responsible ?? entry.outcome.responsible
            outcome.forwardsToRegister =
                outcome.forwardsToRegister || entry.outcome.forwardsToRegister
            outcome.expedited = outcome.expedited || entry.outcome.expedited
            outcome.processes.formUnion(entry.outcome.processes)
            if table.firstMatchOnly { return }
        }
    }

    /// Nil for a rule that can never hold (a fact of words compared as a number, or the reverse).
    private static func compile(_ rule: Rule, at index: Int) -> Entry? {
        var allowed = FactBits.empty
        var affectedUsersMin: Int?
        for condition in rule.when {
            switch condition.test {
            case .anyOf(let words):
                var bits = Facts.bits(of: words, in: condition.fact)
                let lane = condition.fact.lane
                // A second condition on the same fact narrows the first.
                if allowed[lane] != 0 { bits &= allowed[lane] }
                guard bits != 0 else { return nil }
                allowed[lane] = bits
            case .atLeast(let number):
                guard condition.fact.domain == nil else { return nil }
                affectedUsersMin = Swift.max(affectedUsersMin ?? number, number)
            }
        }
        return Entry(
            rule: index,
            allowed: allowed,
            affectedUsersMin: affectedUsersMin,
            outcome: outcome(of: rule)
        )
    }

    private static func outcome(of rule: Rule) -> RuleOutcome {
        var outcome = RuleOutcome()
        for effect in rule.then {
            switch effect {
            case .expedite: outcome.expedited = true
            case .responsible(let role): outcome.responsible = role
            case .forwardToRegister: outcome.forwardsToRegister = true
            case .process(let process): outcome.processes.formUnion(SecurityProcesses(process))
            case .notify, .deviation: continue
            }
        }
        return outcome
    }
}

extension Rule.Table {
    /// The table's place in `allCases`.
    fileprivate var place: Int {
        switch self {
        case .routing: 0
        case .impact: 1
        case .channel: 2
        case .phone: 3
        case .security: 4
        case .notice: 5
        }
    }
}
