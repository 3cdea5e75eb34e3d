internal import JSON

/// The characters of RFC 3986, which is what tells a URI from a piece of text.
enum URIReference {
    private static let characters = ByteSet.alphanumerics(and: "-._~:/?#[]@!$&'()*+,;=%")
    private static let hexadecimals = ByteSet(
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F")
    )
    private static let scheme = ByteSet.alphanumerics(and: "+-.")

    /// Not empty, only characters a URI may have, percent signs before two digits.
    static func isValid(_ text: String) -> Bool {
        guard !text.isEmpty, characters.containsAll(text) else { return false }
        guard text.utf8.contains(UInt8(ascii: "%")) else { return true }
        return text.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
            .dropFirst()
            .allSatisfy { $0.count >= 2 && $0.prefix(2).allSatisfy(hexadecimals.contains) }
    }

    /// A reference that starts with a scheme.
    static func isAbsolute(_ text: String) -> Bool {
        guard isValid(text), let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            let first = text.unicodeScalars.first, first.properties.isAlphabetic
        else { return false }
        return text.utf8[..<colon].allSatisfy(scheme.contains)
    }
}
