internal import Incidents
internal import StrictYAML

extension PolicyLint {
    /// Every rule can come into play.
    func checkReach(_ table: TableDraft) {
        guard table.table.firstMatchOnly else {
            for rule in table.rules {
                let space = FactSpace([rule.rule], impossible: impossible)
                let canHold = space.contains { FactSpace.holds(rule.rule, in: $0) }
                if !canHold { reportContradiction(rule) }
            }
            return
        }
        guard let space = space(of: table) else { return }
        var winners = Array(repeating: false, count: table.rules.count)
        var covers = Array(repeating: Set<Int>(), count: table.rules.count)
        for combination in space {
            let holding = table.rules.indices.filter {
                FactSpace.holds(table.rules[$0].rule, in: combination)
            }
            guard let first = holding.first else { continue }
            winners[first] = true
            for later in holding.dropFirst() { covers[later].insert(first) }
        }
        for (index, rule) in table.rules.enumerated() where !winners[index] {
            let earlier = covers[index].sorted().map { table.rules[$0].rule.id }
            guard !earlier.isEmpty else {
                reportContradiction(rule)
                continue
            }
            rule.id.error(
                "\(rule.rule.id) never wins: all it asks for is caught by "
                    + earlier.joined(separator: ", ")
            )
        }
    }

    /// The routing table names one responsible party for every incident there can be.
    func checkRouting() {
        guard let table = draft.tables.first(where: { $0.table == .routing }) else {
            if !log.hasErrors(under: "rules") {
                draft.rulesNode.error("there is no table 'routing': nobody would be responsible")
            }
            return
        }
        guard !table.node.hasErrors else { return }
        for rule in table.rules {
            let named = rule.rule.then.count { if case .responsible = $0 { true } else { false } }
            if named != 1 { rule.then.error("a routing rule names one responsible party") }
        }
        guard let space = space(of: table) else { return }
        let missed = space.filter { combination in
            !table.rules.contains { FactSpace.holds($0.rule, in: combination) }
        }
        guard let first = missed.first else { return }
        let more =
            switch missed.count {
            case 1: ""
            case 2: " and 1 more combination"
            default: " and \(missed.count - 1) more combinations"
            }
        let what = FactSpace.description(of: first)
        table.node.error("no routing rule catches \(what.isEmpty ? "anything" : what)\(more)")
    }

    /// The combinations a table's rules can tell apart; nil, and told, when they are too many.
    private func space(of table: TableDraft) -> FactSpace? {
        let space = FactSpace(table.rules.map(\.rule), impossible: impossible)
        guard space.isTooLarge else { return space }
        table.node.warning("too many combinations of facts to prove that the table has no gap")
        return nil
    }

    private func reportContradiction(_ rule: RuleDraft) {
        // What is empty has been said to be, at the condition itself.
        guard !rule.rule.when.contains(where: { $0.test == .anyOf([]) }) else { return }
        rule.when.error("\(rule.rule.id) never holds: its conditions contradict one another")
    }

    /// What this policy makes impossible.
    private var impossible: [Fact: Set<String>] {
        draft.criticalServices.isEmpty ? [.criticalService: ["true"]] : [:]
    }
}
