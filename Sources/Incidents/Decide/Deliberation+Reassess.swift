internal import Messaging

/// What is to be different about an incident.
struct Revision {
    /// Of the report, by its reporter's tool.
    var changes = Report()
    var unmapped: [UInt8]?
    /// As it will be.
    var handling: Handling
    /// Whether the change is one that had to be phoned in before (P5, P7).
    var owesCalls = true
    /// When a new deadline starts; nil: now.
    var from: Timestamp?
    var clocks: [Clock] = []
    /// What the authority is told of it beside what the policy's rules say.
    var notices: [Notice] = []
}

extension Deliberation {
    /// Judges an incident anew that is another than it was, and records it as `payload` has it.
    mutating func reassess(
        _ before: Incident,
        _ revision: Revision,
        _ payload: (Amendment) -> Event.Payload
    ) {
        var told = before.report
        told.take(revision.changes)
        let ruling = revision.handling.ruling
        let report = told.ruled(by: ruling)
        let category = told.category(ruledBy: ruling)
        let old = facts(of: before)
        let new = facts(report, category)
        let outcome = policy.outcome(of: new)
        let fired = outcome.fired.subtracting(policy.outcome(of: old).fired)

        var assessment = assess(
            report,
            category,
            outcome,
            reportedAt: before.reportedAt,
            handling: revision.handling,
            from: revision.from
        )
        if cause.party != .itsm { assessment.processes.formUnion(before.processes) }
        markReturn(before, assessment)
        let owed = revision.owesCalls ? phoneDuties(raisedBy: new, from: old) : []
        let isHeld = policy.settings.phoneGraceSeconds > 0
        var amendment = amendment(before, revision, report, assessment)
        amendment.pending = isHeld ? owed : []
        record(
            payload(amendment),
            rules: policy.firedRules(fired) { !$0.recordsDeviation },
            notices: policy.notices(fired, new)
                + coOwnerNotices(amendment.joined, before.reportedAt) + revision.notices,
            clocks: revision.clocks
        )
        for deviation in policy.deviations(
            fired,
            since: at,
            standing: .recorded(at: at),
            by: departing(report, before.reportedAt)
        ) {
            record(deviation, new)
        }
        if !isHeld {
            for deviation in owed { record(deviation, withCalls(new, of: deviation)) }
        }
    }

    private func amendment(
        _ before: Incident,
        _ revision: Revision,
        _ report: Report,
        _ assessment: Assessment
    ) -> Amendment {
        var changes = before.effectiveReport.difference(to: report)
        changes.take(revision.changes)
        return Amendment(
            changed: changed(changes, revision.unmapped, assessment, before),
            report: revision.changes,
            unmapped: revision.unmapped,
            assessment: assessment,
            joined: assessment.recipients.filter { !before.recipients.contains($0) },
            left: before.recipients.filter { !assessment.recipients.contains($0) }
        )
    }

    /// An incident that was with a register and was the supplier's after all (edge case 12).
    private mutating func markReturn(_ before: Incident, _ assessment: Assessment) {
        guard before.responsible == .registerAuthority, assessment.responsible == .supplier
        else { return }
        marks.append("misrouted")
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
            standing: .pending(until: at.adding(seconds: policy.settings.phoneGraceSeconds)),
            by: { _ in cause.party }
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
