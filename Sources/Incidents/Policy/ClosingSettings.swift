/// How incidents come to their end, where the policy leaves a choice (P13, P15, P16, P17).
package struct ClosingSettings: Equatable, Sendable {
    /// What the days are that a reporter may object in.
    package enum DayKind: String, CaseIterable, Sendable {
        case calendar
        case working
    }

    /// Without an objection for so many days an incident is closed (P17).
    package var days = 10
    package var kind = DayKind.calendar
    /// Which days are working days, here and for undelivered texts.
    package var calendar = "working-days"
    /// Whether a last day that is no working day moves to the next one (edge case 17).
    package var rollsToWorkingDay = false
    /// Whether a workaround alone is closed in silence: the wide reading (edge case 18).
    package var closesOnWorkaround = true
    /// Incidents in these processes are never closed in silence (edge case 41).
    package var excludedProcesses: SecurityProcesses = []
    /// Of which incidents the authority looks at the text before the days begin (P16).
    package var qualityCategories: Set<Category> = [.a, .b]
    package var qualityProcesses: SecurityProcesses = [.majorIncident, .dataSecurity]
    /// What each of the texts must have at least (P16, edge case 33).
    package var textWordsMin = 2
    package var textLengthMin = 10
    /// Whether what stands in the reporter's tool has reached the reporter (P13).
    package var toolCountsAsDelivered = true
    /// The day the reporter is reminded on; 0: never.
    package var reminderDay = 7
    /// After so many working days a text that has not arrived is the SPOC's task (edge case 21).
    package var undeliveredAfterDays = 2
    /// How long before a release its reporter must have been told, or there is an alert (P15).
    package var releaseAlertSeconds: Int64 = 86_400

    package init() {}
}

extension ClosingSettings {
    /// Whether the authority's practitioner has to look before the days begin.
    func needsQuality(_ incident: Incident) -> Bool {
        incident.category.map(qualityCategories.contains) ?? false
            || !incident.processes.isDisjoint(with: qualityProcesses)
    }

    /// Whether silence closes it.
    func closesInSilence(_ type: ResolutionType, _ incident: Incident) -> Bool {
        (type == .solution || closesOnWorkaround)
            && incident.processes.isDisjoint(with: excludedProcesses)
    }
}
