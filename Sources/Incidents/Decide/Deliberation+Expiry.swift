internal import Messaging

// What it means that a clock's time is over.

extension Deliberation {
    /// The reporter has heard nothing for longer than the policy allows (P14).
    mutating func silenceCame(_ clock: Clock) {
        record(
            "P14.SILENCE",
            since: clock.from,
            party: clock.party,
            .silence,
            evidence: evidence(of: clock, from: "lastNews")
        )
    }

    mutating func planDue(_ clock: Clock) {
        record(
            "P10.NO_PLAN",
            since: clock.due,
            party: clock.party,
            .noPlan,
            evidence: evidence(of: clock, from: "handedOverAt")
        )
    }

    mutating func correctionDue(_ clock: Clock) {
        record(
            "P10.PLAN_PASSED",
            since: clock.due,
            party: clock.party,
            .planPassed,
            evidence: evidence(of: clock, from: "plannedAt")
        )
    }

    mutating func assignmentDue(_ clock: Clock) {
        record(
            "P09.NOT_ESCALATED",
            since: clock.due,
            party: clock.party,
            .notEscalated,
            evidence: evidence(of: clock, from: "from")
        )
    }

    mutating func ratingDue(_ clock: Clock) {
        record(
            "P04.NOT_RATED",
            since: clock.due,
            party: clock.party,
            .notRated,
            evidence: evidence(of: clock, from: "registeredAt")
        )
    }

    mutating func progressDue(_ clock: Clock) {
        record(
            "P22.NO_PROGRESS_NOT_ESCALATED",
            since: clock.from,
            party: clock.party,
            .noProgress,
            evidence: evidence(of: clock, from: "lastProgress")
        )
    }

    private func evidence(of clock: Clock, from name: String) -> [Evidence] {
        var evidence: [Evidence] = []
        if let category = incident?.category {
            evidence.append(Evidence("category", .words([category.rawValue])))
        }
        evidence.append(Evidence(name, .moment(clock.from)))
        evidence.append(Evidence("due", .moment(clock.due)))
        return evidence
    }

    /// What an event leads to by itself, whoever brought it about.
    mutating func considerWhatFollows(from event: Event) {
        switch event.payload {
        // One incident, one ticket (P20).
        case .split(_, let ids) where policy.settings.principles.contains(20):
            guard let incident else { return }
            record(
                "P20.MIXED_TICKET",
                since: incident.registeredAt,
                party: incident.reportedBy,
                .mixedTicket,
                evidence: [Evidence("parts", .number(ids.count))]
            )
        case .reported:
            checkControllersTold()
            offerKnownErrors()
        case .updated, .classified, .securityFlagged: checkControllersTold()
        case .closed(let closure): checkKnownErrorsUsed(closure)
        case .clockExpired(let clock) where clock.kind == .doubt: settleDoubt()
        default: break
        }
    }
}
