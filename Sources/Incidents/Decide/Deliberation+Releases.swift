internal import Messaging

// Corrections on their way to production: the reporter is told strictly before (P15).
//
// The broker cannot stop a release, it can only warn and put on record.

extension Deliberation {
    mutating func take(_ plan: ReleasePlan, _ command: Command) -> Repetition? {
        guard !plan.release.isBlank else {
            refuse(.blank("release"))
            return nil
        }
        let before = incident?.handling.release(plan.release)
        // What is released already is not ahead any more.
        if let before, !before.isAhead, before.rolledBackAt == nil { return .step }
        if let before, before.isAhead, before.plannedAt == plan.plannedAt { return .content }

        let alertAt = plan.plannedAt.adding(
            seconds: -policy.settings.closing.releaseAlertSeconds
        )
        let isTold = policy.settings.closing.toolCountsAsDelivered
        let clock = Clock(
            kind: .release,
            subject: plan.release,
            party: command.party,
            from: at,
            due: max(alertAt, at)
        )
        record(
            .releasePlanned(plan),
            rules: [FiredRule(id: "P15.PLANNED", principle: Principle(15))],
            notices: [.releasePlanned(plan, policy.zone)],
            clocks: isTold ? [] : [clock]
        )
        if isTold { note(plan.release, at: at) }
        return nil
    }

    /// The reporter has been told of a release.
    mutating func note(_ release: String, at moment: Timestamp) {
        record(
            .releaseNoticed(release: release, at: moment),
            rules: [FiredRule(id: "P15.TOLD", principle: Principle(15))],
            clocks: incident?.handling.dropped(.release, release) ?? []
        )
    }

    mutating func finish(_ completion: ReleaseCompletion, _ command: Command) -> Repetition? {
        guard let incident, !completion.release.isBlank else {
            refuse(.blank("release"))
            return nil
        }
        let plan = incident.handling.release(completion.release)
        if let plan, !plan.isAhead { return .step }
        let moment = min(credible(completion.releasedAt ?? command.occurredAt), at)
        record(
            .released(
                release: completion.release,
                plan?.kind ?? incident.releaseKind(by: command.party),
                at: moment,
                together: completion.together
            ),
            rules: [FiredRule(id: "P15.RELEASED", principle: Principle(15))],
            clocks: incident.handling.dropped(.release, completion.release)
        )
        judge(completion.release, plan?.noticedAt, moment, command.party)
        return nil
    }

    /// Told at the very moment is not told before.
    private mutating func judge(
        _ release: String,
        _ noticedAt: Timestamp?,
        _ releasedAt: Timestamp,
        _ party: Party
    ) {
        if let noticedAt, noticedAt < releasedAt { return }
        var evidence = [
            Evidence("release", .words([release])), Evidence("releasedAt", .moment(releasedAt)),
        ]
        if let noticedAt { evidence.append(Evidence("noticedAt", .moment(noticedAt))) }
        record(
            noticedAt == nil ? "P15.RELEASED_WITHOUT_NOTICE" : "P15.NOTICE_AFTER",
            since: releasedAt,
            party: incident?.releasing(release, party),
            noticedAt == nil ? .releasedWithoutNotice : .noticedAfter,
            evidence: evidence
        )
    }

    /// What a release had solved is unsolved again (edge case 32).
    mutating func rollBack(_ rollback: ReleaseRollback) -> Repetition? {
        guard !rollback.reason.isBlank else {
            refuse(.blank("reason"))
            return nil
        }
        guard let release = incident?.handling.release(rollback.release) else {
            // A duplicate that was linked later has not heard of it.
            if cause.party == .broker { return .step }
            refuse(.releaseUnknown(rollback.release))
            return nil
        }
        guard release.releasedAt != nil, release.rolledBackAt == nil else { return .step }
        let rule = FiredRule(id: "P15.ROLLED_BACK", principle: Principle(15))
        record(
            .releaseRolledBack(rollback),
            rules: [rule],
            notices: [
                Notice(
                    reason: "release-rolled-back",
                    principle: rule.principle,
                    rule: rule.id,
                    text: .rolledBack(rollback.release),
                    evidence: [Evidence("release", .words([rollback.release]))]
                )
            ],
            clocks: incident?.handling.droppedAnswers ?? []
        )
        return nil
    }

    /// The release is near, its reporter has not been told: whoever releases is to see to it.
    mutating func alert(_ release: ReleaseRecord) {
        record(
            .clockWarned(
                Clock(
                    kind: .release,
                    subject: release.release,
                    party: release.by,
                    from: at,
                    due: release.plannedAt,
                    standing: .expired
                ),
                percent: 100
            ),
            rules: [FiredRule(id: "P15.ALERT", principle: Principle(15))],
            notices: [
                Notice(
                    reason: "release-untold",
                    principle: Principle(15),
                    rule: "P15.ALERT",
                    text: .releaseUntold,
                    evidence: [
                        Evidence("release", .words([release.release])),
                        Evidence("plannedAt", .moment(release.plannedAt)),
                    ]
                )
            ]
        )
    }
}

extension Handling {
    func release(_ id: String) -> ReleaseRecord? { releases.last { $0.release == id } }
}

extension ReleaseRecord {
    /// Planned, and neither done nor taken back.
    package var isAhead: Bool { releasedAt == nil && rolledBackAt == nil }
}

extension Incident {
    /// Who releases: the one who planned it, or told of it; of what another incident tells, who
    /// owes the solution.
    fileprivate func releasing(_ release: String, _ party: Party) -> Party? {
        let by = handling.release(release)?.by ?? party
        return by == .broker ? self.party(in: responsible) : by
    }

    fileprivate func releaseKind(by party: Party) -> ReleaseKind {
        (party.role ?? responsible) == .supplier ? .technical : .data
    }
}

extension Notice {
    fileprivate static func releasePlanned(_ plan: ReleasePlan, _ zone: CivilZone) -> Notice {
        Notice(
            reason: "release-planned",
            principle: Principle(15),
            rule: "P15.PLANNED",
            text: .releasePlanned(plan.release, plan.plannedAt, zone),
            evidence: [
                Evidence("release", .words([plan.release])),
                Evidence("kind", .words([plan.kind.rawValue])),
                Evidence("plannedAt", .moment(plan.plannedAt)),
            ]
        )
    }
}

extension Rejection {
    fileprivate static func releaseUnknown(_ release: String) -> Rejection {
        Rejection(
            .contentInvalid,
            "No release \(release) of this incident is known.",
            remedy: "Name the release as it was planned or finished.",
            pointer: "/release"
        )
    }
}
