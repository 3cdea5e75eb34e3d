/// Hides civil registration numbers (CPR) in text that leaves the restricted topics: people write
/// them where they do not belong (edge case 47).
///
/// `dddddd-dddd`, with a space, or ten digits in a row; no more and no fewer digits about it. One
/// pass that looks at every sixth byte, since it runs over every text of every message.
enum CivilNumberMask {
    private static let mask = Array("######-####".utf8)

    static func masked(_ text: String) -> String {
        var text = text
        let found = text.withUTF8 { bytes in masked(bytes, isStrict: false) }
        return found.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// A JSON document, of which strings only are looked into, and ten digits without a mark
    /// between them count only when they begin with a day of birth: what tools call their fields
    /// and numbers is not ours to spoil.
    static func masked(json: [UInt8]) -> [UInt8] {
        json.withUnsafeBufferPointer { bytes in
            guard number(in: bytes, from: 0, isStrict: true) != nil else { return json }
            var result: [UInt8] = []
            result.reserveCapacity(json.count)
            var index = 0
            while index < bytes.count {
                guard bytes[index] == UInt8(ascii: "\"") else {
                    result.append(bytes[index])
                    index += 1
                    continue
                }
                let end = endOfString(bytes, from: index)
                let string = UnsafeBufferPointer(rebasing: bytes[index..<end])
                result += masked(string, isStrict: true) ?? Array(string)
                index = end
            }
            return result
        }
    }

    /// After the closing quote of the string that begins there.
    private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    /// Nil: there is no number in it.
    private static func masked(
        _ bytes: UnsafeBufferPointer<UInt8>,
        isStrict: Bool
    ) -> [UInt8]? {
        guard var found = number(in: bytes, from: 0, isStrict: isStrict) else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 8)
        var copied = 0
        while true {
            result += bytes[copied..<found.lowerBound]
            result += mask
            copied = found.upperBound
            guard let next = number(in: bytes, from: copied, isStrict: isStrict) else { break }
            found = next
        }
        result += bytes[copied...]
        return result
    }

    private static func number(
        in bytes: UnsafeBufferPointer<UInt8>,
        from first: Int,
        isStrict: Bool
    ) -> Range<Int>? {
        var index = first + 5
        while index < bytes.count {
            guard isDigit(bytes[index]) else {
                index += 6
                continue
            }
            var start = index
            while start > first, isDigit(bytes[start - 1]) { start -= 1 }
            let end = endOfDigits(bytes, from: index)
            if end - start == 10, !isStrict || isDayOfBirth(bytes, start) { return start..<end }
            if end - start == 6, end < bytes.count, isMark(bytes[end]) {
                let tail = endOfDigits(bytes, from: end + 1)
                if tail - end == 5 { return start..<tail }
            }
            index = end + 6
        }
        return nil
    }

    private static func endOfDigits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
        return end
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ")
    }

    /// Day and month; a number that stands in for one has 60 added to its day.
    private static func isDayOfBirth(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        func two(_ place: Int) -> Int {
            Int(bytes[start + place] - 0x30) * 10 + Int(bytes[start + place + 1] - 0x30)
        }
        let (day, month) = (two(0), two(2))
        return (1...12).contains(month) && ((1...31).contains(day) || (61...91).contains(day))
    }
}
