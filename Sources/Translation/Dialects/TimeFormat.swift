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

    /// Nil when the text is no such moment.
    package func read(_ text: String) -> Timestamp? {
        switch self {
        case .rfc3339: return Timestamp(rfc3339: text)
        case .jira: return readJira(text)
        case .servicenow:
            guard text.utf8.count == 19, let space = text.firstIndex(of: " ") else { return nil }
            return Timestamp(
                rfc3339: text[..<space] + "T" + text[text.index(after: space)...] + "Z"
            )
        case .epochMilliseconds: return Int64(text).flatMap(read)
        case .epochSeconds: return Int64(text).flatMap(read)
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
    private func readJira(_ text: String) -> Timestamp? {
        let offset = text.utf8.suffix(5)
        guard let sign = offset.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return Timestamp(rfc3339: text)
        }
        return Timestamp(rfc3339: text.dropLast(2) + ":" + text.suffix(2))
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
    package func read(_ text: String) -> String? {
        var day = text
        if self == .danish {
            let parts = text.split(omittingEmptySubsequences: false) { "-./".contains($0) }
            guard parts.count == 3, parts.map(\.count) == [2, 2, 4] else { return nil }
            day = "\(parts[2])-\(parts[1])-\(parts[0])"
        }
        guard day.utf8.count == 10, Timestamp(rfc3339: day + "T00:00:00Z") != nil else {
            return nil
        }
        return day
    }
}
