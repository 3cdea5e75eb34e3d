/// Ranges of characters as sequences of ranges of bytes, the way UTF-8 encodes them.
enum PatternBytes {
    /// Where UTF-8 starts to need another byte, and around the surrogates it does not encode.
    private static let sections: [ClosedRange<UInt32>] = [
        0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]

    /// Every sequence stands for one byte range after another; together they are the characters.
    static func sequences(_ characters: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
        var sequences: [[ClosedRange<UInt8>]] = []
        for section in sections where section.overlaps(characters) {
            append(characters.clamped(to: section), to: &sequences)
        }
        return sequences
    }

    /// Splits until, from some byte on, every following byte takes all its values.
    private static func append(
        _ range: ClosedRange<UInt32>,
        to sequences: inout [[ClosedRange<UInt8>]]
    ) {
        let (lower, upper) = (range.lowerBound, range.upperBound)
        let (first, last) = (encoded(lower), encoded(upper))
        for level in 1..<max(first.count, 1) {
            let mask = (UInt32(1) << UInt32(6 * level)) - 1
            guard lower & ~mask != upper & ~mask else { continue }
            if lower & mask != 0 {
                append(lower...(lower | mask), to: &sequences)
                append((lower | mask) + 1...upper, to: &sequences)
                return
            }
            if upper & mask != mask {
                append(lower...(upper & ~mask) - 1, to: &sequences)
                append((upper & ~mask)...upper, to: &sequences)
                return
            }
        }
        sequences.append(zip(first, last).map { $0...$1 })
    }

    private static func encoded(_ value: UInt32) -> [UInt8] {
        Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
    }
}
