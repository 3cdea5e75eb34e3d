internal import Messaging

// What those who handle an incident say it is, and whose it is.

extension Deliberation {
    /// Considers a command about priority, responsibility or security; nil, or what it repeats.
    ///
    /// What such a command may not say is refused; to change what the authority has decided is a
    /// departure, too (P8).
    mutating func direct(_ command: Command) -> Repetition? {
        if let incident, let refusal = Rejection.ofDirection(command, incident, policy) {
            if refusal.code == .priorityDecided { recordChange(command, incident) }
            refuse(refusal)
            return nil
        }
        return switch command.action {
        case .classify(let details): classify(details)
        case .assessImpact(let assessment): assess(assessment)
        case .doubtPriority(let doubt): self.doubt(doubt)
        case .overridePriority(let override): decide(override, command)
        case .escalate(let escalation): escalate(escalation)
        case .flagSecurity(let finding): flag(finding)
        case .declareMajor(let reason): declareMajor(reason)
        case .confirmAwareness(let awareness): confirm(awareness)
        case .confirmBreachReport(let report): confirm(report)
        default: nil
        }
    }

    private mutating func recordChange(_ command: Command, _ incident: Incident) {
        guard command.party != .itsm, let decision = incident.handling.decisions.last else {
            return
        }
        record(
            "P08.CHANGED_WITHOUT_DFM",
            since: at,
            party: command.party,
            .priorityChangedWithoutAuthority,
            evidence: [
                Evidence("decided", .words([incident.category?.rawValue ?? ""])),
                Evidence("decidedAt", .moment(decision.decidedAt)),
            ]
        )
    }

    // MARK: What it is (P3, P4, P9)

    private mutating func classify(_ details: Classification) -> Repetition? {
        guard let incident else { return nil }
        var details = details
        details.registers = details.registers.map(spelled)
        var handling = incident.handling
        handling.ruling.category = details.category ?? handling.ruling.category
        handling.ruling.kind = details.kind ?? handling.ruling.kind
        handling.ruling.registers = details.registers ?? handling.ruling.registers
        handling.ruling.responsible = details.responsible ?? handling.ruling.responsible
        guard handling.ruling != incident.handling.ruling else { return .content }
        reassess(
            incident,
            // Only the reporter's side has somebody to phone before it raises a category.
            Revision(handling: handling, owesCalls: cause.party == incident.reportedBy)
        ) { .classified(details, $0) }
        checkHandOvers()
        return nil
    }

    private mutating func assess(_ assessment: ImpactAssessment) -> Repetition? {
        guard let incident else { return nil }
        guard incident.handling.ruling.impact != assessment.level else { return .content }
        var handling = incident.handling
        handling.ruling.impact = assessment.level
        reassess(incident, Revision(handling: handling, owesCalls: false)) {
            .impactAssessed(assessment, $0)
        }
        return nil
    }

    // MARK: The priority (P8)

    /// Asks the authority; until it answers the higher category counts in the queue, and after
    /// its time what stands, stands.
    private mutating func doubt(_ doubt: PriorityDoubt) -> Repetition? {
        guard let incident else { return nil }
        guard incident.handling.doubt != doubt else { return .content }
        var handling = incident.handling
        handling.doubt = doubt
        let higher = [doubt.proposed, incident.category].compactMap(\.self).min()
        let due = higher.flatMap { policy.settings.clocks.doubt[$0] }
            .flatMap { policy.end(of: $0, from: at) }
        let clock = due.map { Clock.warning(.doubt, party: .itsm, from: at, due: $0) }
        reassess(
            incident,
            Revision(
                handling: handling,
                owesCalls: false,
                clocks: clock.map { [$0] } ?? incident.handling.stopped(.doubt),
                notices: [notice(of: doubt, incident, due)]
            )
        ) { .priorityDoubted(doubt, answerDue: due, $0) }
        return nil
    }

    private func notice(of doubt: PriorityDoubt, _ incident: Incident, _ due: Timestamp?) -> Notice
    {
        var evidence = [Evidence("by", .words([cause.party.wireName]))]
        evidence.append(
            Evidence("category", .words([incident.category?.rawValue ?? "unclassified"]))
        )
        if let proposed = doubt.proposed {
            evidence.append(Evidence("proposed", .words([proposed.rawValue])))
        }
        if let due { evidence.append(Evidence("answerDue", .moment(due))) }
        return Notice(
            reason: "priority-doubt",
            principle: Principle(8),
            rule: "P08.DOUBT",
            text: .priorityDoubted,
            evidence: evidence
        )
    }

