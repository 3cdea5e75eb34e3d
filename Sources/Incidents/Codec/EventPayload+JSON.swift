internal import JSON
internal import Messaging

// What has happened in handling an incident, as its event tells it: flat, beside the envelope.
//
// Free text goes through `discretion`: of a breach of data security the events hold none.

extension PublishedEvent {
    func writeHandling(_ payload: Event.Payload, to writer: inout JSONWriter) {
        switch payload {
        case .reported, .updated, .noteAdded, .acknowledged, .workStarted, .callLogged,
            .deadlineMissed, .deviationRecorded, .deviationWithdrawn:
            preconditionFailure("written where events of the registration are")
        case .classified(let details, let amendment):
            write(amendment, to: &writer)
            writer.member("reason", shown(details.reason))
        case .impactAssessed(let assessment, let amendment):
            writer.member("level", assessment.level.rawValue)
            write(amendment, to: &writer)
            writer.member("reason", shown(assessment.reason))
        case .priorityDoubted(let doubt, let due, let amendment):
            if !amendment.changed.isEmpty { write(amendment, to: &writer) }
            writer.member("proposed", doubt.proposed?.rawValue)
            writer.member("reason", shown(doubt.reason))
            writer.member("answerDue", due)
        case .priorityOverridden(let ruling, let amendment):
            write(ruling, amendment, to: &writer)
        case .securityFlagged(let finding, let amendment):
            write(amendment, to: &writer)
            writer.member("controllers", finding.controllers)
            writer.member("reason", shown(finding.reason))
        case .majorDeclared(let reason, let amendment):
            write(amendment, to: &writer)
            writer.member("reason", shown(reason))
        case .assigned(let assignment):
            writer.member("line", assignment.line.rawValue)
            writer.member("assignee", shown(assignment.assignee))
            writer.member("reason", shown(assignment.reason))
        case .escalated(let escalation, let amendment):
            write(escalation, amendment, to: &writer)
        default: writeCourse(payload, to: &writer)
        }
    }

    private func writeCourse(_ payload: Event.Payload, to writer: inout JSONWriter) {
        switch payload {
        case .reporterAwaited(let question):
            writer.member("question", shown(question))
            writeStatus(to: &writer)
        case .resumed: writeStatus(to: &writer)
        case .deadlinesMoved(let deadlines):
            deadlines.filter { !$0.isReplaced }.writeShown(to: &writer)
        case .planned(let plan):
            writer.member("when", plan.when)
            writer.member("how", shown(plan.how))
        case .problemRelated(let decision):
            writer.member("wanted", decision.wanted)
            writer.member("problem", decision.problem)
            writer.member("reason", shown(decision.reason))
        case .resourceNeeded(let what): writer.member("what", shown(what))
        case .retyped(let retyping):
            writer.member("to", retyping.to.rawValue)
            writer.member("reason", shown(retyping.reason))
        case .knownErrorsOffered(let matches):
            writer.objects("candidates", matches) { $0.writeMembers(to: &$1) }
        case .breachClockStarted(let clock):
            writer.member("register", clock.subject)
            writer.member("regime", clock.kind == .breach ? "gdpr" : "nis2")
            writer.member("awareAt", clock.from)
            writer.member("due", clock.due)
        case .breachReported(let report): report.writeMembers(to: &writer)
        case .clockWarned(let clock, let percent):
            clock.writeShown(to: &writer)
            writer.member("percent", percent)
        case .clockExpired(let clock): clock.writeShown(to: &writer)
        case .linked(let link):
            writer.member("master", link.of.text)
            writer.member("reason", shown(link.reason))
        case .unlinked(let refusal):
            writer.member("master", refusal.master.text)
            writer.member("code", refusal.rejection.code.rawValue)
            writer.member("detail", refusal.rejection.detail)
        case .childTaken(let link, _): writer.member("child", link.child.text)
        case .childSettled(let outcome): outcome.writeMembers(to: &writer)
        case .split(_, let ids): writer.member("parts", ids.map(\.text))
        default: writeResolving(payload, to: &writer)
        }
    }

