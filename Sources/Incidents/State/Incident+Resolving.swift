internal import Messaging

// How the incident evolves towards its end: proposals, releases, relations, closing.

extension Incident {
    mutating func applyResolving(_ event: Event) {
        switch event.payload {
        case .resolutionProposed(let proposal, let number): propose(proposal, number, event)
        case .resolutionDelivered(let number, let moment, _, let closesAt):
            change(number) { $0.standing = .delivered(at: moment, closesAt: closesAt) }
            // A text that came back after the closing, and has reached the reporter now.
            if status == .inProgress, handling.openProposal?.number == number {
                status = .resolved
            }
        case .resolutionUndelivered(let number, _): change(number) { $0.standing = .proposed }
        case .qualityAssured(let finding, let number):
            change(number) { $0.judge(finding) }
        case .accepted(let number): change(number) { $0.standing = .accepted(at: event.at) }
        case .objected(let number, _):
            if let number { change(number) { $0.standing = .objected(at: event.at) } }
            // Of a closed incident it leads to another one.
            if status != .closed { status = .inProgress }
        case .closed(let closure):
            handling.closure = closure
            status = .closed
            replaceDeadlines(at: event.at)
        case .reopened:
            handling.closure = nil
            supersedeOpen(at: event.at)
            status = .inProgress
        case .linked(let link):
            handling.master = link.of
            // One deadline for all reports of the same, and that is the master's.
            replaceDeadlines(at: event.at)
        case .unlinked: handling.master = nil
        case .childTaken(let link, let amendment): takeChild(link, amendment)
        case .childSettled(let outcome):
            guard let index = handling.children.firstIndex(where: { $0.id == outcome.child })
            else { return }
            handling.children[index].outcome = outcome.outcome
        case .split(let parts, let ids):
            handling.parts += ids
            // The first part stays; what it has that nothing maps goes beside what there was.
            unmapped = UnmappedFields.merging(parts.first?.unmapped, into: unmapped)
        case .releasePlanned(let plan): planRelease(plan, event)
        case .releaseNoticed(let release, let moment):
            change(release) { $0.noticedAt = $0.noticedAt ?? moment }
        case .released(let release, let kind, let moment, let together):
            finish(release, kind, moment, event)
            change(release) { $0.together = together ?? $0.together }
        case .releaseRolledBack(let rollback):
            change(rollback.release) {
                $0.rolledBackAt = event.at
                $0.together = rollback.together ?? $0.together
            }
            rollBack(at: event.at)
        case .closingReminded: break
        default: preconditionFailure("every event is applied somewhere")
        }
    }

    private mutating func propose(
        _ proposal: ResolutionProposal,
        _ number: Int,
        _ event: Event
    ) {
        supersedeOpen(at: event.at)
        for index in handling.proposals.indices { handling.proposals[index].text = nil }
        for index in handling.children.indices
        where handling.children[index].outcome == .objected {
            handling.children[index].outcome = nil
        }
        handling.proposals.append(
            Proposal(
                number: number,
                type: proposal.text.type ?? .solution,
                by: event.by ?? .broker,
                at: event.at,
                sequence: event.sequence,
                text: proposal.text,
                knowledge: proposal.knowledge,
                documented: proposal.documented,
                via: proposal.via
            )
        )
        if handling.proposals.count > Handling.proposalsMax { handling.proposals.removeFirst() }
        status = .resolved
    }

    private mutating func takeChild(_ link: ChildLink, _ amendment: Amendment?) {
        if let index = handling.children.firstIndex(where: { $0.id == link.child }) {
            handling.children[index].outcome = nil
        } else if handling.children.count < Handling.childrenMax {
            handling.children.append(Handling.Child(id: link.child))
        }
        if let amendment { apply(amendment) }
    }

    private mutating func planRelease(_ plan: ReleasePlan, _ event: Event) {
        if handling.releases.contains(where: { $0.release == plan.release }) {
            change(plan.release) {
                $0.plannedAt = plan.plannedAt
                $0.together = plan.together ?? $0.together
                $0.noticedAt = nil
                $0.sequence = event.sequence
                $0.rolledBackAt = nil
                $0.releasedAt = nil
            }
        } else {
            handling.releases.append(
                ReleaseRecord(
                    release: plan.release,
                    kind: plan.kind,
                    by: event.by ?? .broker,
                    plannedAt: plan.plannedAt,
                    sequence: event.sequence,
                    together: plan.together
                )
            )
            if handling.releases.count > Handling.releasesMax { handling.releases.removeFirst() }
        }
    }

    /// A release that nobody had planned is known from now on.
    private mutating func finish(
        _ release: String,
        _ kind: ReleaseKind,
        _ moment: Timestamp,
        _ event: Event
    ) {
        if !handling.releases.contains(where: { $0.release == release }) {
            planRelease(ReleasePlan(release: release, plannedAt: moment, kind: kind), event)
        }
        change(release) { $0.releasedAt = moment }
    }

    /// Promises that no longer stand: neither kept nor broken.
    mutating func replaceDeadlines(at moment: Timestamp) {
        for index in deadlines.indices where deadlines[index].isRunning {
            deadlines[index].outcome = .replaced(at: moment)
            deadlines[index].pausedAt = nil
        }
    }

    private mutating func supersedeOpen(at moment: Timestamp) {
        for index in handling.proposals.indices where handling.proposals[index].isOpen {
            handling.proposals[index].standing = .superseded(at: moment)
        }
    }

    /// What a release had solved is unsolved again.
    mutating func rollBack(at moment: Timestamp) {
        for index in handling.proposals.indices where handling.proposals[index].isOpen {
            handling.proposals[index].standing = .rolledBack(at: moment)
        }
        if status == .resolved { status = .inProgress }
    }

    private mutating func change(_ number: Int, _ change: (inout Proposal) -> Void) {
        guard let index = handling.proposals.firstIndex(where: { $0.number == number })
        else { return }
        change(&handling.proposals[index])
    }

    private mutating func change(_ release: String, _ change: (inout ReleaseRecord) -> Void) {
        guard let index = handling.releases.firstIndex(where: { $0.release == release })
        else { return }
        change(&handling.releases[index])
    }
}

extension Proposal {
    /// What was not approved closes nothing by itself.
    fileprivate mutating func judge(_ finding: QualityFinding) {
        isApproved = finding.approved
        if !finding.approved, case .delivered(let moment, _) = standing {
            standing = .delivered(at: moment, closesAt: nil)
        }
    }
}