    /// The authority's decision; of two the later holds, in whatever order they come (edge case
    /// 13).
    private mutating func decide(_ override: PriorityOverride, _ command: Command) -> Repetition? {
        guard let incident else { return nil }
        let decidedAt = min(credible(override.decidedAt ?? command.occurredAt), at)
        var ruling = PriorityRuling(
            category: override.category,
            previous: incident.category,
            reason: override.reason,
            decidedAt: decidedAt,
            decision: override.decision
        )
        let decisions = incident.handling.decisions
        let isRepeated = decisions.contains {
            $0.category == ruling.category && $0.decision == ruling.decision
                && $0.decidedAt == ruling.decidedAt
        }
        if isRepeated { return .content }
        ruling.isSuperseded = decisions.contains { !$0.isSuperseded && $0.isLater(than: ruling) }
        if ruling.isSuperseded {
            marks.append("superseded")
            record(
                .priorityOverridden(ruling, Amendment(changed: [], report: Report())),
                rules: [FiredRule(id: "P08.DECIDED", principle: Principle(8))]
            )
            return nil
        }
        var handling = incident.handling
        handling.ruling.category = ruling.category
        handling.ruling.isDecided = true
        handling.doubt = nil
        reassess(
            incident,
            Revision(
                handling: handling,
                owesCalls: false,
                from: decidedAt,
                clocks: incident.handling.stopped(.doubt)
            )
        ) { .priorityOverridden(ruling, $0) }
        return nil
    }

    /// Nobody has answered in time: the category stands, and the queue goes by it again.
    mutating func settleDoubt() {
        guard let incident else { return }
        let outcome = policy.outcome(of: facts(of: incident))
        guard incident.expedited != outcome.expedited else { return }
        reassess(incident, Revision(handling: incident.handling, owesCalls: false)) {
            .classified(Classification(), $0)
        }
    }

    // MARK: Whose it is (P9, P22, P23)

    private mutating func escalate(_ escalation: Escalation) -> Repetition? {
        guard let incident else { return nil }
        switch escalation.to {
        case .secondLine, .thirdLine:
            let line: SupportLine = escalation.to == .secondLine ? .second : .third
            let now = incident.handling.assignment
            if now?.line == line, incident.handling.assignedAt == cause.party { return .step }
            record(.escalated(escalation, nil), rules: [Self.escalated])
        case .register(let code):
            let isThere = incident.responsible == .registerAuthority
            if isThere, incident.party(in: .registerAuthority) == .register(code) { return .step }
            handOver(escalation, incident) { handling in
                handling.ruling.responsible = .registerAuthority
                if !incident.registers.contains(code) {
                    handling.ruling.registers = incident.registers + [code]
                }
                handling.assignedAt = .register(code)
            }
        case .supplier:
            guard incident.responsible != .supplier else { return .step }
            handOver(escalation, incident) { handling in
                handling.ruling.responsible = .supplier
                handling.assignedAt = .spoc
            }
        case .incidentManager: callManagement(escalation, incident)
        }
        return nil
    }

    private mutating func handOver(
        _ escalation: Escalation,
        _ incident: Incident,
        _ change: (inout Handling) -> Void
    ) {
        var handling = incident.handling
        change(&handling)
        handling.assignment = nil
        reassess(incident, Revision(handling: handling, owesCalls: false)) {
            .escalated(escalation, $0)
        }
        checkHandOvers()
    }

    /// Hierarchical: the authority's incident manager is told.
    ///
    /// Where that has to be registered in the authority's tool, an incident that is not there is a
    /// departure (P23).
    private mutating func callManagement(_ escalation: Escalation, _ incident: Incident) {
        record(
            .escalated(escalation, nil),
            rules: [Self.escalated],
            notices: [
                Notice(
                    reason: "escalated",
                    principle: Principle(9),
                    rule: Self.escalated.id,
                    text: .managementCalled,
                    evidence: [Evidence("by", .words([cause.party.wireName]))]
                )
            ]
        )
        let isInTool = incident.reportedBy == .itsm || incident.participation(of: .itsm) != nil
        guard policy.settings.principles.contains(23), !isInTool else { return }
        record(
            "P23.ESCALATION_UNREGISTERED",
            since: at,
            party: cause.party,
            .escalationUnregistered,
            evidence: [Evidence("reportedBy", .words([incident.reportedBy.name]))]
        )
    }

    /// Sent to and fro (P9): once for an incident.
    private mutating func checkHandOvers() {
        guard let incident, let most = policy.settings.clocks.handOversMax,
            incident.handling.handOvers >= most
        else { return }
        record(
            "P09.PINGPONG",
            since: incident.registeredAt,
            party: cause.party,
            .pingPong,
            evidence: [Evidence("handOvers", .number(incident.handling.handOvers))]
        )
    }

    private static let escalated = FiredRule(id: "P09.ESCALATED", principle: Principle(9))
}

extension PriorityRuling {
    /// By the authority's own numbers where both have one, else by their times; of two at the same
    /// moment the one that was there first gives way.
    func isLater(than other: PriorityRuling) -> Bool {
        if let mine = decision, let its = other.decision, mine != its { return mine > its }
        return decidedAt > other.decidedAt
    }
}
