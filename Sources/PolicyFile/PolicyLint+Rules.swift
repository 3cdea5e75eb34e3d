internal import Incidents
internal import StrictYAML

extension PolicyLint {
    func checkRules() {
        checkCount()
        checkIdentity()
        for table in draft.tables {
            let isRead = !table.node.hasErrors
            for rule in table.rules {
                if !rule.then.hasErrors { checkEffects(rule) }
                if !rule.when.hasErrors { checkConditions(rule) }
            }
            guard isRead else { continue }
            checkDuplicates(table)
            checkReach(table)
        }
        checkRouting()
    }

    private func checkCount() {
        let rules = draft.tables.flatMap(\.rules)
        guard rules.count > RuleSet.rulesMax else { return }
        rules[RuleSet.rulesMax].id.error(
            "\(rules.count) rules; a policy has at most \(RuleSet.rulesMax)"
        )
    }

    /// Ids are unique, and an id and its deviation codes name the rule's principle.
    private func checkIdentity() {
        var lines: [String: Int] = [:]
        for rule in draft.tables.flatMap(\.rules) {
            checkCode(rule.rule.id, "id", of: rule, at: rule.id)
            if let line = lines[rule.rule.id] {
                rule.id.error("the id \(rule.rule.id) stands on line \(line) already")
            } else {
                lines[rule.rule.id] = rule.id.position.line
            }
            for (effect, node) in zip(rule.rule.then, rule.effects) {
                if case .deviation(let code) = effect {
                    checkCode(code, "deviation", of: rule, at: node)
                }
            }
        }
    }

    private func checkCode(_ code: String, _ what: String, of rule: RuleDraft, at node: YAMLNode) {
        guard let number = Self.principle(in: code) else {
            node.error("a rule's \(what) is written as P05.NO_CALL_SPOC, got '\(code)'")
            return
        }
        if number != rule.rule.principle.number {
            node.error("the \(what) \(code) is not of the rule's principle, \(rule.rule.principle)")
        }
    }

    /// The principle of `Pnn.NAME`; nil when the code is not of that form.
    private static func principle(in code: String) -> Int? {
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 3, parts[0].first == "P",
            let number = UInt8(parts[0].dropFirst()), let initial = parts[1].utf8.first,
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8.contains(initial),
            parts[1].utf8.allSatisfy({ "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".utf8.contains($0) })
        else { return nil }
        return Int(number)
    }

    private func checkEffects(_ rule: RuleDraft) {
        if rule.rule.then.isEmpty { rule.then.error("the rule has no effect") }
        for (index, effect) in rule.rule.then.enumerated() {
            let node = rule.effects[index]
            if rule.rule.then[..<index].contains(effect) { node.error("the effect stands twice") }
            if !effect.tables.contains(rule.rule.table) {
                let tables = effect.tables.map(\.rawValue).joined(separator: ", ")
                node.error("this effect belongs in the table \(tables)")
            }
        }
    }

    private func checkConditions(_ rule: RuleDraft) {
        for (condition, node) in zip(rule.rule.when, rule.conditions) {
            guard case .anyOf(let words) = condition.test, let domain = condition.fact.domain else {
                continue
            }
            if words.isEmpty {
                node.error("nothing is left of \(condition.fact.rawValue): the rule never holds")
            } else if words.count == domain.count {
                node.warning("every \(condition.fact.rawValue) is allowed: this asks nothing")
            }
        }
        // A calendar that the settings name is checked there.
        let phone = draft.settings.settings.spocPhoneCalendar
        guard draft.settings.spocPhoneCalendar == nil, !calendarNames.contains(phone),
            let asks = rule.rule.when.firstIndex(where: { $0.fact == .spocPhoneOpen })
        else { return }
        rule.conditions[asks].error(
            "spoc.phoneOpen asks the calendar '\(phone)', which is not there"
        )
    }

    /// In a first-match table this is told as a rule that never wins.
    private func checkDuplicates(_ table: TableDraft) {
        guard !table.table.firstMatchOnly else { return }
        for (index, rule) in table.rules.enumerated() {
            let earlier = table.rules[..<index].first { other in
                isSame(rule.rule.when, other.rule.when) && isSame(rule.rule.then, other.rule.then)
            }
            if let earlier {
                rule.id.error("\(rule.rule.id) says the same as \(earlier.rule.id)")
            }
        }
    }

    private func isSame<Element: Equatable>(_ left: [Element], _ right: [Element]) -> Bool {
        left.count == right.count && left.allSatisfy(right.contains)
    }
}

extension Effect {
    /// The tables whose business the effect is.
    fileprivate var tables: [Rule.Table] {
        switch self {
        case .expedite: [.impact]
        case .responsible, .forwardToRegister: [.routing]
        case .process: [.security]
        case .notify: Rule.Table.allCases.filter { $0 != .routing }
        case .deviation: [.channel, .phone, .security, .notice]
        }
    }
}
