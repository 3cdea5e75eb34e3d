internal import Messaging

// The time to start work while the reporter is asked something, where the policy stops it (P3).

extension Deliberation {
    /// Stops what runs when the incident has come to wait for its reporter, and lets it go on when
    /// it does not wait any more; whatever brought either about.
    mutating func considerWaiting(after event: Event) {
        // Nearly always there is nothing to look at, and the incident is not copied for it.
        let stops = policy.settings.clocks.whileAsked == .stops
        guard stops || incident?.deadlines.contains(where: { $0.pausedAt != nil }) == true,
            let incident
        else { return }
        let waits =
            incident.status == .pending && stops
            && incident.handling.master == nil
        guard incident.deadlines.contains(where: { isToChange($0, waits) }) else { return }
        if case .deadlinesMoved = event.payload { return }
        var deadlines = incident.deadlines
        for index in deadlines.indices where isToChange(deadlines[index], waits) {
            if waits {
                deadlines[index].pausedAt = at
            } else {
                goOn(&deadlines[index])
            }
        }
        record(
            .deadlinesMoved(deadlines),
            rules: [
                FiredRule(
                    id: waits ? "P03.REPORTER_ASKED" : "P03.REPORTER_ANSWERED",
                    principle: Principle(3)
                )
            ]
        )
    }

    /// What is over already is not saved by a question.
    private func isToChange(_ deadline: Deadline, _ waits: Bool) -> Bool {
        guard deadline.isRunning else { return false }
        return waits ? deadline.pausedAt == nil && deadline.due >= at : deadline.pausedAt != nil
    }

    /// With as much of its calendar's time as was left when it was stopped.
    private func goOn(_ deadline: inout Deadline) {
        guard let pausedAt = deadline.pausedAt else { return }
        let calendar = policy.calendar(of: deadline)
        let left = calendar.openMilliseconds(from: pausedAt, until: deadline.due, zone: policy.zone)
        let due =
            calendar.moment(after: left, from: at, zone: policy.zone)
            ?? deadline.due.adding(milliseconds: at.milliseconds - pausedAt.milliseconds)
        deadline.waited += due.milliseconds - deadline.due.milliseconds
        deadline.due = due
        deadline.pausedAt = nil
    }
}

extension Policy {
    /// The time a promise is counted in: minutes in its calendar's hours, working days in whole
    /// days of work, calendar days in time as it passes.
    fileprivate func calendar(of deadline: Deadline) -> ServiceCalendar {
        guard
            let promise = startOfWork(deadline.category, deadline.role, deadline.environment),
            var calendar = calendars[promise.calendar]
        else { return .aroundTheClock }
        switch promise.within {
        case .minutes: return calendar
        case .calendarDays: return .aroundTheClock
        case .workingDays:
            calendar.week = calendar.week.map { $0 == nil ? nil : .wholeDay }
            return calendar
        }
    }
}
