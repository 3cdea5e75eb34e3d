internal import Messaging

// What incidents have to do with each other: duplicates and their master, parts (P20).

extension Deliberation {
    // MARK: A duplicate

    mutating func linkDuplicate(_ link: DuplicateLink) -> Repetition? {
        guard let incident else { return nil }
        if incident.handling.master == link.of { return .step }
        guard link.of != incident.id, incident.handling.children.isEmpty else {
            refuse(.noDuplicate)
            return nil
        }
        record(
            .linked(link),
            rules: [FiredRule(id: "P20.DUPLICATE", principle: Principle(20))]
        )
        return nil
    }

    /// There is no such master: what the link did is undone, and the times it took away are owed
    /// again.
    mutating func unlink(_ refusal: LinkRefusal) -> Repetition? {
        guard let incident, incident.handling.master == refusal.master else { return .step }
        record(
            .unlinked(refusal),
            rules: [FiredRule(id: "P20.UNLINKED", principle: Principle(20))]
        )
        guard incident.status != .closed, let linkedAt = refusal.asked?.at else { return nil }
        var deadlines = incident.deadlines
        for index in deadlines.indices
        where deadlines[index].outcome == .replaced(at: linkedAt) && deadlines[index].isOf(incident)
        {
            deadlines[index].outcome = .running
        }
        guard deadlines != incident.deadlines else { return nil }
        record(
            .deadlinesMoved(deadlines),
            rules: [FiredRule(id: "P20.UNLINKED", principle: Principle(20))]
        )
        return nil
    }

    /// The master tells how it goes; its duplicate goes the same way.
    mutating func follow(_ progress: MasterProgress) -> Repetition? {
        guard let incident, incident.handling.master == progress.master,
            incident.status != .closed
        else { return .step }
        switch progress.status {
        case .registered, .pending: return .step
        case .acknowledged:
            guard incident.status == .registered else { return .step }
            record(.acknowledged)
        case .inProgress: return followIntoWork(incident)
        case .resolved:
            guard let text = progress.text else { return .step }
            if incident.handling.openProposal?.text == text { return .content }
            put(ResolutionProposal(text: text), by: .broker)
        case .closed: close(.duplicate, nil)
        }
        return nil
    }

    private mutating func followIntoWork(_ incident: Incident) -> Repetition? {
        switch incident.status {
        case .registered, .acknowledged: record(.workStarted(at: at))
        case .resolved:
            record(.resumed, clocks: incident.handling.droppedAnswers)
        case .inProgress, .pending, .closed: return .step
        }
        return nil
    }

    // MARK: A master

    mutating func takeChild(_ link: ChildLink) -> Repetition? {
        guard let incident else { return nil }
        let known = incident.handling.children.first { $0.id == link.child }
        guard known == nil || known?.outcome != nil else { return .step }
        guard known != nil || incident.handling.children.count < Handling.childrenMax else {
            refuse(.tooManyDuplicates)
            return nil
        }
        record(
            .childTaken(link, earlier(link, incident)),
            rules: [FiredRule(id: "P20.DUPLICATE", principle: Principle(20))]
        )
        return nil
    }

    /// One deadline for all of them, from the earliest report (edge case 23).
    private func earlier(_ link: ChildLink, _ incident: Incident) -> Amendment? {
        guard let index = incident.deadlines.firstIndex(where: \.isCounting),
            link.registeredAt < incident.deadlines[index].from
        else { return nil }
        var deadlines = incident.deadlines
        var deadline = deadlines[index]
        guard
            let promise = policy.startOfWork(
                deadline.category,
                deadline.role,
                deadline.environment
            ),
            let calendar = policy.calendars[promise.calendar],
            let due = promise.within.deadline(
                from: link.registeredAt,
                calendar: calendar,
                zone: policy.zone
            )
        else { return nil }
        deadline.from = link.registeredAt
        deadline.due = due.adding(milliseconds: deadline.waited)
        deadlines[index] = deadline
        return Amendment(
            changed: [.deadlines],
            report: Report(),
            assessment: Assessment(
                category: incident.category,
                expedited: incident.expedited,
                processes: incident.processes,
                responsible: incident.responsible,
                recipients: incident.recipients,
                deadlines: deadlines
            )
        )
    }

    /// A duplicate's reporter has had its say: one objection holds the master, and the last
    /// acceptance lets it go.
    mutating func settle(_ outcome: ChildOutcome) -> Repetition? {
        guard let incident,
            let child = incident.handling.children.first(where: { $0.id == outcome.child }),
            child.outcome != outcome.outcome
        else { return .step }
        record(
            .childSettled(outcome),
            rules: [FiredRule(id: "P17.DUPLICATE_SETTLED", principle: Principle(17))]
        )
        guard incident.status == .resolved else { return nil }
        if outcome.outcome == .objected {
            objected(incident.handling.openProposal?.number, nil)
        } else if let (reason, type) = ownOutcome(incident) {
            closeWhenSettled(reason, type)
        }
        return nil
    }

    /// What the master's own reporter has come to; nil: may still object.
    private func ownOutcome(_ incident: Incident) -> (Closure.Reason, ResolutionType)? {
        guard let last = incident.handling.proposals.last else { return nil }
        if case .accepted = last.standing { return (.accepted, last.type) }
        if let closesAt = incident.handling.closesAt, closesAt <= at {
            return (.tenDays, last.type)
        }
        return nil
    }

    // MARK: Parts

    /// The first part keeps the incident, its number and its times; each other becomes one of its
    /// own that inherits them (edge case 24).
    mutating func split(_ parts: [SplitPart]) -> Repetition? {
        guard let incident else { return nil }
        guard (2...Self.partsMax).contains(parts.count),
            !parts.contains(where: { $0.title.isBlank })
        else {
            refuse(.noParts)
            return nil
        }
        let earlier = incident.handling.parts.count
        let ids = (0..<parts.count - 1).compactMap { incident.partID(earlier + $0) }
        guard ids.count == parts.count - 1, earlier + ids.count <= Handling.partsMax else {
            refuse(.noParts)
            return nil
        }
        record(
            .split(parts, ids: ids),
            rules: [FiredRule(id: "P20.SPLIT", principle: Principle(20))]
        )
        return nil
    }

    private static let partsMax = 16
}

extension Deadline {
    /// Of the incident as it is now, not as it was when the deadline was set.
    fileprivate func isOf(_ incident: Incident) -> Bool {
        category == incident.category && role == incident.responsible
            && environment == incident.environment
    }
}

extension Rejection {
    fileprivate static let noDuplicate = Rejection(
        .stateForbidden,
        "An incident is no duplicate of itself, and one that has duplicates becomes none (P20).",
        remedy: "Link its duplicates to the other incident first.",
        pointer: "/of"
    )

    fileprivate static let tooManyDuplicates = Rejection(
        .stateForbidden,
        "The incident has \(Handling.childrenMax) duplicates, and takes no more.",
        remedy: "Link the incident to another one.",
        pointer: "/child"
    )

    fileprivate static let noParts = Rejection(
        .contentInvalid,
        "An incident is split in 2 to 16 parts that each have a title (P20).",
        remedy: "Name the part that stays first, and every other one after it.",
        pointer: "/parts"
    )
}
