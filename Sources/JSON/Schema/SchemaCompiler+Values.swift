/// The values that keywords take.
extension SchemaCompiler {
    mutating func schema(
        _ node: JSONNode,
        _ keyword: String
    ) throws(JSONSchemaFault) -> SchemaRule? {
        guard let value = node[keyword] else { return nil }
        return try compile(value)
    }

    mutating func schemas(
        _ node: JSONNode,
        _ keyword: String
    ) throws(JSONSchemaFault) -> [SchemaRule] {
        guard let value = node[keyword] else { return [] }
        var rules: [SchemaRule] = []
        for element in value.elements { rules.append(try compile(element)) }
        guard !rules.isEmpty else {
            throw fault(value, "\"\(keyword)\" must be an array with at least one schema.")
        }
        return rules
    }

    func objectMembers(
        _ node: JSONNode,
        _ keyword: String
    ) throws(JSONSchemaFault) -> [(key: String, value: JSONNode)] {
        guard let value = node[keyword] else { return [] }
        guard value.kind == .object else {
            throw fault(value, "\"\(keyword)\" must be an object.")
        }
        let members = Array(value.members)
        try refuseTooMany(members.count, value)
        return members
    }

    func count(_ node: JSONNode, _ keyword: String) throws(JSONSchemaFault) -> Int? {
        guard let value = node[keyword] else { return nil }
        guard let count = value.integer.flatMap({ Int(exactly: $0) }), count >= 0 else {
            throw fault(value, "\"\(keyword)\" must be a whole number, not negative.")
        }
        return count
    }

    func number(_ node: JSONNode, _ keyword: String) throws(JSONSchemaFault) -> JSONNumber? {
        guard let value = node[keyword] else { return nil }
        guard let number = JSONNumber(value) else {
            throw fault(value, "\"\(keyword)\" must be a number.")
        }
        return number
    }

    func flag(_ node: JSONNode, _ keyword: String) throws(JSONSchemaFault) -> Bool {
        guard let value = node[keyword] else { return false }
        guard let flag = value.bool else {
            throw fault(value, "\"\(keyword)\" must be true or false.")
        }
        return flag
    }

    func refuseTooMany(_ count: Int, _ node: JSONNode) throws(JSONSchemaFault) {
        // Half, because required names may come on top of properties.
        guard count <= NameTable.countMax / 2 else {
            throw fault(node, "There may be at most \(NameTable.countMax / 2) names.")
        }
    }
}
