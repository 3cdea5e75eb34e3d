internal import JSON
internal import StrictYAML

/// Reads the rule of one canonical field.
struct FieldFileReader {
    let field: InboundField
    var detail: DetailField?

    /// A pointer alone, or a list of them, is short for `{from: …}`.
    func rule(_ node: YAMLNode) -> FieldRule? {
        var rule = detail.map(FieldRule.init) ?? FieldRule(field)
        let form = rule.form
        guard case .mapping = node.content else {
            let sources = YAMLShape<[FieldSource]>.oneOrMore(of: Self.source(mapsFor: form))
            guard let read = sources.read(node) else { return nil }
            rule.sources = read
            checkClosed(rule, node)
            return rule
        }
        guard var mapping = YAMLMapping(node) else { return nil }
        readSources(&rule, &mapping)
        rule.map = Self.valueMap(&mapping, for: form)
        rule.constant = mapping.optional("constant", Self.value(of: form))
        rule.fallback = mapping.optional("default", Self.value(of: form))
        rule.isRequired = mapping.optional("required", .bool, default: false)
        readForm(&rule, &mapping)
        mapping.finish()

        if rule.constant != nil, !rule.sources.isEmpty {
            node.error("'constant' leaves nothing to be read; take out 'from', or use 'default'")
        }
        if rule.sources.isEmpty, rule.constant == nil, rule.fallback == nil {
            node.error("give 'from', 'join', 'constant' or 'default'")
        }
        checkClosed(rule, node)
        return rule
    }

    private func readSources(_ rule: inout FieldRule, _ mapping: inout YAMLMapping) {
        let source = Self.source(mapsFor: rule.form)
        if mapping.has("join") {
            rule.sources = mapping.required("join", .list(of: source)) ?? []
            let separator = mapping.optional("separator", .string, default: "\n\n")
            rule.combination = .joined(separator: separator)
            if mapping.has("from") { mapping.node.error("give 'from' or 'join', not both") }
            if case .text = rule.form.kind {
            } else {
                mapping.node.error("'\(rule.form.name)' is not a text that could be joined")
            }
        } else {
            rule.sources = mapping.optional("from", .oneOrMore(of: source), default: [])
        }
    }

    private func readForm(_ rule: inout FieldRule, _ mapping: inout YAMLMapping) {
        switch rule.form.kind {
        case .time:
            rule.timeFormat = mapping.optional("format", .oneOf(TimeFormat.self), default: .rfc3339)
        case .date:
            rule.dateFormat = mapping.optional("format", .oneOf(DateFormat.self), default: .iso)
        case .list:
            let character = YAMLShape<String>.string.checked("one character") {
                $0.count == 1 ? $0 : nil
            }
            rule.split = mapping.optional("split", character)
            rule.isUppercased = mapping.optional("uppercase", .bool, default: false)
        case .text, .choice, .integer:
            rule.isUppercased = mapping.optional("uppercase", .bool, default: false)
        }
    }

    /// A field of a closed set must be shown to be given nothing else.
    private func checkClosed(_ rule: FieldRule, _ node: YAMLNode) {
        guard rule.form.choices != nil, !rule.sources.isEmpty, rule.map == nil,
            rule.sources.contains(where: { $0.map == nil })
        else { return }
        node.error(
            "'\(rule.form.name)' is one of a closed set: list the tool's values under 'values', "
                + "map them, or say 'otherwise'"
        )
    }

    // MARK: Values

    /// A value as the canonical field takes it.
    private static func value(of field: FieldForm) -> YAMLShape<String> {
        if let choices = field.choices { return .oneOf(choices) }
        return .text
    }

    /// What becomes of the tool's values; the tool's own list, if given, must be covered.
    static func valueMap(_ mapping: inout YAMLMapping, for field: FieldForm) -> ValueMap? {
        let text = YAMLShape<String>.text
        let entries = mapping.optional("map", .dictionary(of: value(of: field)))
        let closed = mapping.optional("values", .list(of: .located(text)))
        let otherwise = mapping.optional("otherwise", .located(text))
        guard entries != nil || closed != nil || otherwise != nil else { return nil }

        var map = ValueMap(values: [:], known: [], otherwise: .refuse)
        if let entries {
            map.known = entries.map(\.key.text)
            map.values = Dictionary(entries.map { ($0.key.text, $0.value) }) { first, _ in first }
        } else {
            map.known = closed?.map(\.value) ?? field.choices ?? []
            map.values = Dictionary(map.known.map { ($0, $0) }) { first, _ in first }
        }
        if let otherwise { map.otherwise = self.otherwise(otherwise, for: field) }
        checkCovered(map, entries?.map(\.key), closed, isOpen: otherwise != nil, for: field)
        if closed == nil, otherwise == nil {
            mapping.node.error(
                "list all of the tool's values under 'values', or say what becomes of others "
                    + "under 'otherwise' (keep, omit, refuse or a value)"
            )
        }
        return map
    }

