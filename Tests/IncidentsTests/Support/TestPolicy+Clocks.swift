import Incidents

extension TestPolicy {
    /// The clocks as they are deployed, and the principles of a later version where asked for.
    static func clocked(
        principles: Int = 19,
        _ change: (inout ClockSettings) -> Void = { _ in }
    ) -> Policy {
        var clocks = ClockSettings()
        clocks.startWorkWarning = true
        clocks.assignmentPercent = 50
        clocks.handOversMax = 3
        clocks.rating = [.a: .init(.minutes(15), calendar: "always")]
        clocks.doubt = [
            .a: .init(.minutes(15), calendar: "always"),
            .b: .init(.minutes(15), calendar: "always"),
        ]
        clocks.status = [
            .a: .init(.minutes(30), calendar: "always"),
            .b: .init(.minutes(60), calendar: "status-hours"),
            .c: .init(.workingDays(1), calendar: "working-days"),
            .d: .init(.calendarDays(7), calendar: "always"),
        ]
        clocks.progress = [.d: .init(.calendarDays(9), calendar: "always")]
        clocks.plan = true
        clocks.forwardSeconds = 60
        change(&clocks)
        return only(clocks, principles: principles)
    }

    /// These clocks and no other.
    static func only(_ clocks: ClockSettings, principles: Int = 19) -> Policy {
        var policy = make(
            settings: PolicySettings(
                incidentManager: "incident-manager",
                principles: Set(1...principles),
                clocks: clocks
            )
        )
        policy.calendars["working-days"] = Copenhagen.workingDays
        policy.calendars["status-hours"] = ServiceCalendar(
            name: "status-hours",
            week: Array(repeating: .init(fromMinute: 360, untilMinute: 1_440), count: 7),
            daysOff: .none
        )
        return policy
    }

    static func only(_ change: (inout ClockSettings) -> Void) -> Policy {
        var clocks = ClockSettings()
        change(&clocks)
        return only(clocks)
    }
}
