internal import Messaging

// Who is told of priorities, hand-overs, breaches and of what is due soon.

extension Dispatch {
    mutating func tellDirection(_ payload: Event.Payload) {
        switch payload {
        case .classified(_, let amendment):
            tell(amendment)
            if amendment.changed.contains(.priority) { tellReporter(.priority(incident.category)) }
        case .impactAssessed(_, let amendment):
            tell(amendment)
            if incident.expedited { tellReporter(.expedited) }
        case .priorityDoubted(_, _, let amendment): tell(amendment)
        case .priorityOverridden(let ruling, let amendment):
            guard !ruling.isSuperseded else { return }
            tell(amendment)
            tellReporter(.priorityDecided(ruling.category))
        case .escalated(let escalation, let amendment): tell(escalation, amendment)
        case .securityFlagged(_, let amendment), .majorDeclared(_, let amendment): tell(amendment)
        case .knownErrorsOffered(let matches):
            change(.spoc, [.knownErrors], candidates: matches)
        case .breachClockStarted(let clock): remind(of: clock)
        case .clockWarned(let clock, _): remind(of: clock)
        default: break
        }
    }

    private mutating func tell(_ escalation: Escalation, _ amendment: Amendment?) {
        if let amendment {
            tell(amendment)
        } else if event.by != .spoc {
            change(.spoc, [.responsible])
        }
        guard !escalation.isHierarchical else { return }
        tellReporter(.escalated(to: escalation.to))
    }

    /// Who owes it is reminded while there is still time, and the SPOC, which follows every
    /// incident; the authority's reminders are notices.
    private mutating func remind(of clock: Clock) {
        change(.spoc, [.clock], clock: clock)
        if case .register(let code)? = clock.party, solvingRegisters.contains(code) {
            change(.register(code), [.clock], clock: clock)
        }
    }
}
