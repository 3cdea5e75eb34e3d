internal import Messaging

extension Deliberation {
    /// What the rules' outcome and the word of those who handle it mean for this incident, as it
    /// is now and was before.
    ///
    /// `from` is when a new deadline starts; it is never in the past.
    func assess(
        _ report: Report,
        _ category: Category?,
        _ outcome: RuleOutcome,
        reportedAt: Timestamp,
        handling: Handling = Handling(),
        from: Timestamp? = nil
    ) -> Assessment {
        let ruled = handling.ruling.responsible
        let isForwarded = outcome.forwardsToRegister || ruled == .registerAuthority
        let recipients = isForwarded ? recipients(report.registers ?? [], reportedAt) : []
        // A register authority that nobody can be told at solves nothing: the SPOC keeps it.
        let responsible = recipients.isEmpty ? .supplier : ruled ?? outcome.responsible ?? .supplier
        let major: SecurityProcesses = handling.ruling.isMajor ? .majorIncident : []
        return Assessment(
            category: category,
            expedited: outcome.expedited || handling.isDoubtedUpwards(from: category),
            processes: outcome.processes.union(major),
            responsible: responsible,
            recipients: recipients,
            deadlines: deadlines(
                category,
                responsible,
                report.environment ?? .production,
                from: from ?? startOfTime(for: responsible)
            )
        )
    }

    /// From when a deadline that begins now counts: a supplier who was sent the incident back
    /// could not have acted before, unless the policy lays the detour at its own door.
    private func startOfTime(for role: ResponsibleRole) -> Timestamp {
        guard let incident, role == .supplier, incident.responsible == .registerAuthority,
            policy.settings.clocks.misrouted == .registration
        else { return at }
        return incident.registeredAt
    }

    /// Registers whose authority, as it was when the incident was reported, has named somebody
    /// who receives incidents.
    private func recipients(_ registers: [String], _ reportedAt: Timestamp) -> [String] {
        registers.filter {
            policy.registers[$0]?.ownership(at: reportedAt)?.recipient != nil
        }
    }

    /// The deadlines with the one that holds now.
    ///
    /// A promise that still stands is left alone. Another one starts now, never in the past, and
    /// replaces what has not been met or missed; what has is kept (edge cases 6 and 12).
    private func deadlines(
        _ category: Category?,
        _ role: ResponsibleRole,
        _ environment: Environment,
        from: Timestamp
    ) -> [Deadline] {
        var deadlines = incident?.deadlines ?? []
        if let last = deadlines.last(where: { !$0.isReplaced }), last.category == category,
            last.role == role, last.environment == environment
        {
            return deadlines
        }
        for index in deadlines.indices where deadlines[index].isRunning {
            deadlines[index].outcome = .replaced(at: at)
        }
        guard let category, incident?.isWorkStarted(by: role) != true,
            let promise = policy.startOfWork(category, role, environment),
            let span = span(of: promise, from: from)
        else { return deadlines }

        deadlines.append(
            Deadline(
                category: category,
                role: role,
                environment: environment,
                from: span.from,
                due: span.due,
                advisory: promise.advisory,
                principle: promise.principle
            )
        )
        while deadlines.count > Incident.deadlinesMax {
            deadlines.remove(at: deadlines.firstIndex { $0.isReplaced } ?? 0)
        }
        return deadlines
    }

    /// From then, or from now when that would be over already: nobody is late at once.
    private func span(
        of promise: StartOfWorkDeadline,
        from: Timestamp
    ) -> (from: Timestamp, due: Timestamp)? {
        guard let calendar = policy.calendars[promise.calendar] else { return nil }
        for start in [from, at] {
            let due = promise.within.deadline(from: start, calendar: calendar, zone: policy.zone)
            if let due, due > at { return (start, due) }
        }
        return nil
    }

    /// Registers with several owners: the lead is sent the incident, and the authority is asked
    /// to tell the others (edge case 26).
    func coOwnerNotices(_ recipients: [String], _ reportedAt: Timestamp) -> [Notice] {
        recipients.compactMap { code in
            guard let owners = policy.registers[code]?.ownership(at: reportedAt)?.coOwners,
                !owners.isEmpty
            else { return nil }
            return Notice(
                reason: "co-owners",
                principle: Principle(10),
                rule: "register.co-owners",
                text: .coOwners(of: code),
                evidence: [
                    Evidence("register", .words([code])), Evidence("co-owners", .words(owners)),
                ]
            )
        }
    }
}
