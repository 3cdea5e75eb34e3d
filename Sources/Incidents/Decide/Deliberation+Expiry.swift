internal import Messaging

// What it means that a clock's time is over.

/// The departure that it is when a clock's time is over and what it waits for has not happened.
private struct Lapse {
    let code: String
    let text: Sentence
    /// What the clock's beginning is called in the evidence.
    let beginning: String
    /// The moment it is judged by: when it was due, or when it began.
    var isSinceDue = true
    /// Whether whoever owed it departed; otherwise nobody can be named.
    var isOwed = true

    /// Nil: something else follows from such a clock.
    init?(_ kind: Clock.Kind) {
        switch kind {
        // The reporter has heard nothing for longer than the policy allows.
        case .status: self.init("P14.SILENCE", .silence, from: "lastNews", isSinceDue: false)
        // The SPOC's tool has shown no sign of the incident: it is in one tool only.
        case .uptake:
            self.init("P01.FORWARD_FAILED", .notTakenUp, from: "forwardedAt", isSinceDue: false)
            isOwed = false
        case .plan: self.init("P10.NO_PLAN", .noPlan, from: "handedOverAt")
        case .correction: self.init("P10.PLAN_PASSED", .planPassed, from: "plannedAt")
        case .assignment: self.init("P09.NOT_ESCALATED", .notEscalated, from: "from")
        case .rating: self.init("P04.NOT_RATED", .notRated, from: "registeredAt")
        case .progress:
            self.init(
                "P22.NO_PROGRESS_NOT_ESCALATED",
                .noProgress,
                from: "lastProgress",
                isSinceDue: false
            )
        case .startWork, .doubt, .closing, .undelivered, .approval, .release, .breach,
            .nis2Early, .nis2Notification, .nis2Final:
            return nil
        }
    }

    private init(
        _ code: String,
        _ text: Sentence,
        from beginning: String,
        isSinceDue: Bool = true
    ) {
        self.code = code
        self.text = text
        self.beginning = beginning
        self.isSinceDue = isSinceDue
    }
}

extension Deliberation {
    /// What was owed by then has not happened.
    mutating func lapse(_ clock: Clock) {
        guard let lapse = Lapse(clock.kind) else { return }
        var evidence: [Evidence] = []
        if let category = incident?.category {
            evidence.append(Evidence("category", .words([category.rawValue])))
        }
        evidence.append(Evidence(lapse.beginning, .moment(clock.from)))
        evidence.append(Evidence("due", .moment(clock.due)))
        record(
            lapse.code,
            since: lapse.isSinceDue ? clock.due : clock.from,
            party: lapse.isOwed ? clock.party : nil,
            lapse.text,
            evidence: evidence
        )
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