    private static func otherwise(
        _ word: Located<String>,
        for field: FieldForm
    ) -> ValueMap.Otherwise {
        switch word.value {
        case "keep":
            if field.choices != nil {
                word.node.error("'\(field.name)' is one of a closed set, which 'keep' may leave")
            }
            return .keep
        case "refuse": return .refuse
        case "omit": return .omit
        default:
            if let choices = field.choices, !choices.contains(word.value) {
                let list = choices.joined(separator: ", ")
                word.node.error("wanted omit, refuse or one of \(list), got '\(word.value)'")
            }
            return .value(word.value)
        }
    }

    private static func checkCovered(
        _ map: ValueMap,
        _ keys: [YAMLKey]?,
        _ closed: [Located<String>]?,
        isOpen: Bool,
        for field: FieldForm
    ) {
        guard let closed else { return }
        for value in closed {
            if map.values[value.value] == nil, !isOpen {
                value.node.error("nothing is said about '\(value.value)'; map it, or 'otherwise'")
            } else if keys == nil, let choices = field.choices, !choices.contains(value.value) {
                value.node.error("'\(field.name)' cannot be '\(value.value)'; map it")
            }
        }
        let values = Set(closed.map(\.value))
        for key in keys ?? [] where !values.contains(key.text) {
            key.error("the tool's 'values' do not have '\(key.text)'")
        }
    }

    // MARK: Sources

    /// A pointer, an event's attribute, or `{at: pointer, …}`.
    static func source(mapsFor field: FieldForm?) -> YAMLShape<FieldSource> {
        YAMLShape(wanted: "a JSON Pointer, cloudevent:…, or {at: …}") { node in
            guard case .mapping = node.content else {
                return place.read(node).map { FieldSource(place: $0) }
            }
            guard var mapping = YAMLMapping(node) else { return nil }
            let isList = if case .list = field?.kind { true } else { false }
            let place = mapping.required("at", place)
            let selection = selection(&mapping, pick: isList ? .all : .first)
            var source = place.map { FieldSource(place: $0, selection: selection) }
            if let field {
                source?.map = valueMap(&mapping, for: field)
                source?.label = mapping.optional("label", .string)
                source?.conditions = texts(at: "when", &mapping)
            }
            mapping.finish()
            if selection?.pick == .all, !isList {
                node.error("'pick: all' is for lists; give first or last")
            }
            return source
        }
    }

    static var place: YAMLShape<FieldSource.Place> {
        YAMLShape(wanted: "a JSON Pointer, or cloudevent: and an attribute") { node in
            let prefix = "cloudevent:"
            guard let text = node.scalar?.string, text.hasPrefix(prefix) else {
                return InboundFileReader.pointer.read(node).map { .pointer($0) }
            }
            guard let attribute = EventAttribute(rawValue: String(text.dropFirst(prefix.count)))
            else {
                let known = EventAttribute.allCases.map(\.rawValue).joined(separator: ", ")
                node.error("CloudEvents attributes read here are: \(known)")
                return nil
            }
            return .event(attribute)
        }
    }

    /// `where`, `item` and `pick`; nil when none is given.
    static func selection(
        _ mapping: inout YAMLMapping,
        pick: ArraySelection.Pick
    ) -> ArraySelection? {
        let hasConditions = mapping.has("where")
        let conditions = texts(at: "where", &mapping)
        let item = mapping.optional("item", InboundFileReader.pointer)
        let picked = mapping.optional("pick", .oneOf(ArraySelection.Pick.self))
        guard hasConditions || item != nil || picked != nil else { return nil }
        return ArraySelection(
            conditions: conditions,
            item: item ?? JSONPointer([]),
            pick: picked ?? pick
        )
    }

    /// Pointers and the texts that must stand there.
    private static func texts(
        at key: String,
        _ mapping: inout YAMLMapping
    ) -> [JSONPointer: String] {
        var texts: [JSONPointer: String] = [:]
        for (key, text) in mapping.optional(key, .dictionary(of: .text)) ?? [] {
            if let pointer = JSONPointer(key.text) {
                texts[pointer] = text
            } else {
                key.error("wanted a JSON Pointer (RFC 6901), got '\(key.text)'")
            }
        }
        return texts
    }
}
