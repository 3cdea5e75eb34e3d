package import Messaging

/// How a foreign tool writes moments.
package enum TimeFormat: String, CaseIterable, Sendable {
    /// `2026-11-23T08:00:00+01:00`
    case rfc3339
    /// `2026-11-23T08:00:00.000+0100`, as Jira Server does.
    case jira
    /// `2026-11-23 08:00:00`, in UTC, as ServiceNow's tables hold it.
    case servicenow
    case epochMilliseconds = "epoch-ms"
    case epochSeconds = "epoch-s"

    /// Nil when the text is no such moment; white space around it does not matter.
    package func read(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        let text = text.trimmed
        switch self {
        case .rfc3339: return Timestamp(rfc3339: text)
        case .jira: return readJira(text)
        case .servicenow: return readServiceNow(text)
        case .epochMilliseconds, .epochSeconds:
            return Int64(String(decoding: text, as: UTF8.self)).flatMap(read)
        }
    }

    /// Nil when moments are not written as numbers, or this one is beyond all calendars.
    package func read(_ number: Int64) -> Timestamp? {
        // 9999-12-31T23:59:59Z.
        let secondsMax: Int64 = 253_402_300_799
        switch self {
        case .epochMilliseconds:
            guard (0...secondsMax * 1000).contains(number) else { return nil }
            return Timestamp(milliseconds: number)
        case .epochSeconds:
            guard (0...secondsMax).contains(number) else { return nil }
            return Timestamp(seconds: number)
        case .rfc3339, .jira, .servicenow: return nil
        }
    }

    /// The moment as the tool writes it.
    package func write(_ moment: Timestamp) -> WrittenTime {
        switch self {
        case .rfc3339: return .text(moment.rfc3339)
        case .jira: return .text(moment.rfc3339.dropLast() + "+0000")
        case .servicenow:
            let text = moment.rfc3339.prefix(19)
            return .text(text.prefix(10) + " " + text.suffix(8))
        case .epochMilliseconds: return .number(moment.milliseconds)
        case .epochSeconds: return .number(moment.seconds)
        }
    }

    /// The same as RFC 3339 but for the colon in the offset, which may also be there.
    private func readJira(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        let count = text.count
        guard (24...34).contains(count) else { return Timestamp(rfc3339: text) }
        let sign = text[count - 5]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return Timestamp(rfc3339: text)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { room in
            for position in 0..<count - 2 { room[position] = text[position] }
            room[count - 2] = UInt8(ascii: ":")
            room[count - 1] = text[count - 2]
            room[count] = text[count - 1]
            return Timestamp(rfc3339: UnsafeBufferPointer(room))
        }
    }

    private func readServiceNow(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        let (length, space) = (19, 10)
        guard text.count == length, text[space] == UInt8(ascii: " ") else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length + 1) { room in
            for position in 0..<length { room[position] = text[position] }
            room[space] = UInt8(ascii: "T")
            room[length] = UInt8(ascii: "Z")
            return Timestamp(rfc3339: UnsafeBufferPointer(room))
        }
    }
}

/// A moment in a foreign tool's notation.
package enum WrittenTime: Equatable, Sendable {
    case text(String)
    case number(Int64)
}

/// How a foreign tool writes days.
package enum DateFormat: String, CaseIterable, Sendable {
    /// `2026-12-01`
    case iso
    /// `01-12-2026`, or with dots or slashes, as Danish forms do.
    case danish

    /// The day as `2026-12-01`; nil when the text is no day, or one the calendar does not have.
    package func read(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        let text = text.trimmed
        let length = 10
        guard text.count == length else { return nil }
        let midnight: StaticString = "T00:00:00Z"
        let whole = length + midnight.utf8CodeUnitCount
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: whole) { room in
            for (position, source) in order.enumerated() { room[position] = text[source] }
            if self == .danish {
                for position in [4, 7] {
                    let isBetween = "-./".utf8.contains(room[position])
                    guard isBetween else { return nil }
                    room[position] = UInt8(ascii: "-")
                }
            }
            for position in length..<whole {
                room[position] = midnight.utf8Start[position - length]
            }
            guard Timestamp(rfc3339: UnsafeBufferPointer(room)) != nil else { return nil }
            return String(decoding: room[..<length], as: UTF8.self)
        }
    }

    /// Where each character of year-month-day stands in the text.
    private var order: [Int] {
        self == .iso ? Array(0..<10) : [6, 7, 8, 9, 2, 3, 4, 5, 0, 1]
    }
}
