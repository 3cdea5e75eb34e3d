/// A set of characters in a pattern: one character, a class or its complement.
struct PatternClass {
    var isNegated = false
    var scalars: [ClosedRange<Unicode.Scalar>] = []

    /// How many characters a range beyond ASCII may have.
    static let rangeMax: UInt32 = 1024

    /// The same set as bytes, when it has only ASCII characters.
    var asciiSet: ByteSet? {
        guard !isNegated, scalars.allSatisfy({ $0.upperBound.isASCII }) else { return nil }
        var set = ByteSet()
        for range in scalars {
            for value in range.lowerBound.value...range.upperBound.value {
                set.insert(UInt8(value))
            }
        }
        return set
    }

    /// The set as a POSIX bracket expression, in which places take the part of escapes.
    ///
    /// `]` stands first; `[`, `^` and `-` stand last, in this order. None of them ends a range.
    var posix: String {
        var (start, middle, end) = ("", "", "")
        for range in scalars {
            switch (range.lowerBound, range.upperBound) {
            case ("]", "]"): start = "]"
            case ("[", "["), ("^", "^"), ("-", "-"): continue
            case (let only, let last) where only == last: middle.unicodeScalars.append(only)
            case (let first, let last):
                middle.unicodeScalars.append(contentsOf: Self.posixRange(first, last))
            }
        }
        for scalar: Unicode.Scalar in ["[", "^", "-"] where scalars.contains(scalar...scalar) {
            end.unicodeScalars.append(scalar)
        }
        let body = start + middle + end
        switch body {
        case "^" where !isNegated: return "\\^"
        case "^-" where !isNegated: return "[-^]"
        default: return (isNegated ? "[^" : "[") + body + "]"
        }
    }

    /// The C library knows ranges of ASCII only, so of the rest every character is named.
    private static func posixRange(
        _ first: Unicode.Scalar,
        _ last: Unicode.Scalar
    ) -> [Unicode.Scalar] {
        let lastASCII = Unicode.Scalar(UInt8(0x7F))
        guard last > lastASCII else { return [first, "-", last] }
        let named = (max(first.value, 0x80)...last.value).compactMap(Unicode.Scalar.init)
        return first.isASCII ? [first, "-", lastASCII] + named : named
    }
}
