internal import JSON

extension JSONNode {
    /// A scalar as text: numbers and booleans as JSON writes them; nil for null and containers.
    var scalarText: String? {
        switch kind {
        case .string: string
        case .integer: integer.map { $0.description }
        case .double: integer.map { $0.description } ?? double?.description
        case .bool: bool.map { $0 ? "true" : "false" }
        case .object, .array, .null: nil
        }
    }

    /// Whether the scalar, as text, is this one.
    func isText(_ text: String) -> Bool {
        guard let utf8 else { return scalarText == text }
        var text = text
        return text.withUTF8 { utf8.hasSameBytes(as: $0) }
    }

    /// Null and empty text say nothing: many tools send every field they have.
    var saysNothing: Bool {
        switch kind {
        case .null: true
        case .string: utf8?.isEmpty ?? true
        case .array: elements.first { _ in true } == nil
        case .object, .integer, .double, .bool: false
        }
    }
}
