/// A set of bytes, asked in a few instructions.
package struct ByteSet: Sendable {
    private var words: InlineArray<4, UInt64> = [0, 0, 0, 0]

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
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    package func contains(_ byte: UInt8) -> Bool {
        words[Int(byte &>> 6)] &>> UInt64(byte & 63) & 1 == 1
    }

    /// Whether all bytes of the text are in the set.
    package func containsAll(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text where !contains(byte) { return false }
        return true
    }

    /// Whether all bytes of the text, as UTF-8, are in the set.
    package func containsAll(_ text: String) -> Bool {
        if let answer = text.utf8.withContiguousStorageIfAvailable({ containsAll($0) }) {
            return answer
        }
        return text.utf8.allSatisfy(contains)
    }

    package func isDisjoint(with other: ByteSet) -> Bool {
        words.indices.allSatisfy { words[$0] & other.words[$0] == 0 }
    }
}
