internal import Messaging

extension ServiceCalendar {
    /// How far ahead a period is followed before the calendar counts as never open.
    static let daysAheadMax = 3_660

    /// The moment when the calendar has been open for so long since `start`; nil when that takes
    /// more than ten years, as it does in a calendar that never opens.
    func moment(after openMilliseconds: Int, from start: Timestamp, zone: CivilZone) -> Timestamp? {
        if isAroundTheClock { return start.adding(milliseconds: Int64(openMilliseconds)) }
        let end = Int(start.milliseconds) + Self.daysAheadMax * WallClock.millisecondsPerDay
        var now = Int(start.milliseconds)
        var remaining = openMilliseconds
        while now < end {
            let stretch = stretch(from: now, zone: zone)
            guard stretch.isOpen else {
                now = stretch.until
                continue
            }
            if remaining <= stretch.until - now {
                return Timestamp(milliseconds: Int64(now + remaining))
            }
            remaining -= stretch.until - now
            now = stretch.until
        }
        return nil
    }

    /// For how long the calendar is open between two moments; 0 when the second is not later.
    func openMilliseconds(from start: Timestamp, until end: Timestamp, zone: CivilZone) -> Int {
        let end = Int(end.milliseconds)
        var now = Int(start.milliseconds)
        if isAroundTheClock { return max(0, end - now) }
        var open = 0
        while now < end {
            let stretch = stretch(from: now, zone: zone)
            let until = min(stretch.until, end)
            if stretch.isOpen { open += until - now }
            now = until
        }
        return open
    }

    /// The date so many working days after `date`; nil when there are none within ten years.
    func workingDay(_ count: Int, after date: CivilDate) -> CivilDate? {
        var day = date
        var left = count
        for _ in 0..<Self.daysAheadMax where left > 0 {
            day = day.adding(days: 1)
            if isWorkingDay(day) { left -= 1 }
        }
        return left == 0 ? day : nil
    }

    /// Whether it is open at a moment, and until when that stays so at least.
    ///
    /// A stretch lies within one date and one offset of the zone, where wall clock and time run
    /// alike; what summer time skips or repeats is thus counted as it really passes.
    private func stretch(from now: Int, zone: CivilZone) -> (isOpen: Bool, until: Int) {
        let moment = Timestamp(milliseconds: Int64(now))
        let wall = zone.wallClock(at: moment)
        let midnight = now - wall.millisecondOfDay
        let spanEnd = zone.spanEnd(after: moment).map { Int($0.milliseconds) } ?? Int.max
        let dayEnd = min(midnight + WallClock.millisecondsPerDay, spanEnd)
        guard let hours = hours(on: wall.date) else { return (false, dayEnd) }

        let opens = midnight + hours.fromMinute * 60_000
        let closes = midnight + hours.untilMinute * 60_000
        if now < opens { return (false, min(opens, dayEnd)) }
        if now < closes { return (true, min(closes, dayEnd)) }
        return (false, dayEnd)
    }
}
