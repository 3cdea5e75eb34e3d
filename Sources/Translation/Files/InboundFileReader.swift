internal import JSON
internal import StrictYAML

/// Reads the way in of a dialect file: which verb, and each verb's fields.
struct InboundFileReader {
    /// A section as it is written, with the places of its rules.
    private struct Section {
        var fields: [InboundField: (rule: FieldRule, node: YAMLNode)] = [:]
        /// By the detail's name.
        var details: [String: FieldRule] = [:]
        /// Where the details stand by their own names, unless a rule says otherwise.
        var detailsAt: JSONPointer?
        var calls: [CallRule] = []
        var messageID: [[JSONPointer]]?
        let node: YAMLNode
    }

    func rules(_ node: YAMLNode) -> InboundRules? {
        guard var mapping = YAMLMapping(node) else { return nil }
        let actions = mapping.required("action", .oneOrMore(of: Self.actionRule)) ?? []
        let common = mapping.value("fields").map { section($0, allowed: Self.everywhere, []) }
        var written: [InboundAction: Section] = [:]
        for action in InboundAction.allCases {
            guard let node = mapping.value(action.rawValue) else { continue }
            let allowed = action.fields.union(Self.everywhere)
            written[action] = section(node, allowed: allowed, action.details)
        }
        mapping.finish()

        let reachable = Set(actions.flatMap(\.actions))
        for (action, section) in written where !reachable.contains(action) {
            if action == .report, reachable.contains(.update) { continue }
            section.node.warning(
                "no message leads to \(action.rawValue): 'action' has no such verb"
            )
        }
        var sections: [InboundAction: InboundSection] = [:]
        for action in InboundAction.allCases where reachable.contains(action) {
            // A tool that reports sends its whole record again when it changes.
            let inherited = action == .update ? [common, written[.report]] : [common]
            sections[action] = complete(action, written[action], inherited, in: node)
        }
        return InboundRules(actions: actions, sections: sections)
    }

    private static let everywhere = Set(InboundField.allCases.filter(\.isOfEveryCommand))

    private func complete(
        _ action: InboundAction,
        _ own: Section?,
        _ inherited: [Section?],
        in node: YAMLNode
    ) -> InboundSection {
        let layers = (inherited + [own]).compactMap(\.self)
        let fields = layers.reduce(into: [:]) { fields, layer in
            fields.merge(layer.fields) { $1 }
        }
        let section = InboundSection(
            fields: fields.values.map(\.rule).sorted { $0.field.rawValue < $1.field.rawValue },
            details: details(of: action, own, at: layers.last { $0.detailsAt != nil }?.detailsAt),
            calls: layers.last { !$0.calls.isEmpty }?.calls ?? [],
            messageID: own?.messageID
        )
        let place = own?.node ?? layers.last?.node ?? node
        InboundLint(action: action, section: section).check(place) { fields[$0]?.node }
        return section
    }

    /// In the table's order; what no rule speaks of is the canonical member at `place`, if any.
    private func details(
        of action: InboundAction,
        _ own: Section?,
        at place: JSONPointer?
    ) -> [FieldRule] {
        action.details.compactMap { detail in
            if let rule = own?.details[detail.name] { return rule }
            guard let place else { return nil }
            var rule = FieldRule(detail)
            rule.sources = [FieldSource(place: .pointer(place.appending(detail.name)))]
            rule.map = rule.form.choices.map { words in
                ValueMap(
                    values: Dictionary(words.map { ($0, $0) }) { first, _ in first },
                    known: words,
                    otherwise: .refuse
                )
            }
            return rule
        }
    }

    // MARK: Sections

