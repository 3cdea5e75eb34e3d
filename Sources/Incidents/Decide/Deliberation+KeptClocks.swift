internal import Messaging

// Clocks that follow from how the incident stands, whatever brought it there.
//
// After every event they are what the policy wants them to be now: nobody who changes an incident
// has to think of them.

extension Deliberation {
    /// The clocks that an event sets, moves or stops.
    func clocksKept(after event: Event, _ before: StandingBefore?) -> [Clock] {
        let settings = policy.settings.clocks
        guard settings.keepsAny || incident?.handling.plan != nil, let incident else { return [] }
        var kept: [Clock] = []
        keepUptake(incident, settings, event, &kept)
        keepStartOfWork(incident, settings, &kept)
        keepAssignment(incident, settings, &kept)
        keepPlan(incident, settings, &kept)
        keepCorrection(incident, &kept)
        keepRating(incident, settings, before, &kept)
        keepStatus(incident, settings, before, &kept)
        keepProgress(incident, settings, before, event, &kept)
        return kept
    }

    /// The SPOC's tool has it when it says anything about it (P1).
    private func keepUptake(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ event: Event,
        _ kept: inout [Clock]
    ) {
        guard let seconds = settings.uptakeSeconds else { return }
        if case .reported = event.payload, event.by != .spoc {
            let due = at.adding(seconds: seconds)
            kept.append(Clock(kind: .uptake, party: .spoc, from: at, due: due))
        } else if event.by == .spoc || incident.isSettled {
            kept += incident.handling.stopped(.uptake)
        }
    }

    private func keepStartOfWork(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ kept: inout [Clock]
    ) {
        guard settings.startWorkWarning, let deadline = incident.runningDeadline,
            !incident.isSettled
        else {
            kept += incident.handling.stopped(.startWork)
            return
        }
        keep(
            .warning(
                .startWork,
                party: incident.party(in: deadline.role),
                from: deadline.start,
                due: deadline.due
            ),
            incident,
            &kept
        )
    }

    /// Somebody is to have been assigned in good time (P9).
    private func keepAssignment(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ kept: inout [Clock]
    ) {
        guard let percent = settings.assignmentPercent, let deadline = incident.runningDeadline,
            !incident.isSettled, incident.handling.assignment == nil
        else {
            kept += incident.handling.stopped(.assignment)
            return
        }
        let length = deadline.due.milliseconds - deadline.start.milliseconds
        let due = deadline.start.adding(milliseconds: length * Int64(percent) / 100)
        guard due > at || incident.handling.clock(.assignment)?.due == due else { return }
        keep(
            Clock(
                kind: .assignment,
                party: incident.party(in: deadline.role),
                from: deadline.start,
                due: due
            ),
            incident,
            &kept
        )
    }

    /// When and how, by the time the register's work should have begun (P10).
    private func keepPlan(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ kept: inout [Clock]
    ) {
        let deadline = incident.deadlines.last {
            $0.role == .registerAuthority && !$0.isReplaced && $0.pausedAt == nil
        }
        guard settings.plan, incident.responsible == .registerAuthority, let deadline,
            incident.handling.plan == nil, !incident.isSettled
        else {
            kept += incident.handling.stopped(.plan)
            return
        }
        guard deadline.due > at || incident.handling.clock(.plan) != nil else { return }
        keep(
            .warning(
                .plan,
                party: incident.party(in: .registerAuthority),
                from: deadline.from,
                due: deadline.due
            ),
            incident,
            &kept
        )
    }

    /// The time that was given for the correction (P10).
    private func keepCorrection(_ incident: Incident, _ kept: inout [Clock]) {
        guard let plan = incident.handling.plan, !incident.isSettled else {
            kept += incident.handling.stopped(.correction)
            return
        }
        if let clock = incident.handling.clock(.correction), clock.due == plan.when { return }
        guard plan.when > at else { return }
        kept.append(
            Clock(
                kind: .correction,
                party: incident.party(in: incident.responsible),
                from: at,
                due: plan.when
            )
        )
    }

