/// The escapes a JSON string needs: quote, backslash and the control characters below space.
enum JSONEscape {
    /// What one byte may become: `\u001f`.
    static let bytesPerByteMax = 6

    /// Copies eight bytes at a time up to about where the first special byte stands; returns
    /// how many were copied, all of them when none is special.
    static func copyPlain(
        _ text: UnsafeBufferPointer<UInt8>,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard let start = UnsafeRawPointer(text.baseAddress) else { return 0 }
        let (target, count) = (UnsafeMutableRawPointer(out), text.count)
        var position = 0
        while position &+ 8 <= count {
            let word = (start + position).loadUnaligned(as: UInt64.self)
            guard flags(word) == 0 else { return position }
            (target + position).storeBytes(of: word, as: UInt64.self)
            position &+= 8
        }
        while position < count {
            guard !isSpecial(text[position]) else { return position }
            out[position] = text[position]
            position &+= 1
        }
        return count
    }

    /// Copies with escapes and returns how many bytes were written.
    static func copyEscaping(
        _ text: UnsafeBufferPointer<UInt8>,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var (read, written) = (0, 0)
        while read < text.count {
            let rest = UnsafeBufferPointer(rebasing: text[read...])
            let plain = copyPlain(rest, to: out + written)
            read += plain
            written += plain
            // The special byte is within the next eight.
            for byte in rest.dropFirst(plain).prefix(8) {
                if isSpecial(byte) {
                    written += escape(byte, to: out + written)
                } else {
                    out[written] = byte
                    written += 1
                }
                read += 1
            }
        }
        return written
    }

    private static func escape(_ byte: UInt8, to out: UnsafeMutablePointer<UInt8>) -> Int {
        out[0] = UInt8(ascii: "\\")
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out[1] = byte
        case UInt8(ascii: "\n"): out[1] = UInt8(ascii: "n")
        case UInt8(ascii: "\r"): out[1] = UInt8(ascii: "r")
        case UInt8(ascii: "\t"): out[1] = UInt8(ascii: "t")
        case 0x08: out[1] = UInt8(ascii: "b")
        case 0x0C: out[1] = UInt8(ascii: "f")
        default:
            out[1] = UInt8(ascii: "u")
            out[2] = UInt8(ascii: "0")
            out[3] = UInt8(ascii: "0")
            out[4] = hexadecimalDigit(byte >> 4)
            out[5] = hexadecimalDigit(byte & 15)
            return 6
        }
        return 2
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Not zero when a byte of the word is special.
    ///
    /// A special byte's top bit ends up set; so may the one of a byte above it, which changes
    /// nothing.
    private static func flags(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let slashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let controls = (word &- ones &* 0x20) & ~word
        let zeroes = (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
        return (controls | zeroes) & tops
    }
}
