/// Schemas applied to the same value.
extension SchemaCheck {
    mutating func check(_ node: JSONNode, _ rule: CombinationRule) {
        for part in rule.allOf { check(node, part) }
        checkAnyOf(node, rule.anyOf)
        checkOneOf(node, rule.oneOf)
        if let not = rule.not, accepts(node, not) {
            add(node, "not", "the value is one that the schema rules out")
        }
        guard let condition = rule.condition else { return }
        if accepts(node, condition) {
            if let consequence = rule.consequence { check(node, consequence) }
        } else if let alternative = rule.alternative {
            check(node, alternative)
        }
    }

    private mutating func checkAnyOf(_ node: JSONNode, _ parts: [SchemaRule]) {
        guard !parts.isEmpty, !parts.contains(where: { accepts(node, $0) }) else { return }
        reportNone(node, "anyOf", parts)
    }

    private mutating func checkOneOf(_ node: JSONNode, _ parts: [SchemaRule]) {
        guard !parts.isEmpty else { return }
        let count = parts.count { accepts(node, $0) }
        switch count {
        case 1: return
        case 0: reportNone(node, "oneOf", parts)
        default:
            add(
                node,
                "oneOf",
                "exactly one of \(parts.count) alternatives must fit, but \(count) do"
            )
        }
    }

    private func accepts(_ node: JSONNode, _ rule: SchemaRule) -> Bool {
        var check = SchemaCheck(definitions: definitions, root: node, limit: 1, isTerse: true)
        check.check(node, rule)
        return check.isClean
    }

    private mutating func reportNone(
        _ node: JSONNode,
        _ keyword: String,
        _ parts: [SchemaRule]
    ) {
        let reasons = isTerse ? "" : reasons(node, parts)
        add(node, keyword, "no alternative fits: \(reasons)")
    }

    /// Why each of the first few alternatives does not fit.
    private func reasons(_ node: JSONNode, _ parts: [SchemaRule]) -> String {
        let shownMax = 4
        let reasons = parts.prefix(shownMax).map { part in
            var check = SchemaCheck(definitions: definitions, root: node, limit: 1)
            check.check(node, part)
            guard let finding = check.findings.first else { return "" }
            return finding.pointer.isEmpty
                ? finding.clause : "at \(finding.pointer), \(finding.clause)"
        }
        return reasons.joined(separator: "; or ") + (parts.count > shownMax ? "; or …" : "")
    }
}
