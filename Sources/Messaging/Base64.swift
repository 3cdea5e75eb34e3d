/// Base64 as RFC 4648 section 4 defines it, padded.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (group, held): (UInt32, Int) = (0, 0)
        for byte in bytes {
            (group, held) = (group << 8 | UInt32(byte), held + 1)
            guard held == 3 else { continue }
            append(group, digits: 4, to: &text)
            (group, held) = (0, 0)
        }
        if held > 0 {
            append(group << UInt32(8 * (3 - held)), digits: held + 1, to: &text)
            text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - held))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ group: UInt32, digits: Int, to text: inout [UInt8]) {
        for digit in 0..<digits {
            text.append(alphabet[Int(group >> UInt32(18 - 6 * digit) & 0x3F)])
        }
    }

    package static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8(decode)
    }

    /// Nil when the text is anything else, stray bits at its end included.
    package static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            let isLast = start + 4 == text.count
            let padding = isLast ? padding(text, start) : 0
            var group: UInt32 = 0
            for position in start..<(start + 4 - padding) {
                guard let value = value(text[position]) else { return nil }
                group = group << 6 | value
            }
            group <<= UInt32(6 * padding)
            bytes.append(UInt8(group >> 16))
            if padding < 2 { bytes.append(UInt8(group >> 8 & 0xFF)) }
            if padding < 1 { bytes.append(UInt8(group & 0xFF)) }
            let stray: UInt32 = padding == 2 ? 0xFFFF : padding == 1 ? 0xFF : 0
            guard group & stray == 0 else { return nil }
        }
        return bytes
    }

    private static func padding(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard text[start + 3] == UInt8(ascii: "=") else { return 0 }
        return text[start + 2] == UInt8(ascii: "=") ? 2 : 1
    }

    private static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
