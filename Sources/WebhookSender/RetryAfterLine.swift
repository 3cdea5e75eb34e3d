/// The header `Retry-After`, found among the lines of a response.
package enum RetryAfterLine {
    package static let valueBytesMax = 64

    private static let name = Array("retry-after:".utf8)

    /// What stands behind the name, without the space around it; nil for any other line, and for
    /// a value that cannot be a date or a number.
    package static func value(of line: UnsafeRawBufferPointer) -> String? {
        guard line.count > name.count, line[0] | 0x20 == name[0],
            zip(line, name).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && isLetter($1) })
        else { return nil }
        var value = line[name.count...]
        while let first = value.first, isSpace(first) { value.removeFirst() }
        while let last = value.last, isSpace(last) { value.removeLast() }
        guard (1...valueBytesMax).contains(value.count),
            value.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { return nil }
        return String(decoding: value, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }
}
