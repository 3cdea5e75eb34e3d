internal import JSON
internal import StrictYAML

/// Reads the way out of a dialect file: the tool's shape for each message it is sent.
struct OutboundFileReader {
    let parties: [PartyKind]

    func templates(_ node: YAMLNode) -> [OutboundMessage: OutboundTemplate]? {
        let needed = OutboundMessage.allCases.filter { message in
            parties.contains { OutboundMessage.sent(to: $0).contains(message) }
        }
        if node.scalar?.string == "canonical" {
            let same = OutboundTemplate(root: nil, leaves: [])
            return Dictionary(uniqueKeysWithValues: needed.map { ($0, same) })
        }
        guard var mapping = YAMLMapping(node) else { return nil }
        var templates: [OutboundMessage: OutboundTemplate] = [:]
        for message in OutboundMessage.allCases {
            guard let value = mapping.value(message.rawValue) else { continue }
            if !needed.contains(message) {
                value.warning("no party that speaks this is sent '\(message.rawValue)'")
            }
            templates[message] = template(value, message)
        }
        mapping.finish()
        for message in needed where templates[message] == nil {
            node.error("'\(message.rawValue)' is missing; a party that speaks this is sent it")
        }
        return templates
    }

    private func template(_ node: YAMLNode, _ message: OutboundMessage) -> OutboundTemplate? {
        guard var mapping = YAMLMapping(node) else { return nil }
        let shape = mapping.value("write")
        if shape == nil { node.error("'write' is missing; wanted pointers and what stands there") }
        let leaves = mapping.optional(
            "leaves",
            .list(of: .located(InboundFileReader.pointer)),
            default: []
        )
        mapping.finish()
        guard let shape else { return nil }
        let lint = OutboundLint(message)
        let root = OutboundShapeReader(lint: lint, within: []).part(shape)
        lint.finish(leaving: leaves, shape)
        return OutboundTemplate(root: root, leaves: leaves.map(\.value))
    }
}

/// Reads pointers and what stands there into a tree.
struct OutboundShapeReader {
    let lint: OutboundLint
    /// Path of the element that pointers are read from; empty: the message.
    let within: [String]

    private struct Entry {
        let tokens: ArraySlice<String>
        let part: OutboundPart
        let key: YAMLKey

        func dropFirst() -> Entry { Entry(tokens: tokens.dropFirst(), part: part, key: key) }
    }

    init(lint: OutboundLint, within: [String]) {
        self.lint = lint
        self.within = within
    }

    func part(_ node: YAMLNode) -> OutboundPart? {
        guard var mapping = YAMLMapping(node) else { return nil }
        var entries: [Entry] = []
        for (key, value) in mapping.all() {
            guard let pointer = JSONPointer(key.text) else {
                key.error("wanted a JSON Pointer into the tool's message, got '\(key.text)'")
                continue
            }
            guard let part = leaf(value) else { continue }
            entries.append(Entry(tokens: pointer.tokens[...], part: part, key: key))
        }
        return tree(entries)
    }

    /// Entries that share their first token stand together, where the first of them is.
    private func tree(_ entries: [Entry]) -> OutboundPart? {
        if let end = entries.first(where: { $0.tokens.isEmpty }) {
            if let other = entries.first(where: { $0.key.text != end.key.text }) {
                other.key.error("'\(end.key.text)' is already a value, and cannot have members")
            }
            return end.part
        }
        var names: [String] = []
        var groups: [String: [Entry]] = [:]
        for entry in entries {
            guard let name = entry.tokens.first else { continue }
            if groups[name] == nil { names.append(name) }
            groups[name, default: []].append(entry.dropFirst())
        }
        let parts = names.compactMap { name in
            tree(groups[name] ?? []).map { OutboundMember(name: name, part: $0) }
        }
        guard names.allSatisfy({ Int($0) != nil }), let first = entries.first else {
            return .object(parts)
        }
        if names != names.indices.map(String.init) {
            first.key.error("an array's elements are written in order, from 0")
        }
        return .array(parts.map(\.part))
    }

    // MARK: Values

    private func leaf(_ node: YAMLNode) -> OutboundPart? {
        guard case .mapping = node.content else {
            guard let pointer = InboundFileReader.pointer.read(node) else { return nil }
            var value = OutboundValue()
            value.sources = [pointer]
            lint.check(value, within, node)
            return .value(value)
        }
        guard var mapping = YAMLMapping(node) else { return nil }
        // Pointers again: a shape within the shape.
        if mapping.keys.first?.text.hasPrefix("/") ?? false { return part(node) }
        let part = mapping.has("each") ? each(&mapping) : value(&mapping).map { .value($0) }
        mapping.finish()
        return part
    }

    private func each(_ mapping: inout YAMLMapping) -> OutboundPart? {
        let pointer = mapping.required("each", InboundFileReader.pointer)
        let item = mapping.value("item")
        if item == nil { mapping.node.error("'item' is missing; wanted an element's shape") }
        guard let pointer, let item else { return nil }
        let path = within + pointer.tokens
        lint.checkKnown(path, mapping.node)
        let reader = OutboundShapeReader(lint: lint, within: path + ["*"])
        return reader.part(item).map { .each(pointer, $0) }
    }

    private func value(_ mapping: inout YAMLMapping) -> OutboundValue? {
        var value = OutboundValue()
        let pointers = YAMLShape<[JSONPointer]>.oneOrMore(of: InboundFileReader.pointer)
        value.sources = mapping.optional("from", pointers, default: [])
        value.separator = mapping.optional("separator", .string)
        let entries = mapping.optional("map", .dictionary(of: YAMLShape<String>.string))
        value.map = entries.map { entries in
            Dictionary(entries.map { ($0.key.text, $0.value) }) { first, _ in first }
        }
        value.otherwise = mapping.optional("otherwise", .string)
        value.constant = mapping.optional("constant", .string)
        value.fallback = mapping.optional("default", .string)
        value.label = mapping.optional("label", .string)
        value.form = mapping.optional("as", .oneOf(OutboundValue.Form.self), default: .text)
        value.timeFormat = mapping.optional("format", .oneOf(TimeFormat.self))
        value.audience = mapping.optional("audience", .oneOf(OutboundValue.Audience.self))
        value.conditions = conditions(&mapping)
        if value.sources.isEmpty == (value.constant == nil) {
            mapping.node.error("give 'from', or 'constant'")
        }
        lint.check(value, within, mapping.node, keys: entries?.map(\.key) ?? [])
        return value
    }

    private func conditions(_ mapping: inout YAMLMapping) -> [JSONPointer: [String]] {
        let words = YAMLShape<[String]>.oneOrMore(of: YAMLShape<String>.text)
        var conditions: [JSONPointer: [String]] = [:]
        for (key, texts) in mapping.optional("when", .dictionary(of: words)) ?? [] {
            guard let pointer = JSONPointer(key.text) else {
                key.error("wanted a JSON Pointer into the canonical message, got '\(key.text)'")
                continue
            }
            lint.checkKnown(pointer.tokens, mapping.node)
            conditions[pointer] = texts
        }
        return conditions
    }
}