    private func section(
        _ node: YAMLNode,
        allowed: Set<InboundField>,
        _ details: [DetailField]
    ) -> Section {
        var section = Section(node: node)
        guard var mapping = YAMLMapping(node) else { return section }
        if let calls = mapping.value("calls") {
            if allowed.contains(.title) {
                section.calls = CallFileReader().rules(calls)
            } else {
                calls.error("calls are told in a report or an update; use call.to and so on")
            }
        }
        section.messageID = mapping.optional("messageId", Self.messageID)
        section.detailsAt = mapping.optional("details", Self.pointer)
        let others = ["calls", "messageId", "details"]
        for (key, value) in mapping.all() where !others.contains(key.text) {
            if let detail = details.first(where: { $0.name == key.text }) {
                let reader = FieldFileReader(field: .detail, detail: detail)
                section.details[detail.name] = reader.rule(value)
                continue
            }
            guard let field = InboundField(name: key.text) else {
                let names = allowed.map(\.name) + details.map(\.name)
                let nearest = Spelling.nearest(to: key.text, among: names)
                let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                key.error("there is no canonical field '\(key.text)'\(hint)")
                continue
            }
            guard allowed.contains(field) else {
                key.error("'\(key.text)' is not a field of this verb")
                continue
            }
            guard let rule = FieldFileReader(field: field).rule(value) else { continue }
            section.fields[field] = (rule, value)
        }
        return section
    }

    // MARK: The verb

    private static var actionRule: YAMLShape<ActionRule> {
        YAMLShape<ActionRule>.mapping("a rule for the verb") { mapping in
            let conditions = mapping.optional("when", .oneOrMore(of: recognition), default: [])
            let choice: ActionRule.Choice? =
                mapping.has("action")
                ? mapping.required("action", .oneOf(InboundAction.self)).map { .verb($0) }
                : verbMap(&mapping).map { .mapped($0) }
            return choice.map { ActionRule(conditions: conditions, choice: $0) }
        }
    }

    private static func verbMap(_ mapping: inout YAMLMapping) -> VerbMap? {
        let source = mapping.required("from", FieldFileReader.source(mapsFor: nil))
        let actions = mapping.required("map", .dictionary(of: .oneOf(InboundAction.self)))
        let closed = mapping.optional("values", .list(of: .located(YAMLShape<String>.text)))
        let words = ["next", "refuse"] + InboundAction.allCases.map(\.rawValue)
        let otherwise = mapping.optional("otherwise", .oneOf(words), default: "refuse")
        guard let source, let actions else { return nil }
        let known = Set(actions.map(\.key.text))
        for value in closed ?? [] where !known.contains(value.value) && otherwise == "refuse" {
            value.node.error("'\(value.value)' leads to no verb; map it, or say 'otherwise'")
        }
        return VerbMap(
            source: source,
            verbs: Dictionary(actions.map { ($0.key.text, $0.value) }) { first, _ in first },
            otherwise: InboundAction(rawValue: otherwise),
            isFinal: otherwise == "refuse"
        )
    }

    // MARK: Shapes

    static var pointer: YAMLShape<JSONPointer> {
        YAMLShape<String>.string.checked("a JSON Pointer such as /issue/key (RFC 6901)") {
            JSONPointer($0)
        }
    }

    static var messageID: YAMLShape<[[JSONPointer]]> {
        YAMLShape<[[JSONPointer]]>.list(of: .list(of: pointer)).checked("lists of JSON Pointers") {
            $0.contains(where: \.isEmpty) ? nil : $0
        }
    }

    static var recognition: YAMLShape<Recognition> {
        YAMLShape(wanted: "a JSON Pointer, or one with 'equals'") { node in
            guard case .mapping = node.content else {
                return FieldFileReader.place.read(node).map {
                    Recognition(source: $0, selection: nil, equals: [])
                }
            }
            guard var mapping = YAMLMapping(node) else { return nil }
            let place = mapping.required("at", FieldFileReader.place)
            let selection = FieldFileReader.selection(&mapping, pick: .first)
            let equals = mapping.optional("equals", .oneOrMore(of: .text), default: [])
            mapping.finish()
            return place.map { Recognition(source: $0, selection: selection, equals: equals) }
        }
    }
}

extension ActionRule {
    /// The verbs it can lead to.
    var actions: [InboundAction] {
        switch choice {
        case .verb(let action): [action]
        case .mapped(let map): Array(map.verbs.values) + (map.otherwise.map { [$0] } ?? [])
        }
    }
}
