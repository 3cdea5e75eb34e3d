/// A set of bytes, asked in a few instructions.
package struct ByteSet: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    package init() {}

    package init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges {
            for byte in range { insert(byte) }
        }
    }

    /// Letters and digits of ASCII, and the characters given.
    package static func alphanumerics(and others: StaticString = "") -> ByteSet {
        var set = ByteSet(
            UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9")
        )
        for byte in UnsafeBufferPointer(start: others.utf8Start, count: others.utf8CodeUnitCount) {
            set.insert(byte)
        }
        return set
    }

    package mutating func insert(_ byte: UInt8) {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    package func contains(_ byte: UInt8) -> Bool {
        let word =
            switch byte &>> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word &>> UInt64(byte & 63) & 1 == 1
    }

    package func isDisjoint(with other: ByteSet) -> Bool {
        words.0 & other.words.0 == 0 && words.1 & other.words.1 == 0
            && words.2 & other.words.2 == 0 && words.3 & other.words.3 == 0
    }

    package static func == (left: ByteSet, right: ByteSet) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