    /// How large the impact is, when the reporter has not said (P4).
    private func keepRating(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ before: StandingBefore?,
        _ kept: inout [Clock]
    ) {
        let level = incident.handling.ruling.impact ?? incident.report.impact?.level
        guard level == nil, !incident.isSettled, let category = incident.category,
            let span = settings.rating[category]
        else {
            kept += incident.handling.stopped(.rating)
            return
        }
        if incident.handling.clock(.rating) != nil, before?.category == category { return }
        guard let due = policy.end(of: span, from: incident.registeredAt), due > at else { return }
        kept.append(Clock(kind: .rating, party: .spoc, from: incident.registeredAt, due: due))
    }

    /// The reporter is to hear how it goes (P14): from the last news on, unless it is the
    /// reporter's turn, or the incident has come to its end.
    private func keepStatus(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ before: StandingBefore?,
        _ kept: inout [Clock]
    ) {
        guard incident.isBeingHandled, let category = incident.category,
            let span = settings.status[category]
        else {
            kept += incident.handling.stopped(.status)
            return
        }
        let clock = incident.handling.clock(.status)
        let from = lastNews(incident, clock, before)
        if let clock, clock.from == from, before?.category == category { return }
        for start in [from, at] {
            guard let due = policy.end(of: span, from: start) else { return }
            guard due > at else { continue }
            let party = incident.party(in: incident.responsible)
            kept.append(.warning(.status, party: party, from: start, due: due))
            return
        }
    }

    private func lastNews(
        _ incident: Incident,
        _ clock: Clock?,
        _ before: StandingBefore?
    ) -> Timestamp {
        let told = incident.handling.toldAt ?? incident.registeredAt
        if let clock { return max(told, clock.from) }
        // The reporter has had its turn: the wait for news begins anew.
        return before == nil || before?.status.isBeingHandled == true ? told : at
    }

    /// Something is to move (P22).
    private func keepProgress(
        _ incident: Incident,
        _ settings: ClockSettings,
        _ before: StandingBefore?,
        _ event: Event,
        _ kept: inout [Clock]
    ) {
        guard policy.settings.principles.contains(22), incident.isBeingHandled,
            let category = incident.category, let span = settings.progress[category]
        else {
            kept += incident.handling.stopped(.progress)
            return
        }
        let isKept = incident.handling.clock(.progress) != nil && before?.category == category
        guard !isKept || event.isProgress(of: incident),
            let due = policy.end(of: span, from: at)
        else { return }
        let party = incident.party(in: incident.responsible)
        kept.append(.warning(.progress, party: party, from: at, due: due))
    }

    /// Unless the same promise is kept already, or has gone off.
    private func keep(_ clock: Clock, _ incident: Incident, _ kept: inout [Clock]) {
        if let known = incident.handling.clock(clock.kind, clock.subject),
            known.from == clock.from, known.due == clock.due
        {
            return
        }
        var clock = clock
        // Stopped and set again for the same time, it has warned already.
        if let warnAt = clock.warnAt, warnAt <= at { clock.standing = .warned }
        kept.append(clock)
    }
}

extension Policy {
    /// When a span that begins then is over; nil when its calendar never gets there.
    func end(of span: ClockSettings.Span, from: Timestamp) -> Timestamp? {
        guard let calendar = calendars[span.calendar] else { return nil }
        return span.period.deadline(from: from, calendar: calendar, zone: zone)
    }
}

extension Incident {
    /// The start of work that is owed now; nil while its time stands still, too.
    var runningDeadline: Deadline? { deadlines.last { $0.isCounting } }

    /// It is with those who solve, not with the reporter, and not at its end.
    var isBeingHandled: Bool { status.isBeingHandled }

    /// Put to the reporter as resolved, or closed.
    var isSettled: Bool { status == .resolved || status == .closed }
}

extension IncidentStatus {
    var isBeingHandled: Bool {
        switch self {
        case .registered, .acknowledged, .inProgress: true
        case .pending, .resolved, .closed: false
        }
    }
}

extension Event {
    /// Whether somebody who handles the incident has moved it (P22): time and the reporter's own
    /// messages move nothing.
    func isProgress(of incident: Incident) -> Bool {
        guard let by, by != .broker else { return false }
        switch payload {
        case .acknowledged, .workStarted, .classified, .impactAssessed, .priorityOverridden,
            .assigned, .escalated, .reporterAwaited, .planned, .resolutionProposed,
            .releasePlanned, .released, .resourceNeeded, .majorDeclared:
            return true
        case .noteAdded: return by == .spoc || by.role == .registerAuthority
        default: return false
        }
    }
}
