/// A mapping that is being read: remembers which keys were asked for.
///
/// Made by `YAMLShape.mapping`, which calls `finish()` when its closure returns.
package struct YAMLMapping {
    package let node: YAMLNode
    private let entries: [(key: YAMLKey, value: YAMLNode)]
    private var asked: [String] = []

    /// Nil, and reported, when the node is no mapping.
    package init?(_ node: YAMLNode) {
        guard case .mapping(let entries) = node.content else {
            if let found = node.found { node.error("wanted a mapping, got \(found)") }
            return nil
        }
        self.node = node
        self.entries = entries
    }

    /// The value of a key that must be there; nil, and reported, when it is missing or wrong.
    package mutating func required<Value>(_ key: String, _ shape: YAMLShape<Value>) -> Value? {
        guard let value = self.value(key) else {
            node.error("'\(key)' is missing; wanted \(shape.wanted)")
            return nil
        }
        return shape.read(value)
    }

    /// The value of a key that may be left out; nil when it is, or when it is wrong and reported.
    ///
    /// A key with nothing after it is a fault, not an absent key: half a line is more often
    /// forgotten than meant.
    package mutating func optional<Value>(_ key: String, _ shape: YAMLShape<Value>) -> Value? {
        value(key).flatMap(shape.read)
    }

    /// The value of a key that may be left out, or the default in its place.
    package mutating func optional<Value>(
        _ key: String,
        _ shape: YAMLShape<Value>,
        default fallback: @autoclosure () -> Value
    ) -> Value {
        optional(key, shape) ?? fallback()
    }

    /// The node of a key, to be read otherwise; counts as asked for.
    package mutating func value(_ key: String) -> YAMLNode? {
        if !asked.contains(key) { asked.append(key) }
        return entries.first { $0.key.text == key }?.value
    }

    /// Whether the key is there; does not count as asked for.
    package func has(_ key: String) -> Bool {
        entries.contains { $0.key.text == key }
    }

    /// Every entry in the file's order, for mappings whose keys are data; all count as asked for.
    package mutating func all() -> [(key: YAMLKey, value: YAMLNode)] {
        asked += entries.map(\.key.text)
        return entries
    }

    package var keys: [YAMLKey] { entries.map(\.key) }

    /// Reports the keys nobody has asked for, naming those that were.
    package func finish() {
        for entry in entries where !asked.contains(entry.key.text) {
            let nearest = Spelling.nearest(to: entry.key.text, among: asked)
            let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
            let known = asked.joined(separator: ", ")
            entry.key.error("unknown key '\(entry.key.text)'\(hint) (known: \(known))")
        }
    }
}
