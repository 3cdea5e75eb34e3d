/// The keywords, by the kind of value they ask something of.
extension SchemaCompiler {
    func types(_ node: JSONNode) throws(JSONSchemaFault) -> SchemaTypes {
        guard let value = node["type"] else { return .any }
        let names = value.kind == .array ? Array(value.elements) : [value]
        var types: SchemaTypes = []
        for name in names {
            guard let text = name.string, let type = SchemaTypes(name: text) else {
                throw fault(name, "There is no type \(name.textForPeople).")
            }
            types.insert(type)
        }
        guard !types.isEmpty else { throw fault(value, "There must be at least one type.") }
        if types.contains(.number) { types.insert(.integer) }
        return types
    }

    func valueRule(_ node: JSONNode) throws(JSONSchemaFault) -> ValueRule? {
        guard let values = node["enum"] ?? node["const"] else { return nil }
        let isList = node["enum"] != nil
        guard !isList || node["const"] == nil else {
            throw fault(values, "Only one of \"enum\" and \"const\" may be there.")
        }
        guard !isList || values.kind == .array else {
            throw fault(values, "\"enum\" must be an array.")
        }
        let allowed = isList ? Array(values.elements) : [values]
        guard !allowed.isEmpty, !isList || values.firstRepetition == nil else {
            throw fault(values, "\"enum\" must have elements, all different.")
        }
        let strings = allowed.compactMap(\.utf8)
        try refuseTooMany(strings.count, values)
        let texts = allowed.map(\.textForPeople)
        let shownMax = 12
        let shown =
            texts.prefix(shownMax).joined(separator: ", ")
            + (texts.count > shownMax ? " and \(texts.count - shownMax) more" : "")
        return ValueRule(
            keyword: isList ? "enum" : "const",
            strings: NameTable(strings),
            others: allowed.filter { $0.kind != .string }.map(JSONConstant.init),
            text: allowed.count == 1 ? shown : "one of \(shown)"
        )
    }

    func stringRule(_ node: JSONNode) throws(JSONSchemaFault) -> StringRule? {
        let (least, most) = (try count(node, "minLength"), try count(node, "maxLength"))
        let (pattern, format) = (try pattern(node), try format(node))
        guard least != nil || most != nil || pattern != nil || format != nil else { return nil }
        return StringRule(
            lengthMin: least ?? 0,
            lengthMax: most ?? .max,
            pattern: pattern,
            format: format
        )
    }

    private func pattern(_ node: JSONNode) throws(JSONSchemaFault) -> SchemaPattern? {
        guard let value = node["pattern"] else { return nil }
        guard let text = value.string else { throw fault(value, "A pattern must be a string.") }
        do {
            return try SchemaPattern(text)
        } catch {
            throw fault(value, error.detail)
        }
    }

    private func format(_ node: JSONNode) throws(JSONSchemaFault) -> StringRule.Format? {
        guard let value = node["format"] else { return nil }
        switch value.string {
        case "date-time": return .dateTime
        case "date": return .date
        default: throw fault(value, "The format \(value.textForPeople) is not known here.")
        }
    }

    func numberRule(_ node: JSONNode) throws(JSONSchemaFault) -> NumberRule? {
        let rule = NumberRule(
            minimum: try number(node, "minimum"),
            maximum: try number(node, "maximum"),
            exclusiveMinimum: try number(node, "exclusiveMinimum"),
            exclusiveMaximum: try number(node, "exclusiveMaximum")
        )
        let bounds = [rule.minimum, rule.maximum, rule.exclusiveMinimum, rule.exclusiveMaximum]
        return bounds.contains { $0 != nil } ? rule : nil
    }

    mutating func arrayRule(_ node: JSONNode) throws(JSONSchemaFault) -> ArrayRule? {
        let items = try schema(node, "items")
        let (least, most) = (try count(node, "minItems"), try count(node, "maxItems"))
        let mustDiffer = try flag(node, "uniqueItems")
        guard items != nil || least != nil || most != nil || mustDiffer else { return nil }
        return ArrayRule(
            items: items,
            countMin: least ?? 0,
            countMax: most ?? .max,
            mustDiffer: mustDiffer
        )
    }

    mutating func objectRule(_ node: JSONNode) throws(JSONSchemaFault) -> ObjectRule? {
        let members = try objectMembers(node, "properties")
        let required = try requiredNames(node)
        let additional = try schema(node, "additionalProperties")
        let propertyNames = try schema(node, "propertyNames")
        let (least, most) = (try count(node, "minProperties"), try count(node, "maxProperties"))
        guard
            !members.isEmpty || !required.isEmpty || additional != nil || propertyNames != nil
                || least != nil || most != nil
        else { return nil }

        // The key of a member stands right before its value.
        let keys = members.map { $0.value.tape.string($0.value.index - 1) }
        let onlyRequired = required.compactMap(\.utf8)
            .filter { name in !keys.contains { $0.hasSameBytes(as: name) } }
        let names = NameTable(keys + onlyRequired)
        var properties: [SchemaRule?] = []
        for member in members { properties.append(try compile(member.value)) }
        properties += onlyRequired.map { _ in nil }
        var bits = properties.map { _ in UInt64(0) }
        for (number, name) in required.compactMap(\.utf8).enumerated() {
            guard let position = names.position(of: name) else { continue }
            bits[position] = 1 << UInt64(number)
        }
        return ObjectRule(
            names: names,
            properties: properties,
            requiredBits: bits,
            required: bits.reduce(0, |),
            additional: additional,
            propertyNames: propertyNames,
            countMin: least ?? 0,
            countMax: most ?? .max
        )
    }

    private func requiredNames(_ node: JSONNode) throws(JSONSchemaFault) -> [JSONNode] {
        guard let value = node["required"] else { return [] }
        let names = Array(value.elements)
        guard value.kind == .array, names.allSatisfy({ $0.kind == .string }),
            value.firstRepetition == nil, names.count <= ObjectRule.requiredMax
        else {
            throw fault(
                value,
                "\"required\" must be an array of at most \(ObjectRule.requiredMax) strings, "
                    + "all different."
            )
        }
        return names
    }

    mutating func combinationRule(_ node: JSONNode) throws(JSONSchemaFault) -> CombinationRule? {
        let rule = CombinationRule(
            allOf: try schemas(node, "allOf"),
            anyOf: try schemas(node, "anyOf"),
            oneOf: try schemas(node, "oneOf"),
            not: try schema(node, "not"),
            condition: try schema(node, "if"),
            consequence: try schema(node, "then"),
            alternative: try schema(node, "else")
        )
        if rule.condition == nil, let stray = node["then"] ?? node["else"] {
            throw fault(stray, "\"then\" and \"else\" need an \"if\" beside them.")
        }
        return rule.all.isEmpty ? nil : rule
    }
}
