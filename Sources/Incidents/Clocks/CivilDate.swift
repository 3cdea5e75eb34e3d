internal import JSON

/// A date of the Gregorian calendar, in no time zone.
///
/// How days are counted is written where timestamps are read and printed; here stands what
/// deadlines and days off need beyond that.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let date: JSON.CivilDate

    package var year: Int { Int(date.year) }
    /// 1 to 12.
    package var month: Int { Int(date.month) }
    /// 1 to 31.
    package var day: Int { Int(date.day) }

    /// Nil when there is no such date.
    package init?(year: Int, month: Int, day: Int) {
        guard
            let date = JSON.CivilDate(year: Int64(year), month: Int64(month), day: Int64(day))
        else { return nil }
        self.date = date
    }

    /// The date so many days after 1970-01-01.
    package init(daysSinceEpoch: Int) {
        self.date = JSON.CivilDate(daysSince1970: Int64(daysSinceEpoch))
    }

    /// Easter Sunday by the Gregorian computus; the movable days are counted from it.
    package static func easterSunday(in year: Int) -> CivilDate {
        let golden = year % 19
        let century = year / 100
        let epact =
            (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
        let fullMoon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + fullMoon + 2 - century + century / 4) % 7
        return first(ofMonth: 3, in: year).adding(days: 27 + fullMoon - weekday)
    }

    package var daysSinceEpoch: Int { Int(date.daysSince1970) }

    /// By ISO 8601: Monday is 1, Sunday 7.
    package var weekday: Int {
        let fromMonday = (daysSinceEpoch + 3) % 7
        return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
    }

    package func adding(days: Int) -> CivilDate {
        CivilDate(daysSinceEpoch: daysSinceEpoch + days)
    }

    /// The same day so many months on, or that month's last day when it has no such day.
    package func adding(months: Int) -> CivilDate {
        let fromZero = year * 12 + (month - 1) + months
        let newYear = fromZero.dividingFloor(by: 12)
        let newMonth = fromZero - newYear * 12 + 1
        let first = Self.first(ofMonth: newMonth, in: newYear)
        let next = Self.first(ofMonth: newMonth % 12 + 1, in: newYear + newMonth / 12)
        let length = next.daysSinceEpoch - first.daysSinceEpoch
        return first.adding(days: min(day, length) - 1)
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// As ISO 8601 writes it: `2026-11-23`.
    package var description: String {
        "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
    }

    private static func first(ofMonth month: Int, in year: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: 1) else {
            preconditionFailure("every month has a first day")
        }
        return date
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int {
    /// Division that rounds towards the past, for days and years before the epoch.
    func dividingFloor(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
