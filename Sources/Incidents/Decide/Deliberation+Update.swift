internal import Messaging

extension Deliberation {
    /// Takes over what really differs; nil, or what the update repeats.
    mutating func update(_ told: Report, _ command: Command) -> Repetition? {
        guard let incident else { return nil }
        let calls = told.calls.filter { !incident.calls.contains($0) }
        if let highest = incident.highestSequence(of: command.party),
            let sequence = command.sequence, sequence <= highest
        {
            return supersede(told, command, calls, incident)
        }

        let changes = changes(told, command, incident)
        let unmapped = UnmappedFields.merging(command.unmapped, into: incident.unmapped)
        let isNews = changes != Report() || unmapped != incident.unmapped
        // The sequence number of an update is news too: what is older must be known to be. A
        // report that says nothing new is the report sent twice.
        let isNewer = command.sequence != nil && command.action.isUpdate
        guard isNews || isNewer || !calls.isEmpty else { return .content }
        if isNews || isNewer {
            amend(incident, changes, unmapped == incident.unmapped ? nil : unmapped)
        }
        return calls.isEmpty ? nil : log(calls, command)
    }

    /// An update that a newer one has overtaken changes no field.
    ///
    /// The calls it tells of were made all the same.
    private mutating func supersede(
        _ told: Report,
        _ command: Command,
        _ calls: [PhoneCall],
        _ incident: Incident
    ) -> Repetition? {
        if !command.action.isUpdate, calls.isEmpty,
            changes(told, command, incident) == Report()
        {
            return .content
        }
        marks.append("superseded")
        record(.updated(Amendment(changed: [], report: Report())))
        return calls.isEmpty ? nil : log(calls, command)
    }

    private mutating func changes(
        _ told: Report,
        _ command: Command,
        _ incident: Incident
    ) -> Report {
        var told = told
        told.registers = told.registers.map(spelled)
        if command.party != .itsm, let security = told.security {
            // A breach once reported is cleared by the authority only (principle 7).
            told.security = security.raised(to: incident.security)
            if told.security != security { marks.append("security.not-lowered") }
        }
        return incident.report.difference(to: told)
    }

    private mutating func amend(_ before: Incident, _ changes: Report, _ unmapped: [UInt8]?) {
        var report = before.report
        report.take(changes)
        let category = report.category.flatMap(Category.init(rawValue:))
        let (old, new) = (facts(before.report, before.category), facts(report, category))
        let outcome = policy.outcome(of: new)
        let fired = outcome.fired.subtracting(policy.outcome(of: old).fired)

        var assessment = assess(report, category, outcome, reportedAt: before.reportedAt)
        if cause.party != .itsm { assessment.processes.formUnion(before.processes) }
        let owed = phoneDuties(raisedBy: new, from: old)
        let joined = assessment.recipients.filter { !before.recipients.contains($0) }
        let isHeld = policy.settings.phoneGraceSeconds > 0
        record(
            .updated(
                Amendment(
                    changed: changed(changes, unmapped, assessment, before),
                    report: changes,
                    unmapped: unmapped,
                    assessment: assessment,
                    pending: isHeld ? owed : [],
                    joined: joined,
                    left: before.recipients.filter { !assessment.recipients.contains($0) }
                )
            ),
            rules: policy.firedRules(fired) { !$0.recordsDeviation },
            notices: policy.notices(fired, new)
                + coOwnerNotices(joined, before.reportedAt)
        )
        for deviation in policy.deviations(fired, since: at, standing: .recorded(at: at)) {
            record(deviation, new)
        }
        if !isHeld {
            for deviation in owed { record(deviation, withCalls(new, of: deviation)) }
        }
    }

    /// Calls that became due because of the change, seen from now.
    ///
    /// The incident was raised to where there is a duty to phone, or a suspicion came up (edge
    /// case 6). A duty there was before stays judged as it was.
    private func phoneDuties(raisedBy new: Facts, from old: Facts) -> [Deviation] {
        var (old, new) = (old, new)
        old.setCalls([], since: at, occasion: .raise, policy: policy)
        new.setCalls([], since: at, occasion: .raise, policy: policy)
        let raised = policy.phoneRules(firedBy: new)
            .subtracting(policy.phoneRules(firedBy: old))
        guard !raised.isEmpty else { return [] }

        new.setCalls(incident?.calls ?? [], since: at, occasion: .raise, policy: policy)
        let met = raised.subtracting(policy.phoneRules(firedBy: new))
        return policy.deviations(
            raised.subtracting(met),
            since: at,
            occasion: .raise,
            standing: .pending(until: at.adding(seconds: policy.settings.phoneGraceSeconds))
        )
    }

    private func facts(_ report: Report, _ category: Category?) -> Facts {
        Facts(
            report,
            category: category,
            reportedAt: incident?.reportedAt ?? at,
            policy: policy
        )
    }

    /// Names of what changed, as messages about it say them.
    private func changed(
        _ changes: Report,
        _ unmapped: [UInt8]?,
        _ assessment: Assessment,
        _ before: Incident
    ) -> [ChangedMember] {
        var members = Set(changes.members)
        if assessment.category != before.category || assessment.expedited != before.expedited {
            members.insert(.priority)
        }
        if assessment.processes != before.processes { members.insert(.processes) }
        if assessment.responsible != before.responsible { members.insert(.responsible) }
        if assessment.deadlines != before.deadlines { members.insert(.deadlines) }
        if unmapped != nil { members.insert(.unmapped) }
        return ChangedMember.allCases.filter(members.contains)
    }
}

extension SecurityFlags {
    /// The graver of both, each breach for itself.
    fileprivate func raised(to other: SecurityFlags) -> SecurityFlags {
        SecurityFlags(
            itSecurity: max(itSecurity, other.itSecurity),
            dataSecurity: max(dataSecurity, other.dataSecurity)
        )
    }
}

extension Command.Action {
    fileprivate var isUpdate: Bool {
        if case .update = self { true } else { false }
    }
}
