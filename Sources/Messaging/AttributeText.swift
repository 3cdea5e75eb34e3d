internal import JSON

/// What CloudEvents 1.0 allows in the names and values of attributes.
enum AttributeText {
    private static let names = ByteSet(
        UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9")
    )
    private static let plain = ByteSet(0x20...0x7E)

    /// Whether the value has only visible ASCII characters and spaces.
    static func isPlain(_ value: [UInt8]) -> Bool {
        value.withUnsafeBufferPointer(plain.containsAll)
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && names.containsAll(name)
    }

    /// Whether the specification leaves the attribute, and so its JSON type, to its sender.
    static func isExtension(_ name: String) -> Bool {
        switch name {
        case "specversion", "id", "source", "type", "subject", "time", "dataschema",
            "datacontenttype":
            false
        default: true
        }
    }

    /// Control characters and the code points that Unicode keeps from being characters.
    static func hasForbiddenCharacter(_ value: String) -> Bool {
        guard !plain.containsAll(value) else { return false }
        return value.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
            case let value: value & 0xFFFE == 0xFFFE
            }
        }
    }
}
