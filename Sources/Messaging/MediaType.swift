internal import JSON

/// A media type as it stands in a content type: `application/json; charset=utf-8`.
struct MediaType: Equatable, Sendable {
    /// Type and subtype, lower case, without parameters.
    let essence: String
    /// The charset parameter, lower case.
    let charset: String?

    init(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        self.essence = parts.first.map(Self.plain) ?? ""
        self.charset = parts.dropFirst().lazy.compactMap(Self.charset).first
    }

    /// Whether the text starts with a type and a subtype, and goes on with parameters if at all.
    static func isWellFormed(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            let type = bytes.prefix(while: tokens.contains)
            guard !type.isEmpty, type.endIndex < bytes.count,
                bytes[type.endIndex] == UInt8(ascii: "/")
            else { return false }
            let subtype = bytes[(type.endIndex + 1)...].prefix(while: tokens.contains)
            guard !subtype.isEmpty else { return false }
            let rest = bytes[subtype.endIndex...].first { $0 != 0x20 && $0 != 0x09 }
            return rest == nil || rest == UInt8(ascii: ";")
        }
    }

    private static let tokens = ByteSet.alphanumerics(and: "!#$%&'*+-.^_`|~")

    private static func charset(_ parameter: Substring.UTF8View) -> String? {
        let sides = parameter.split(separator: UInt8(ascii: "="), maxSplits: 1)
        guard sides.count == 2, plain(sides[0]) == "charset" else { return nil }
        return plain(sides[1])
    }

    /// Lower case, without blanks and quotes.
    private static func plain(_ part: Substring.UTF8View) -> String {
        let bytes = part.filter { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: "\"") }
            .map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
