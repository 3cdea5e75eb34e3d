internal import Messaging

extension Deliberation {
    /// What the rules' outcome means for this incident, as it is now and was before.
    func assess(
        _ report: Report,
        _ category: Category?,
        _ outcome: RuleOutcome,
        reportedAt: Timestamp
    ) -> Assessment {
        let recipients =
            outcome.forwardsToRegister ? recipients(report.registers ?? [], reportedAt) : []
        // A register authority that nobody can be told at solves nothing: the SPOC keeps it.
        let responsible = recipients.isEmpty ? .supplier : outcome.responsible ?? .supplier
        return Assessment(
            category: category,
            expedited: outcome.expedited,
            processes: outcome.processes,
            responsible: responsible,
            recipients: recipients,
            deadlines: deadlines(category, responsible, report.environment ?? .production)
        )
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
        _ environment: Environment
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
            let calendar = policy.calendars[promise.calendar],
            let due = promise.within.deadline(from: at, calendar: calendar, zone: policy.zone)
        else { return deadlines }

        deadlines.append(
            Deadline(
                category: category,
                role: role,
                environment: environment,
                from: at,
                due: due,
                advisory: promise.advisory,
                principle: promise.principle
            )
        )
        while deadlines.count > Incident.deadlinesMax {
            deadlines.remove(at: deadlines.firstIndex { $0.isReplaced } ?? 0)
        }
        return deadlines
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
