internal import JSON

/// What an event says beside its sentence, as lines for people.
enum DetailLines {
    private static let depthMax = 4

    static func of(_ json: [UInt8]) -> [String] {
        // What a parser gives is read from its own buffers: it must live until that is done.
        withExtendedLifetime(JSONParser()) { parser in
            var lines: [String] = []
            if let node = try? parser.parse(json) { write(node, "", 0, to: &lines) }
            return lines
        }
    }

    private static func write(
        _ node: JSONNode,
        _ name: String,
        _ depth: Int,
        to lines: inout [String]
    ) {
        guard depth < depthMax else { return }
        switch node.kind {
        case .object:
            for (key, value) in node.members { write(value, key, depth + 1, to: &lines) }
        case .array:
            for element in node.elements { write(element, name, depth + 1, to: &lines) }
        case .string: lines.append("\(name): \(node.string ?? "")")
        case .integer: lines.append("\(name): \(node.integer ?? 0)")
        case .bool: lines.append("\(name): \(node.bool == true ? "ja / yes" : "nej / no")")
        case .double, .null: break
        }
    }
}
