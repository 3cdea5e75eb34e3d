internal import Messaging

extension Deliberation {
    /// What is done about an incident after its registration.
    mutating func considerHandling(_ command: Command) -> Repetition? {
        switch command.action {
        case .assign(let assignment): assign(assignment, command)
        case .awaitReporter(let question): awaitReporter(question)
        case .plan(let plan): take(plan, command)
        case .needResource(let what): needResource(what)
        case .relateProblem(let decision): relate(decision)
        default: considerResolving(command)
        }
    }

    private mutating func considerResolving(_ command: Command) -> Repetition? {
        switch command.action {
        case .propose(let proposal): propose(proposal, command)
        case .confirmDelivery(let report): confirm(report, command)
        case .reportUndelivered(let report): withdrawDelivery(report)
        case .assureQuality(let finding): assure(finding)
        case .requestClose(let text): requestClose(text, command)
        case .accept(let type): accept(type)
        case .object(let reason): object(reason, command)
        case .withdraw(let reason): takeBack(reason)
        case .reopen(let reason): reopen(reason)
        case .retype(let retyping): retype(retyping)
        case .planRelease(let plan): take(plan, command)
        case .finishRelease(let completion): finish(completion, command)
        case .rollBackRelease(let rollback): rollBack(rollback)
        default: considerRelations(command)
        }
    }

    private mutating func considerRelations(_ command: Command) -> Repetition? {
        switch command.action {
        case .linkDuplicate(let link): linkDuplicate(link)
        case .split(let parts): split(parts)
        case .takeChild(let link): takeChild(link)
        case .settleChild(let outcome): settle(outcome)
        case .followMaster(let progress): follow(progress)
        case .refuseLink(let refusal): unlink(refusal)
        default: direct(command)
        }
    }
}

// MARK: The course of the work

extension Deliberation {
    private mutating func assign(_ assignment: Assignment, _ command: Command) -> Repetition? {
        let handling = incident?.handling
        if handling?.assignment == assignment, handling?.assignedAt == command.party {
            return .content
        }
        record(
            .assigned(assignment),
            rules: [FiredRule(id: "P09.ASSIGNED", principle: Principle(9))]
        )
        return nil
    }

    private mutating func awaitReporter(_ question: String) -> Repetition? {
        guard !question.isBlank else {
            refuse(.blank("question"))
            return nil
        }
        record(.reporterAwaited(question: question))
        return nil
    }

    /// The reporter's answer lets the work go on.
    mutating func resumeIfAnswered(by party: Party) {
        guard let incident, incident.status == .pending, party == incident.reportedBy else {
            return
        }
        record(.resumed)
    }

    /// When and how: told to the authority, so that it can tell others (P10).
    private mutating func take(_ plan: CorrectionPlan, _ command: Command) -> Repetition? {
        guard !plan.how.isBlank else {
            refuse(.blank("how"))
            return nil
        }
        guard incident?.handling.plan != plan else { return .content }
        let rule = FiredRule(id: "P10.PLAN_TOLD", principle: Principle(10))
        record(
            .planned(plan),
            rules: [rule],
            notices: [
                Notice(
                    reason: "plan",
                    principle: rule.principle,
                    rule: rule.id,
                    text: .planned(plan.when, by: command.party, policy.zone),
                    evidence: [
                        Evidence("party", .words([command.party.name])),
                        Evidence("when", .moment(plan.when)),
                    ]
                )
            ]
        )
        return nil
    }

    private mutating func needResource(_ what: String) -> Repetition? {
        guard !what.isBlank else {
            refuse(.blank("what"))
            return nil
        }
        let rule = FiredRule(id: "P21.RESOURCE_NEEDED", principle: Principle(21))
        record(
            .resourceNeeded(what: what),
            rules: [rule],
            notices: [
                Notice(
                    reason: "resource-needed",
                    principle: rule.principle,
                    rule: rule.id,
                    text: .resourceNeeded
                )
            ]
        )
        return nil
    }

    /// Yes or no: either is a decision, silence is none (P12).
    private mutating func relate(_ decision: ProblemDecision) -> Repetition? {
        if !decision.wanted, decision.reason?.isBlank ?? true {
            refuse(.blank("reason"))
            return nil
        }
        guard incident?.handling.problem != decision else { return .content }
        record(
            .problemRelated(decision),
            rules: [FiredRule(id: "P12.DECIDED", principle: Principle(12))],
            notices: decision.wanted ? [.problemWanted] : []
        )
        withdrawRecorded("P12.NO_DECISION")
        return nil
    }

    /// Withdraws the deviations on record with that code: what came later has mended them.
    mutating func withdrawRecorded(_ code: String) {
        for deviation in incident?.deviations ?? []
        where deviation.isRecorded && deviation.code == code {
            withdraw(deviation)
        }
    }
}

extension Notice {
    fileprivate static let problemWanted = Notice(
        reason: "problem-wanted",
        principle: Principle(12),
        rule: "P12.DECIDED",
        text: .problemWanted
    )
}
