/// Dates and times as RFC 3339 writes them, read and printed without a calendar library.
///
/// Takes what Python's `rfc3339-validator` takes, so that our schemas mean the same to everybody:
/// capital `T` and `Z` only, no leap second, no hour 24, no year 0, and only days that exist.
package enum RFC3339 {
    /// Milliseconds since 1970; digits of a fraction beyond the third are cut off.
    package static func milliseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count >= 20, let days = days(text, 0), text[10] == UInt8(ascii: "T"),
            let hour = twoDigits(text, 11), hour < 24, text[13] == UInt8(ascii: ":"),
            let minute = twoDigits(text, 14), minute < 60, text[16] == UInt8(ascii: ":"),
            let second = twoDigits(text, 17), second < 60
        else { return nil }
        var position = 19
        guard let fraction = fraction(text, &position), let offset = offset(text, position) else {
            return nil
        }
        let minutes = (days * 24 + Int64(hour)) * 60 + Int64(minute) - offset
        return (minutes * 60 + Int64(second)) * 1000 + fraction
    }

    /// Days since 1970 of a full date (`2026-12-01`), or nil when there is no such day.
    package static func days(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        text.count == 10 ? days(text, 0) : nil
    }

    /// Room for every moment that `write` can be given.
    package static let lengthMax = 32

    /// Writes a moment in UTC (`2026-11-23T08:00:00.000Z`) and returns its length.
    package static func write(
        milliseconds: Int64,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let (day, time) = milliseconds.flooredQuotientAndRemainder(86_400_000)
        let date = CivilDate(daysSince1970: day)
        guard 0...9999 ~= date.year else {
            return writeFarAway(date.year, milliseconds: milliseconds, to: out)
        }
        twoDigits(date.year / 100, to: out)
        twoDigits(date.year % 100, to: out + 2)
        twoDigits(date.month, after: "-", to: out + 4)
        twoDigits(date.day, after: "-", to: out + 7)
        twoDigits(time / 3_600_000, after: "T", to: out + 10)
        twoDigits(time / 60_000 % 60, after: ":", to: out + 13)
        twoDigits(time / 1000 % 60, after: ":", to: out + 16)
        twoDigits(time % 1000 / 10, after: ".", to: out + 19)
        out[22] = UInt8(ascii: "0") + UInt8(time % 10)
        out[23] = UInt8(ascii: "Z")
        return 24
    }

    /// A year that RFC 3339 cannot write: with its own digits, so that nothing lies about it.
    private static func writeFarAway(
        _ year: Int64,
        milliseconds: Int64,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let millisecondsPerEra: Int64 = 146_097 * 86_400_000
        let withinEra = milliseconds.flooredQuotientAndRemainder(millisecondsPerEra).remainder
        _ = write(milliseconds: withinEra, to: out)
        let rest = Array(UnsafeBufferPointer(start: out + 4, count: 20))
        let text = Array(String(year).utf8) + rest
        for (position, byte) in text.enumerated() { out[position] = byte }
        return text.count
    }

    private static func twoDigits(
        _ number: Int64,
        after separator: Unicode.Scalar,
        to out: UnsafeMutablePointer<UInt8>
    ) {
        out[0] = UInt8(ascii: separator)
        twoDigits(number, to: out + 1)
    }

    private static func twoDigits(_ number: Int64, to out: UnsafeMutablePointer<UInt8>) {
        out[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10)
        out[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10)
    }

    private static func days(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int64? {
        guard let century = twoDigits(text, start), let rest = twoDigits(text, start + 2),
            text[start + 4] == UInt8(ascii: "-"), let month = twoDigits(text, start + 5),
            text[start + 7] == UInt8(ascii: "-"), let day = twoDigits(text, start + 8)
        else { return nil }
        let year = century * 100 + rest
        guard year > 0 else { return nil }
        return CivilDate(year: Int64(year), month: Int64(month), day: Int64(day))?.daysSince1970
    }

    /// Reads `.123456` at `position`, if it is there, and moves behind it.
    private static func fraction(
        _ text: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) -> Int64? {
        guard text[position] == UInt8(ascii: ".") else { return 0 }
        position += 1
        let start = position
        var milliseconds: Int64 = 0
        var weight: Int64 = 100
        while position < text.count, text[position].isDigit {
            milliseconds += Int64(text[position] - UInt8(ascii: "0")) * weight
            weight /= 10
            position += 1
        }
        return position > start ? milliseconds : nil
    }

    /// Minutes east of UTC from `Z` or `+01:00`, which must end the text.
    private static func offset(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int64? {
        guard position < text.count else { return nil }
        if text[position] == UInt8(ascii: "Z") { return position + 1 == text.count ? 0 : nil }
        guard text.count == position + 6, text[position + 3] == UInt8(ascii: ":"),
            let hours = twoDigits(text, position + 1), hours < 24,
            let minutes = twoDigits(text, position + 4), minutes < 60
        else { return nil }
        switch text[position] {
        case UInt8(ascii: "+"): return Int64(hours * 60 + minutes)
        case UInt8(ascii: "-"): return -Int64(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func twoDigits(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        let (tens, ones) = (text[start], text[start + 1])
        guard tens.isDigit, ones.isDigit else { return nil }
        return Int(tens - UInt8(ascii: "0")) * 10 + Int(ones - UInt8(ascii: "0"))
    }
}
