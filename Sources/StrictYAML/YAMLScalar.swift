/// A scalar as it was written.
///
/// Unquoted text is resolved by YAML 1.2's core schema, without its octal and hexadecimal
/// numbers: `no`, `on` and `06:00` are strings here, not the booleans and base-60 numbers that
/// YAML 1.1 makes of them.
package struct YAMLScalar: Equatable, Sendable, CustomStringConvertible {
    package let text: String
    /// Quoted, a block, or tagged as a string: never a number, a boolean or null.
    package let isQuoted: Bool

    package init(text: String, isQuoted: Bool) {
        self.text = text
        self.isQuoted = isQuoted
    }

    package var isNull: Bool {
        !isQuoted && ["", "~", "null", "Null", "NULL"].contains(text)
    }

    package var bool: Bool? {
        guard !isQuoted else { return nil }
        switch text {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return nil
        }
    }

    package var integer: Int? {
        isQuoted ? nil : Int(text)
    }

    /// A number, with or without a fraction.
    package var number: Double? {
        let isNumeral = text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
        guard !isQuoted, isNumeral, text.utf8.contains(where: "0123456789".utf8.contains) else {
            return nil
        }
        return Double(text)
    }

    /// Text that is not one of the above; what would be a number must be quoted to be a string.
    package var string: String? {
        isQuoted || !(isNull || bool != nil || number != nil) ? text : nil
    }

    package var description: String {
        if isNull { return "nothing" }
        let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
        if integer != nil { return "the integer \(shown)" }
        if number != nil { return "the number \(shown)" }
        return bool != nil ? "\(shown)" : "'\(shown)'"
    }
}
