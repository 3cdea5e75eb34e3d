extension Event {
    /// Whether the reporter hears of it, so that its wait for news begins anew (P14).
    ///
    /// What the reporter does itself is no news to it, nor is what only those who solve are told.
    func tellsReporter(of reportedBy: Party) -> Bool {
        switch payload {
        case .noteAdded(let note): note.visibility == .public && by != reportedBy
        case .acknowledged, .workStarted, .reporterAwaited, .planned, .resolutionProposed,
            .releasePlanned, .releaseNoticed, .released, .releaseRolledBack, .closingReminded,
            .closed, .reopened, .retyped:
            by != reportedBy
        case .priorityOverridden(let ruling, _): !ruling.isSuperseded
        case .classified(_, let amendment): amendment.changed.contains(.priority)
        case .impactAssessed(_, let amendment): amendment.assessment?.expedited == true
        case .escalated(let escalation, _): !escalation.isHierarchical
        default: false
        }
    }
}
