/// Turns a schema document into rules, and refuses what it cannot hold a value to.
struct SchemaCompiler {
    /// What `$ref` may lead to, in the order first met.
    var definitions: [SchemaRule] { compiled.compactMap(\.self) }

    private let root: JSONNode
    private var compiled: [SchemaRule?] = []
    private var positions: [String: Int] = [:]

    /// Every keyword known here; those without a rule are annotations.
    private static let keywords: Set<String> = [
        "$schema", "$id", "$comment", "title", "description", "examples", "default",
        "definitions", "$defs", "$ref", "type", "enum", "const",
        "minLength", "maxLength", "pattern", "format",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "items", "minItems", "maxItems", "uniqueItems",
        "properties", "required", "additionalProperties", "propertyNames", "minProperties",
        "maxProperties", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
    ]

    private static let annotations: Set<String> = [
        "$schema", "$id", "$comment", "title", "description", "examples", "default",
        "definitions", "$defs",
    ]

    init(_ root: JSONNode) {
        self.root = root
    }

    mutating func compile() throws(JSONSchemaFault) -> SchemaRule {
        // Definitions are compiled even when nothing refers to them, so that their faults show.
        for keyword in ["definitions", "$defs"] {
            for (name, _) in try objectMembers(root, keyword) {
                _ = try reference(to: JSONPointer([keyword, name]), from: root)
            }
        }
        let rule = try compile(root)
        try refuseEndlessReferences(from: rule, path: [])
        for definition in definitions { try refuseEndlessReferences(from: definition, path: []) }
        return rule
    }

    mutating func compile(_ node: JSONNode) throws(JSONSchemaFault) -> SchemaRule {
        if let allowsAnything = node.bool { return SchemaRule(allowsAnything: allowsAnything) }
        guard node.kind == .object else {
            throw fault(node, "A schema must be an object or a boolean.")
        }
        for (key, value) in node.members where !Self.keywords.contains(key) {
            throw fault(value, "The keyword \(key.quotedForPeople) is not known here.")
        }
        return SchemaRule(
            types: try types(node),
            values: try valueRule(node),
            string: try stringRule(node),
            number: try numberRule(node),
            array: try arrayRule(node),
            object: try objectRule(node),
            combination: try combinationRule(node),
            reference: try reference(node)
        )
    }

    func fault(_ node: JSONNode, _ detail: String) -> JSONSchemaFault {
        JSONSchemaFault(detail: detail, pointer: root.pointer(to: node).text)
    }

    // MARK: References

    private mutating func reference(_ node: JSONNode) throws(JSONSchemaFault) -> Int? {
        guard let target = node["$ref"] else { return nil }
        for (key, _) in node.members where key != "$ref" && !Self.annotations.contains(key) {
            // Draft-07 would overlook what 2020-12 obeys.
            throw fault(target, "Nothing may stand beside \"$ref\"; put both into \"allOf\".")
        }
        guard let text = target.string,
            text.hasPrefix("#/definitions/") || text.hasPrefix("#/$defs/"),
            !text.contains("%"), let pointer = JSONPointer(String(text.dropFirst()))
        else {
            throw fault(target, "A \"$ref\" must start with \"#/definitions/\" or \"#/$defs/\".")
        }
        return try reference(to: pointer, from: target)
    }

    private mutating func reference(
        to pointer: JSONPointer,
        from node: JSONNode
    ) throws(JSONSchemaFault) -> Int {
        if let position = positions[pointer.text] { return position }
        guard let definition = root.at(pointer) else {
            throw fault(node, "There is no definition \(pointer.text.quotedForPeople).")
        }
        let position = compiled.count
        positions[pointer.text] = position
        // Its place is taken first: a definition may refer to itself.
        compiled.append(nil)
        compiled[position] = try compile(definition)
        return position
    }

    /// A schema that refers to itself for the same value would never come to an end.
    private func refuseEndlessReferences(
        from rule: SchemaRule,
        path: [Int]
    ) throws(JSONSchemaFault) {
        if let reference = rule.reference, let definition = compiled[reference] {
            guard !path.contains(reference) else {
                let name = positions.first { $0.value == reference }?.key ?? ""
                throw JSONSchemaFault(
                    detail: "The definition refers to itself for the same value.",
                    pointer: name
                )
            }
            try refuseEndlessReferences(from: definition, path: path + [reference])
        }
        for part in rule.combination?.all ?? [] {
            try refuseEndlessReferences(from: part, path: path)
        }
    }
}
