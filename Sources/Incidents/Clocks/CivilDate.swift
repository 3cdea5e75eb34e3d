/// A date of the Gregorian calendar, in no time zone.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// 1 to 31.
    package let day: Int

    /// Nil when there is no such date.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    /// The date so many days after 1970-01-01.
    package init(daysSinceEpoch: Int) {
        // Years are counted from 1 March, so that the leap day is a year's last, in eras of
        // 400 years, which all have the same length.
        let days = daysSinceEpoch + Self.epochInMarchDays
        let era = days.dividingFloor(by: Self.daysInEra)
        let dayOfEra = days - era * Self.daysInEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            unchecked: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
            month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Easter Sunday by the Gregorian computus; the movable days are counted from it.
    package static func easterSunday(in year: Int) -> CivilDate {
        let golden = year % 19
        let century = year / 100
        let epact =
            (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
        let fullMoon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + fullMoon + 2 - century + century / 4) % 7
        let sunday = fullMoon - weekday
        let month = 3 + (sunday + 40) / 44
        return CivilDate(unchecked: year, month, sunday + 28 - 31 * (month / 4))
    }

    package var daysSinceEpoch: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear.dividingFloor(by: 400)
        let yearOfEra = marchYear - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysInEra + dayOfEra - Self.epochInMarchDays
    }

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
        let length = Self.length(ofMonth: newMonth, in: newYear)
        return CivilDate(unchecked: newYear, newMonth, min(day, length))
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// As ISO 8601 writes it: `2026-11-23`.
    package var description: String {
        "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
    }

    private static let daysInEra = 146_097
    /// From 0000-03-01 to 1970-01-01.
    private static let epochInMarchDays = 719_468

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
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
