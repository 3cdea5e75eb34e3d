internal import JSON

extension JSONNode {
    /// A scalar as text: numbers and booleans as JSON writes them; nil for null and containers.
    var scalarText: String? {
        switch kind {
        case .string: string
        case .integer: integer.map(String.init)
        case .double: integer.map(String.init) ?? double?.description
        case .bool: bool.map(String.init)
        case .object, .array, .null: nil
        }
    }

    /// Whether the scalar, as text, is this one.
    func isText(_ text: String) -> Bool {
        guard kind == .string else { return scalarText == text }
        var text = text
        return withUTF8 { own in text.withUTF8 { own.hasSameBytes(as: $0) } } ?? false
    }

    /// Null and empty text say nothing: many tools send every field they have.
    var saysNothing: Bool {
        switch kind {
        case .null: true
        case .string: withUTF8(\.isEmpty) ?? true
        case .array: elements.first { _ in true } == nil
        case .object, .integer, .double, .bool: false
        }
    }
}
