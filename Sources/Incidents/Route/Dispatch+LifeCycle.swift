internal import Messaging

// Who is told of an incident's way to its end.

extension Dispatch {
    mutating func tellCourse(_ payload: Event.Payload) {
        switch payload {
        case .assigned: tellSolving([.assignment])
        case .reporterAwaited(let question):
            tellSolving([.status, .question], said: question)
            tellReporter(.reporterAwaited) { $0.question = question }
        case .resumed:
            tellSolving([.status])
            if event.by != incident.reportedBy { tellReporter(.resumed) }
        case .deadlinesMoved: tellAll([.deadlines])
        case .planned(let plan):
            tellSolving([.plan])
            tellReporter(.planned(plan.when, policy.zone)) { $0.plan = plan }
        case .problemRelated: tellSolving([.problem])
        case .resourceNeeded(let what): tellSolving([.resource], said: what)
        case .linked:
            tellSPOC([.links])
            tellReporter(.linked)
        case .unlinked(let refusal):
            tellSPOC([.links])
            tellReporter(.unlinked)
            if let asked = refusal.asked { refuse(asked, refusal.told) }
        case .childTaken(_, let amendment): tellSPOC([.links] + (amendment?.changed ?? []))
        case .childSettled: tellSPOC([.links])
        case .split:
            tellSPOC([.links])
            tellReporter(.split)
        default: tellResolving(payload)
        }
    }

    private mutating func tellResolving(_ payload: Event.Payload) {
        switch payload {
        case .resolutionProposed(let proposal, let number): tell(proposal, number)
        case .resolutionDelivered(let number, _, _, let closesAt): tellDelivery(number, closesAt)
        case .resolutionUndelivered, .qualityAssured, .accepted: tellSolving([.resolution])
        case .objected(_, let reason):
            tellSolving([.status, .resolution], said: reason)
            if event.by != incident.reportedBy, incident.status != .closed {
                tellReporter(.objected)
            }
        case .closingReminded(let closesAt):
            tellReporter(.closes(closesAt, policy.zone)) { $0.closesAt = closesAt }
        case .closed(let closure):
            tellSolving([.status, .closure, .deadlines])
            tellReporter(.closed(closure.reason)) { $0.closure = closure }
        case .reopened(let reason):
            tellSolving([.status], said: reason)
            tellReporter(.reopened)
        default: tellReleasing(payload)
        }
    }

    private mutating func tellReleasing(_ payload: Event.Payload) {
        switch payload {
        case .releasePlanned(let plan):
            tellSolving([.releases])
            tellRelease(
                .planned,
                plan.release,
                .releasePlanned(plan.release, plan.plannedAt, policy.zone)
            )
        case .released(let release, _, _, _):
            tellSolving([.releases])
            tellRelease(.released, release, .released(release))
        case .releaseRolledBack(let rollback):
            tellSolving([.status, .resolution, .releases], said: rollback.reason)
            tellRelease(.rolledBack, rollback.release, .rolledBack(rollback.release))
        case .clockExpired(let clock) where clock.kind == .undelivered:
            change(.spoc, [.resolution], task: .undelivered)
        case .clockWarned(let clock, _) where clock.kind == .release:
            if let party = clock.party {
                change(Recipient(party), [.releases], task: .releaseUntold)
            }
        default: tellDirection(payload)
        }
    }

    /// The text itself goes to whoever waits for it, with the day it closes on when that is known.
    private mutating func tell(_ proposal: ResolutionProposal, _ number: Int) {
        tellSolving([.status, .resolution])
        guard let standing = incident.handling.proposal(number) else { return }
        let closesAt = incident.handling.closesAt
        var text = Sentence.proposed(standing.type)
        if let closesAt { text = text.followed(by: .closes(closesAt, policy.zone)) }
        // What was said on the phone only is still to be written.
        guard proposal.via == .tool else { return }
        toldResolution = number
        tellReporter(text) {
            $0.resolution = standing
            $0.closesAt = closesAt
        }
    }

    private mutating func tellDelivery(_ number: Int, _ closesAt: Timestamp?) {
        guard toldResolution != number else { return }
        tellSolving([.resolution])
        guard let closesAt else { return }
        tellReporter(.closes(closesAt, policy.zone)) { $0.closesAt = closesAt }
    }

    private mutating func tellRelease(
        _ stage: Announcement.Stage,
        _ release: String,
        _ text: Sentence
    ) {
        let record = incident.handling.release(release)
        tellReporter(text) {
            $0.release = record
            $0.announcement = record.map { Announcement(stage, $0) }
        }
    }

    private mutating func tellSPOC(_ members: [ChangedMember]) {
        if event.by != .spoc { change(.spoc, members) }
    }

    /// Everybody who handles it, but the one who said it; of a register that only reported it,
    /// what the reporter is told.
    private mutating func tellSolving(_ members: [ChangedMember], said: String? = nil) {
        if event.by != .spoc { change(.spoc, members, said: said) }
        for code in solvingRegisters where !isSender(code) {
            change(.register(code), members, said: said)
        }
        guard let code = onlyReportingRegister, !isSender(code) else { return }
        change(.register(code), members.filter(\.isForReporters), said: said)
    }
}

extension LinkRefusal {
    /// To the sender of the link.
    fileprivate var told: Rejection {
        Rejection(
            rejection.code,
            "\(master) cannot be the incident's master, and the link is undone:"
                + " \(rejection.detail)",
            remedy: "Link it to an incident that the broker knows, by the id it gave it.",
            pointer: "/of"
        )
    }
}

extension ChangedMember {
    /// What a reporter is told, too.
    fileprivate var isForReporters: Bool {
        switch self {
        case .status, .question, .plan, .resolution, .closure, .releases: true
        default: false
        }
    }
}
