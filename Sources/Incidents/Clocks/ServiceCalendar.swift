/// When a service is at work: hours per weekday and days off.
package struct ServiceCalendar: Equatable, Sendable {
    /// Open from and until, in minutes after midnight (until 1440), wall clock.
    package struct Hours: Equatable, Sendable {
        package var fromMinute: Int
        package var untilMinute: Int

        package init(fromMinute: Int, untilMinute: Int) {
            self.fromMinute = fromMinute
            self.untilMinute = untilMinute
        }
    }

    package var name: String
    /// By ISO weekday, Monday first; nil: closed all day.
    package var week: [Hours?]
    package var daysOff: DaysOff

    package init(name: String, week: [Hours?], daysOff: DaysOff) {
        precondition(week.count == 7, "a week has seven days")
        self.name = name
        self.week = week
        self.daysOff = daysOff
    }
}

/// Which dates are days off: fixed dates and dates that move with Easter.
package struct DaysOff: Equatable, Sendable {
    package struct Fixed: Equatable, Sendable {
        package var month: Int
        package var day: Int
        package var name: String

        package init(month: Int, day: Int, name: String) {
            self.month = month
            self.day = day
            self.name = name
        }
    }

    package struct Movable: Equatable, Sendable {
        /// Days after Easter Sunday; negative before it.
        package var easterOffset: Int
        package var name: String
        /// Last year it was a day off (store bededag: 2023); nil: still is.
        package var lastYear: Int?

        package init(easterOffset: Int, name: String, lastYear: Int? = nil) {
            self.easterOffset = easterOffset
            self.name = name
            self.lastYear = lastYear
        }
    }

    package var fixed: [Fixed]
    package var movable: [Movable]

    package static let none = DaysOff(fixed: [], movable: [])

    package init(fixed: [Fixed], movable: [Movable]) {
        self.fixed = fixed
        self.movable = movable
    }
}