    private func writeResolving(_ payload: Event.Payload, to writer: inout JSONWriter) {
        switch payload {
        case .resolutionProposed(let proposal, let number):
            writer.object("resolution") { writer in
                writer.member("number", number)
                proposal.writeShown(discretion, to: &writer)
            }
            writeStatus(to: &writer)
        case .resolutionDelivered(let number, let moment, let channel, let closesAt):
            writer.member("resolution", number)
            writer.member("deliveredAt", moment)
            writer.member("channel", channel.rawValue)
            writer.member("closesAt", closesAt)
        case .resolutionUndelivered(let number, let report):
            writer.member("resolution", number)
            writer.member("channel", report.channel.rawValue)
            writer.member("reason", shown(report.reason))
        case .qualityAssured(let finding, let number):
            writer.member("resolution", number)
            writer.member("approved", finding.approved)
            writer.member("reason", shown(finding.reason))
        case .accepted(let number):
            writer.member("resolution", number)
            writer.member("type", shared.value.handling.proposal(number)?.type.rawValue)
        case .objected(let number, let reason):
            writer.member("resolution", number)
            writer.member("reason", shown(reason))
            writeStatus(to: &writer)
        case .closingReminded(let closesAt): writer.member("closesAt", closesAt)
        case .closed(let closure):
            writer.object("closure") { closure.writeMembers(to: &$0) }
            writeStatus(to: &writer)
        case .reopened(let reason):
            writer.member("reason", shown(reason))
            writeStatus(to: &writer)
        default: writeReleasing(payload, to: &writer)
        }
    }

    private func writeReleasing(_ payload: Event.Payload, to writer: inout JSONWriter) {
        switch payload {
        case .releasePlanned(let plan):
            writer.member("release", plan.release)
            writer.member("kind", plan.kind.rawValue)
            writer.member("plannedAt", plan.plannedAt)
            writer.member("description", shown(plan.description))
            write(.planned, of: plan.release, to: &writer)
        case .releaseNoticed(let release, let moment):
            writer.member("release", release)
            writer.member("noticedAt", moment)
        case .released(let release, let kind, let moment, _):
            writer.member("release", release)
            writer.member("kind", kind.rawValue)
            writer.member("releasedAt", moment)
            writer.member("noticedAt", shared.value.handling.release(release)?.noticedAt)
            write(.released, of: release, to: &writer)
        case .releaseRolledBack(let rollback):
            writer.member("release", rollback.release)
            writer.member("reason", shown(rollback.reason))
            writeStatus(to: &writer)
            write(.rolledBack, of: rollback.release, to: &writer)
        default: preconditionFailure("every event is written somewhere")
        }
    }

    private func write(
        _ stage: Announcement.Stage,
        of release: String,
        to writer: inout JSONWriter
    ) {
        guard let record = shared.value.handling.release(release) else { return }
        Announcement(stage, record).write(to: &writer)
    }

    private func write(
        _ ruling: PriorityRuling,
        _ amendment: Amendment,
        to writer: inout JSONWriter
    ) {
        write(amendment, to: &writer)
        if let previous = ruling.previous {
            writer.member("previous", previous.rawValue)
        } else {
            writer.key("previous")
            writer.null()
        }
        writer.member("reason", shown(ruling.reason))
        writer.member("decidedAt", ruling.decidedAt)
        writer.member("decision", ruling.decision)
        if ruling.isSuperseded { writer.member("superseded", true) }
    }

    private func write(
        _ escalation: Escalation,
        _ amendment: Amendment?,
        to writer: inout JSONWriter
    ) {
        writer.member("kind", escalation.isHierarchical ? "hierarchical" : "functional")
        writer.member("to", escalation.to.name)
        writer.member("reason", shown(escalation.reason))
        writer.member("handOvers", shared.value.handling.handOvers)
        if let amendment { write(amendment, to: &writer) }
    }

    private func writeStatus(to writer: inout JSONWriter) {
        writer.member("status", shared.value.status.rawValue)
    }

    private func shown(_ text: String?) -> String? {
        discretion.shown(text)
    }
}

extension Announcement {
    func write(to writer: inout JSONWriter) {
        writer.object("announcement") { writer in
            writer.member("key", key)
            writer.member("incidents", incidents)
        }
    }
}

extension ResolutionProposal {
    func writeShown(_ discretion: Discretion, to writer: inout JSONWriter) {
        var shown = self
        shown.text = text.shown(discretion)
        shown.writeMembers(to: &writer)
    }
}

extension ResolutionText {
    func shown(_ discretion: Discretion) -> ResolutionText {
        ResolutionText(
            type: type,
            description: discretion.shown(description),
            meaning: discretion.shown(meaning),
            nextSteps: discretion.shown(nextSteps)
        )
    }
}

extension KnownErrorMatch {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("score", score)
        writer.member("because", because)
    }
}

extension Clock {
    /// As events show it.
    func writeShown(to writer: inout JSONWriter) {
        writer.member("clock", kind.rawValue)
        if !subject.isEmpty { writer.member("subject", subject) }
        writer.member("party", party?.name)
        writer.member("due", due)
    }
}
