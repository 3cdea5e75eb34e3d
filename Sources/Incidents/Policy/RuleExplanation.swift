/// Why a rule fired or did not, for people who try a message out.
package struct RuleExplanation: Equatable, Sendable {
    package enum Finding: Equatable, Sendable {
        case fired
        /// This condition failed; the fact had these values (none: not known).
        case failed(Condition, found: [String])
        /// An earlier rule of a first-match table had fired.
        case notTried(firedInstead: String)
    }

    package let rule: Rule
    package let finding: Finding

    package init(rule: Rule, finding: Finding) {
        self.rule = rule
        self.finding = finding
    }
}

extension Policy {
    /// Every rule of the tables with what came of it, in the policy's order.
    ///
    /// Slow beside evaluation, which says only what fired; a test holds the two together.
    package func explain(_ facts: Facts, tables: Set<Rule.Table>) -> [RuleExplanation] {
        var firstMatch: [Rule.Table: String] = [:]
        return rules.filter { tables.contains($0.table) }.map { rule in
            if let earlier = firstMatch[rule.table] {
                return RuleExplanation(rule: rule, finding: .notTried(firedInstead: earlier))
            }
            let facts = rule.table == .phone ? facts.forPhoneRules(self) : facts
            if let failing = rule.when.first(where: { !facts.satisfies($0) }) {
                let found = facts.values(of: failing.fact)
                return RuleExplanation(rule: rule, finding: .failed(failing, found: found))
            }
            if rule.table.firstMatchOnly { firstMatch[rule.table] = rule.id }
            return RuleExplanation(rule: rule, finding: .fired)
        }
    }
}
