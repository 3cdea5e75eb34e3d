internal import JSON
internal import StrictYAML

/// Checks one message's shape against what the canonical message holds.
///
/// A reference, so that everything read for one shape is counted in one place; used while one
/// file is read.
final class OutboundLint {
    private let message: OutboundMessage
    private let fields: [OutboundField]
    private var read: [[String]] = []

    init(_ message: OutboundMessage) {
        self.message = message
        self.fields = OutboundField.fields(of: message)
    }

    func check(
        _ value: OutboundValue,
        _ within: [String],
        _ node: YAMLNode,
        keys: [YAMLKey] = []
    ) {
        let paths = value.sources.map { within + $0.tokens }
        for path in paths {
            checkKnown(path, node)
            read.append(path)
        }
        checkAudience(value, paths, node)
        if let map = value.map { checkMap(map, value, paths, keys, node) }
    }

    /// Whether the canonical message can hold anything at that path.
    func checkKnown(_ path: [String], _ node: YAMLNode) {
        guard !fields.contains(where: { Self.overlap($0.path, path) }) else { return }
        let text = path.map { "/\($0)" }.joined()
        let nearest = Spelling.nearest(to: text, among: fields.map(\.text))
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        node.error("the canonical message '\(message.rawValue)' has no \(text)\(hint)")
    }

    /// What nobody reads is lost to the tool: that must be meant, and said.
    func finish(leaving leaves: [Located<JSONPointer>], _ node: YAMLNode) {
        for leaf in leaves { checkKnown(leaf.value.tokens, leaf.node) }
        for field in fields {
            let isRead = read.contains { Self.covers($0, field.path) }
            let isLeft = leaves.contains { Self.covers($0.value.tokens, field.path) }
            if !isRead, !isLeft {
                node.error("nothing is made of \(field.text); write it, or name it in 'leaves'")
            }
        }
    }

    private func checkAudience(_ value: OutboundValue, _ paths: [[String]], _ node: YAMLNode) {
        let isNote = paths.contains { path in
            path.first == "note" && path != ["note", "visibility"]
        }
        if isNote, value.audience == nil {
            node.error("say who sees the note here: 'audience' reporter, parties or flagged")
        }
    }

    /// All our own values must be spoken for.
    private func checkMap(
        _ map: [String: String],
        _ value: OutboundValue,
        _ paths: [[String]],
        _ keys: [YAMLKey],
        _ node: YAMLNode
    ) {
        let domains = fields.filter { field in paths.contains { Self.isSame($0, field.path) } }
            .map(\.domain)
        guard !domains.isEmpty, domains.allSatisfy({ $0 != nil }) else {
            if value.otherwise == nil {
                node.error("the values are not a closed set: say 'otherwise'")
            }
            return
        }
        let domain = domains.flatMap { $0 ?? [] }
        let missing = domain.filter { map[$0] == nil }
        if value.otherwise == nil, !missing.isEmpty {
            node.error("the map says nothing about \(missing.joined(separator: ", "))")
        }
        for key in keys where !domain.contains(key.text) {
            key.error("the canonical message never has '\(key.text)' here")
        }
    }

    /// One of them leads to the other, or they are the same.
    private static func overlap(_ field: [String], _ path: [String]) -> Bool {
        zip(field, path).allSatisfy(isSame) || field == ["unmapped"] && path.first == "unmapped"
    }

    /// Whoever reads `path` reads the field.
    private static func covers(_ path: [String], _ field: [String]) -> Bool {
        path.count <= field.count && zip(path, field).allSatisfy(isSame)
    }

    private static func isSame(_ path: [String], _ field: [String]) -> Bool {
        let path = field.last == "*" && path.count == field.count - 1 ? path + ["*"] : path
        return path.count == field.count && zip(path, field).allSatisfy { isSame($0, $1) }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left == right || left == "*" && Int(right) != nil || right == "*" && Int(left) != nil
    }
}
