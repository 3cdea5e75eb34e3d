package import Messaging

/// A length of time as contracts write it.
package enum ServicePeriod: Equatable, Sendable {
    /// Minutes of the calendar's open time.
    case minutes(Int)
    /// Days on the wall clock, whatever days they are: the same time of day n days on.
    case calendarDays(Int)
    /// Days that are working days in the calendar: the same time of day n working days on.
    case workingDays(Int)

    /// When the period that begins at `start` is over; nil when the calendar never gets there.
    package func deadline(
        from start: Timestamp,
        calendar: ServiceCalendar,
        zone: CivilZone
    ) -> Timestamp? {
        switch self {
        case .minutes(let count):
            calendar.moment(after: count * 60_000, from: start, zone: zone)
        case .calendarDays(0), .workingDays(0):
            start
        case .calendarDays, .workingDays:
            lastDay(from: start, calendar: calendar, zone: zone).map { day in
                var wall = zone.wallClock(at: start)
                wall.date = day
                return zone.moment(wall)
            }
        }
    }

    /// The midnight after the last day; minutes end when they end.
    ///
    /// For periods that are given in whole days and of which the last is whole ("10 dage",
    /// principle 17).
    package func endOfLastDay(
        from start: Timestamp,
        calendar: ServiceCalendar,
        zone: CivilZone
    ) -> Timestamp? {
        guard case .minutes = self else {
            return lastDay(from: start, calendar: calendar, zone: zone).map { day in
                zone.moment(WallClock(day.adding(days: 1)))
            }
        }
        return deadline(from: start, calendar: calendar, zone: zone)
    }

    private func lastDay(
        from start: Timestamp,
        calendar: ServiceCalendar,
        zone: CivilZone
    ) -> CivilDate? {
        let first = zone.date(at: start)
        return switch self {
        case .minutes: nil
        case .calendarDays(let count): first.adding(days: count)
        case .workingDays(let count): calendar.workingDay(count, after: first)
        }
    }
}
