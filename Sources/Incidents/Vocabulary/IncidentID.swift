/// An incident's id: the system it was reported in and that system's own number.
///
/// Deterministic (`itsm-INC0012345`), so that a redelivered report can only meet itself, and
/// made of RFC 3986's unreserved characters, so that it can stand in a URL as it is.
package struct IncidentID: Hashable, Sendable, CustomStringConvertible {
    /// Longest number taken from a foreign tool.
    package static let numberLengthMax = 64

    package let text: String

    /// From the system's name and its number; nil when the number is not made of 1 to 64
    /// characters of `A-Z a-z 0-9 - . _ ~`.
    package init?(system: String, number: String) {
        guard Self.isNumber(number) else { return nil }
        self.text = "\(system)-\(number)"
    }

    /// From an id as the broker gave it out; nil when it can't be one.
    package init?(_ text: String) {
        guard let dash = text.firstIndex(of: "-"), dash != text.startIndex,
            Self.isNumber(text[..<dash]), Self.isNumber(text[text.index(after: dash)...])
        else { return nil }
        self.text = text
    }

    package var description: String { text }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        let bytes = text.utf8
        return (1...numberLengthMax).contains(bytes.count)
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"), UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }
}
