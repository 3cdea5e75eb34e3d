internal import Incidents
internal import StrictYAML

// Rules, as the file writes them: one list per table.

extension YAMLShape where Value == [TableDraft] {
    static var tables: YAMLShape<[TableDraft]> {
        .mapping("rules by table") { mapping in
            Rule.Table.allCases.compactMap { table in
                guard
                    let rules = mapping.optional(
                        table.rawValue,
                        .located(.list(of: .rule(in: table)))
                    )
                else { return nil }
                return TableDraft(table: table, node: rules.node, rules: rules.value)
            }
        }
    }
}

extension YAMLShape where Value == RuleDraft {
    fileprivate static func rule(in table: Rule.Table) -> YAMLShape<RuleDraft> {
        .mapping("a rule") { mapping in
            let id = mapping.required("id", .located(.text))
            let principle = mapping.required("principle", .principle)
            let when = mapping.required("when", .located(.conditions))
            let then = mapping.required("then", .located(.list(of: .located(.effect))))
            let danish = mapping.required("da", .text)
            let english = mapping.required("en", .text)
            guard let id, let principle, let when, let then, let danish, let english else {
                return nil
            }
            let rule = Rule(
                id: id.value,
                table: table,
                principle: principle,
                when: when.value.map(\.value),
                then: then.value.map(\.value),
                danish: danish,
                english: english
            )
            return RuleDraft(
                rule: rule,
                id: id.node,
                when: when.node,
                conditions: when.value.map(\.node),
                then: then.node,
                effects: then.value.map(\.node)
            )
        }
    }
}

extension YAMLShape where Value == [Located<Condition>] {
    /// Facts and what is asked of them; a rule that asks about a fact nobody knows is no rule.
    fileprivate static var conditions: YAMLShape<[Located<Condition>]> {
        YAMLShape<[Located<Condition>]>(wanted: "facts, such as {category: [A, B]}") { node in
            guard var mapping = YAMLMapping(node) else { return nil }
            let entries = mapping.all()
            let conditions = entries.compactMap { key, value -> Located<Condition>? in
                guard let fact = Fact(rawValue: key.text) else {
                    let known = Fact.allCases.map(\.rawValue)
                    let nearest = Spelling.nearest(to: key.text, among: known)
                    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                    let list = known.joined(separator: ", ")
                    key.error("unknown fact '\(key.text)'\(hint) (known: \(list))")
                    return nil
                }
                return YAMLShape<Condition.Test>.test(of: fact).read(value).map {
                    Located(value: Condition(fact, $0), node: value)
                }
            }
            return conditions.count == entries.count ? conditions : nil
        }
    }
}

extension YAMLShape where Value == Condition.Test {
    fileprivate static func test(of fact: Fact) -> YAMLShape<Condition.Test> {
        fact.domain.map(words) ?? number
    }

    /// A word, a list of words, or `{not: …}`.
    private static func words(of domain: [String]) -> YAMLShape<Condition.Test> {
        let list = YAMLShape<[String]>.oneOrMore(of: .oneOf(domain))
        return YAMLShape<Condition.Test>(wanted: list.wanted) { node in
            guard case .mapping(let entries) = node.content else {
                return list.read(node).map { named($0, node: node) }.map { .anyOf($0) }
            }
            guard entries.contains(where: { $0.key.text == "not" }) else {
                return node.mismatch(wanted: "\(list.wanted), or {not: …}")
            }
            return YAMLShape<Condition.Test>.mapping { mapping in
                mapping.required("not", list)
                    .map { Set(domain).subtracting(named($0, node: mapping.node)) }
                    .map { .anyOf($0) }
            }.read(node)
        }
    }

    private static func named(_ words: [String], node: YAMLNode) -> Set<String> {
        let set = Set(words)
        if set.count < words.count { node.error("a word stands twice") }
        return set
    }

    private static var number: YAMLShape<Condition.Test> {
        .mapping("a bound such as {atLeast: 1000}") { mapping in
            mapping.required("atLeast", .integer(in: 0...1_000_000_000)).map { .atLeast($0) }
        }
    }
}
