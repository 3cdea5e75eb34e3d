internal import JSON
internal import StrictYAML

/// Reads how the phone calls of a report are found.
struct CallFileReader {
    func rules(_ node: YAMLNode) -> [CallRule] {
        YAMLShape<[CallRule]>.oneOrMore(of: rule).read(node) ?? []
    }

    private var rule: YAMLShape<CallRule> {
        YAMLShape<CallRule>.mapping("a rule for calls") { mapping in
            let each = mapping.optional("each", InboundFileReader.pointer)
            let to = field("to", .callTo, &mapping)
            let occurredAt = field("occurredAt", .callOccurredAt, &mapping)
            let outcome = mapping.value("outcome").flatMap {
                FieldFileReader(field: .callOutcome).rule($0)
            }
            guard let to, let occurredAt else { return nil }
            let rule = CallRule(
                each: each,
                to: to,
                occurredAt: occurredAt,
                outcome: outcome ?? FieldRule(.callOutcome)
            )
            if each != nil { checkElements(rule, mapping.node) }
            return rule
        }
    }

    private func field(
        _ key: String,
        _ field: InboundField,
        _ mapping: inout YAMLMapping
    ) -> FieldRule? {
        guard let node = mapping.value(key) else {
            mapping.node.error("'\(key)' is missing; a call needs to say it")
            return nil
        }
        return FieldFileReader(field: field).rule(node)
    }

    /// Within an element there are plain pointers only.
    private func checkElements(_ rule: CallRule, _ node: YAMLNode) {
        let sources = [rule.to, rule.occurredAt, rule.outcome].flatMap(\.sources)
        if sources.contains(where: { $0.pointer == nil || $0.selection != nil || $0.map != nil }) {
            node.error("within 'each', give plain pointers into the element")
        }
    }
}
