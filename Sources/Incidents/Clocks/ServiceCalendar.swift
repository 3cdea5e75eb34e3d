package import Messaging

/// When a service is at work: hours per weekday and days off.
package struct ServiceCalendar: Equatable, Sendable {
    /// Open from and until, in minutes after midnight (until 1440), wall clock.
    package struct Hours: Equatable, Sendable {
        package var fromMinute: Int
        package var untilMinute: Int

        package static let wholeDay = Hours(fromMinute: 0, untilMinute: 1440)

        package init(fromMinute: Int, untilMinute: Int) {
            self.fromMinute = fromMinute
            self.untilMinute = untilMinute
        }
    }

    package var name: String
    /// By ISO weekday, Monday first; nil: closed all day.
    package var week: [Hours?]
    package var daysOff: DaysOff

    /// Never closed, in which time simply passes.
    package static let aroundTheClock = ServiceCalendar(
        name: "around-the-clock",
        week: Array(repeating: .wholeDay, count: 7),
        daysOff: .none
    )

    package init(name: String, week: [Hours?], daysOff: DaysOff) {
        precondition(week.count == 7, "a week has seven days")
        self.name = name
        self.week = week
        self.daysOff = daysOff
    }

    package var isAroundTheClock: Bool {
        daysOff.isEmpty && week.allSatisfy { $0 == .wholeDay }
    }

    /// The hours of this date; nil: closed all day.
    package func hours(on date: CivilDate) -> Hours? {
        guard let hours = week[date.weekday - 1], !daysOff.isOff(date) else { return nil }
        return hours
    }

    package func isWorkingDay(_ date: CivilDate) -> Bool {
        hours(on: date) != nil
    }

    package func isOpen(at moment: Timestamp, zone: CivilZone) -> Bool {
        let wall = zone.wallClock(at: moment)
        guard let hours = hours(on: wall.date) else { return false }
        return (hours.fromMinute..<hours.untilMinute).contains(wall.minuteOfDay)
    }
}
