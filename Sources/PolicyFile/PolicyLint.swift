internal import Incidents
internal import Messaging
internal import StrictYAML

/// Finds what is wrong with a policy that reads well: gaps, overlaps, and names nobody knows.
///
/// Everything found goes to the log of the file, at the place it is written. A part that could
/// not be read is not checked: what follows from its faults is no news.
struct PolicyLint {
    let draft: PolicyDraft
    /// What reading has found already, and what is found here.
    let log: DiagnosticLog

    init(_ draft: PolicyDraft, log: DiagnosticLog) {
        self.draft = draft
        self.log = log
    }

    func check() {
        checkValidity()
        checkCalendars()
        checkDeadlines()
        checkRegisters()
        checkServices()
        checkKnownErrors()
        checkRules()
    }

    private func checkValidity() {
        guard let until = draft.heading.validUntil,
            until.value <= draft.heading.validFrom.value
        else { return }
        until.node.error("a version is in force until a date after validFrom")
    }

    private func checkServices() {
        var seen: Set<String> = []
        for service in draft.criticalServices where !seen.insert(service.value).inserted {
            service.node.warning("'\(service.value)' stands twice")
        }
    }
}
