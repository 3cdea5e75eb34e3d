internal import Incidents
internal import Messaging

extension Course {
    /// Goes on by one event.
    mutating func apply(_ event: HistoryEvent) {
        eventCount += 1
        lastAt = max(lastAt, event.at)
        if policyVersions.last != event.policyVersion {
            policyVersions.append(event.policyVersion)
        }
        hear(event)
        takeIncident(event)
        takePromises(event)
        takeSteps(event)
        takeResolving(event)
        takeDeviation(event)
        turn(event)
    }

    /// What its reporter gets to see: a status, a public note, a resolution.
    private mutating func hear(_ event: HistoryEvent) {
        let isTold =
            event.told.status != nil || event.kind == .resolutionDelivered
            || (event.kind == .noteAdded && event.told.visibility == "public")
        guard isTold else { return }
        if status.isOpen {
            silenceMax = max(silenceMax, event.at.milliseconds - toldAt.milliseconds)
        }
        toldAt = max(toldAt, event.at)
    }

    private mutating func takeIncident(_ event: HistoryEvent) {
        let told = event.told
        // Of an escalation and a release `kind` is another word.
        let speaksOfIncident =
            [.reported, .updated, .classified].contains(event.kind)
            || (event.kind != .escalated && told.changed.contains("kind"))
        if speaksOfIncident, let word = told.kind { kind = word }
        status = told.status ?? status
        registers = told.registers ?? registers
        services = told.services ?? services
        processes = told.processes ?? processes
        isMajor =
            isMajor || processes.contains("major-incident") || event.kind == .majorDeclared
        itSecurity = told.itSecurity ?? itSecurity
        dataSecurity = told.dataSecurity ?? dataSecurity
        impact = told.impact ?? impact
        if let role = told.responsible {
            if !responsibles.isEmpty, role != responsible { handOvers += 1 }
            responsible = role
        }
        responsibles.insert(responsible)
        if let priority = told.priority {
            category = priority.category
            expedited = priority.expedited
        }
        if let category { categories.insert(category) } else { wasUnclassified = true }
        wasExpedited = wasExpedited || expedited
        guard event.kind == .reported else { return }
        reporterKind = told.reporterKind
        channel = told.channel
        environment = told.environment ?? environment
    }

    private mutating func takeSteps(_ event: HistoryEvent) {
        switch event.kind {
        case .workStarted: starts.append(Step(event.by, event.told.startedAt ?? event.at))
        case .escalated: escalations.append(Step(event.told.to ?? "", event.at))
        case .objected: objectedAt.append(event.at)
        case .reopened: reopenedAt.append(event.at)
        case .priorityDoubted: doubtedAt.append(event.at)
        case .priorityOverridden: overriddenAt.append(event.at)
        case .problemRelated: problemDecided = true
        case .linked: master = event.told.master
        case .unlinked: master = nil
        case .duplicateLinked:
            if let child = event.told.child { children.append(child) }
        default: break
        }
    }

    private mutating func takeResolving(_ event: HistoryEvent) {
        let told = event.told
        switch event.kind {
        case .resolutionProposed:
            proposals.append(
                ProposalCourse(
                    number: told.resolution ?? Int64(proposals.count + 1),
                    type: told.resolutionType,
                    by: event.by,
                    at: event.at
                )
            )
        case .resolutionDelivered:
            proposal(told) {
                $0.deliveredAt = told.deliveredAt ?? event.at
                $0.closesAt = told.closesAt
            }
        case .resolutionUndelivered:
            proposal(told) {
                $0.deliveredAt = nil
                $0.closesAt = nil
            }
        case .qualityAssured: proposal(told) { $0.approved = told.approved }
        case .accepted: proposal(told) { $0.acceptedAt = event.at }
        case .objected: proposal(told) { $0.objectedAt = event.at }
        case .releasePlanned: release(event) { $0.plannedAt = told.plannedAt }
        case .releaseNoticed: release(event) { $0.noticedAt = told.noticedAt ?? event.at }
        case .released: release(event) { $0.releasedAt = told.releasedAt ?? event.at }
        case .releaseRolledBack: release(event) { $0.rolledBackAt = event.at }
        case .closed:
            closures.append(ClosureCourse(reason: told.closure, at: told.closedAt ?? event.at))
            status = .closed
        default: break
        }
    }

    private mutating func proposal(
        _ told: EventMembers,
        _ change: (inout ProposalCourse) -> Void
    ) {
        guard
            let index = proposals.lastIndex(where: {
                told.resolution == nil || $0.number == told.resolution
            })
        else { return }
        change(&proposals[index])
    }

    private mutating func release(
        _ event: HistoryEvent,
        _ change: (inout ReleaseCourse) -> Void
    ) {
        guard let name = event.told.release else { return }
        if let index = releases.lastIndex(where: { $0.release == name }) {
            change(&releases[index])
            return
        }
        var new = ReleaseCourse(release: name, kind: event.told.kind, by: event.by)
        change(&new)
        releases.append(new)
    }

    private mutating func takeDeviation(_ event: HistoryEvent) {
        if event.kind == .deadlineMissed { takeLateStart(event) }
        guard let told = event.told.deviation else { return redeem(event) }
        switch event.kind {
        case .deviationRecorded: record(told, event)
        case .deviationWithdrawn: withdraw(told, event)
        default: break
        }
    }

    private mutating func record(
        _ told: EventMembers.DeviationShown,
        _ event: HistoryEvent
    ) {
        // A late start is told by its deadline already.
        deviations.removeAll {
            $0.code == told.code && $0.code == Self.startLate && $0.since == told.since
        }
        let principle =
            told.principle ?? Principle(text: told.code) ?? event.rules.first?.principle
        deviations.append(
            Departure(
                code: told.code,
                principle: principle ?? Principle(18),
                party: told.party ?? "",
                since: told.since,
                recordedAt: event.at,
                evidence: told.evidence,
                rules: event.rules.map(\.id)
            )
        )
        let last = deviations.count - 1
        if told.party == nil { deviations[last].party = suspect(of: deviations[last]) }
    }

    private mutating func withdraw(
        _ told: EventMembers.DeviationShown,
        _ event: HistoryEvent
    ) {
        let matches: (Departure) -> Bool = {
            $0.isOpen && $0.code == told.code && $0.since == told.since
        }
        let ruled = event.rules.map(\.id)
        let index =
            deviations.lastIndex { matches($0) && $0.rules == ruled }
            ?? deviations.lastIndex(where: matches)
        if let index { deviations[index].withdrawnAt = event.at }
    }

    /// A deadline of the contract that was missed is a departure from principle 3; an advisory
    /// one is information.
    private mutating func takeLateStart(_ event: HistoryEvent) {
        guard let deadline = event.told.deadline, !deadline.isAdvisory else { return }
        deviations.append(
            Departure(
                code: Self.startLate,
                principle: Principle(3),
                party: parties(of: deadline.role),
                since: deadline.due,
                recordedAt: event.at,
                evidence: [.init("due", deadline.due.rfc3339)],
                rules: event.rules.map(\.id)
            )
        )
    }

    /// Work had begun in time after all, as it turns out later.
    private mutating func redeem(_ event: HistoryEvent) {
        for index in deviations.indices
        where deviations[index].isOpen && deviations[index].code == Self.startLate {
            let due = deviations[index].since
            let isMet = promises.contains {
                $0.kind == "start-work" && $0.due == due && $0.isInTime == true
            }
            if isMet { deviations[index].withdrawnAt = event.at }
        }
    }

    private static let startLate = "P03.START_LATE"
}
