/// How a node is read as a value: what is wanted, in words, and how to get it.
///
/// Shapes are composed: `.list(of: .oneOf(Category.self))`, `.located(.integer)`; new ones are made
/// of others as `YAMLShape<String>.string.checked("a host") { Host($0) }`.
package struct YAMLShape<Value> {
    /// With its article: "a string", "an integer in 1...65535".
    package let wanted: String
    private let body: (YAMLNode) -> Value?

    /// The closure reports what is wrong (`node.error`, `node.mismatch`) and then gives nil.
    package init(wanted: String, _ body: @escaping (YAMLNode) -> Value?) {
        self.wanted = wanted
        self.body = body
    }

    package func read(_ node: YAMLNode) -> Value? {
        if case .refused = node.content { return nil }
        return body(node)
    }

    /// The value made of this one; nil from the closure means: not what was wanted.
    package func checked<Next>(
        _ wanted: String,
        _ transform: @escaping (Value) -> Next?
    ) -> YAMLShape<Next> {
        YAMLShape<Next>(wanted: wanted) { node in
            guard let value = read(node) else { return nil }
            return transform(value) ?? node.mismatch(wanted: wanted)
        }
    }

    package func map<Next>(_ transform: @escaping (Value) -> Next) -> YAMLShape<Next> {
        YAMLShape<Next>(wanted: wanted) { read($0).map(transform) }
    }

    /// The value with its place, for faults that can only be told later.
    package static func located<Inner>(
        _ shape: YAMLShape<Inner>
    ) -> YAMLShape<Located<Inner>> where Value == Located<Inner> {
        YAMLShape<Located<Inner>>(wanted: shape.wanted) { node in
            shape.read(node).map { Located(value: $0, node: node) }
        }
    }
}

/// A value and the node it was read from.
package struct Located<Value> {
    package let value: Value
    package let node: YAMLNode

    package init(value: Value, node: YAMLNode) {
        self.value = value
        self.node = node
    }
}
