package import Messaging

extension Policy {
    /// The first moment at which it is too late to object to a text that arrived then; nil: the
    /// working days never come.
    package func closing(of delivered: Timestamp) -> Timestamp? {
        let settings = settings.closing
        let calendar = workingDays
        let period: ServicePeriod =
            switch settings.kind {
            case .calendar: .calendarDays(settings.days)
            case .working: .workingDays(settings.days)
            }
        guard let end = period.endOfLastDay(from: delivered, calendar: calendar, zone: zone),
            settings.rollsToWorkingDay
        else {
            return period.endOfLastDay(from: delivered, calendar: calendar, zone: zone)
        }
        let last = zone.date(at: end.adding(milliseconds: -1))
        if calendar.isWorkingDay(last) { return end }
        return calendar.workingDay(1, after: last).map {
            zone.moment(WallClock($0.adding(days: 1)))
        }
    }

    /// When the reporter is reminded; nil: never.
    func reminder(of delivered: Timestamp, before closing: Timestamp) -> Timestamp? {
        guard settings.closing.reminderDay > 0 else { return nil }
        let moment = ServicePeriod.calendarDays(settings.closing.reminderDay)
            .deadline(from: delivered, calendar: workingDays, zone: zone)
        guard let moment, moment < closing else { return nil }
        return moment
    }

    /// When a text that has not arrived becomes the SPOC's task.
    func undeliveredDue(from moment: Timestamp) -> Timestamp? {
        ServicePeriod.workingDays(settings.closing.undeliveredAfterDays)
            .deadline(from: moment, calendar: workingDays, zone: zone)
    }

    private var workingDays: ServiceCalendar {
        calendars[settings.closing.calendar] ?? .aroundTheClock
    }
}
