internal import Messaging

// Known workarounds and solutions are used as far as possible (P11).

extension Deliberation {
    /// Known errors that a new incident may be one of.
    mutating func offerKnownErrors() {
        guard let incident else { return }
        let matches = policy.knownErrors(like: incident.effectiveReport, at: at)
        guard !matches.isEmpty else { return }
        record(
            .knownErrorsOffered(matches),
            rules: [FiredRule(id: "P11.KNOWN_ERROR", principle: Principle(11))]
        )
    }

    /// Whether what was offered was used, or something else that is known.
    ///
    /// Only of an incident that was solved: one that was withdrawn needs no known error.
    mutating func checkKnownErrorsUsed(_ closure: Closure) {
        guard let incident, closure.reason == .accepted || closure.reason == .tenDays,
            incident.hasUnusedCandidates
        else { return }
        record(
            "P11.KNOWN_NOT_USED",
            since: incident.registeredAt,
            party: incident.handling.proposals.last?.by,
            .knownNotUsed,
            evidence: [Evidence("offered", .words(incident.handling.candidates))]
        )
    }
}

extension Incident {
    /// Known errors were offered, and no proposal names one as its source.
    var hasUnusedCandidates: Bool {
        !handling.candidates.isEmpty && !handling.proposals.contains { $0.knowledge != nil }
    }
}
