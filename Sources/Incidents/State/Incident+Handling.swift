internal import Messaging

// How the incident evolves by what is done about it after the registration.

extension Incident {
    mutating func applyHandling(_ event: Event) {
        switch event.payload {
        case .reported, .updated, .noteAdded, .acknowledged, .workStarted, .callLogged,
            .deadlineMissed, .deviationRecorded, .deviationWithdrawn:
            preconditionFailure("applied with what belongs to the registration")
        case .classified(let details, let amendment):
            take(details)
            countHandOver(amendment)
            apply(amendment)
        case .impactAssessed(let assessment, let amendment):
            handling.ruling.impact = assessment.level
            apply(amendment)
        case .priorityOverridden(let ruling, let amendment): decide(ruling, amendment)
        case .priorityDoubted(let doubt, _, let amendment):
            handling.doubt = doubt
            apply(amendment)
        case .securityFlagged(let finding, let amendment): take(finding, amendment)
        case .majorDeclared(_, let amendment):
            handling.ruling.isMajor = true
            apply(amendment)
        case .assigned(let assignment):
            handling.assignment = assignment
            handling.assignedAt = event.by
        case .escalated(let escalation, let amendment): escalate(escalation, amendment, event)
        case .reporterAwaited: status = .pending
        case .resumed:
            rollBack(at: event.at)
            status = .inProgress
        case .deadlinesMoved(let moved): deadlines = moved
        case .planned(let plan): handling.plan = plan
        case .problemRelated(let decision): handling.problem = decision
        case .knownErrorsOffered(let matches): handling.candidates = matches.map(\.id)
        // A doubt that nobody has answered in time: what stands, stands.
        case .clockExpired(let clock): if clock.kind == .doubt { handling.doubt = nil }
        case .resourceNeeded, .breachClockStarted, .breachReported, .clockWarned, .retyped: break
        default: applyResolving(event)
        }
    }

    private mutating func take(_ details: Classification) {
        handling.ruling.category = details.category ?? handling.ruling.category
        handling.ruling.kind = details.kind ?? handling.ruling.kind
        handling.ruling.registers = details.registers ?? handling.ruling.registers
        handling.ruling.responsible = details.responsible ?? handling.ruling.responsible
    }

    private mutating func countHandOver(_ amendment: Amendment) {
        guard let assessment = amendment.assessment, assessment.responsible != responsible
        else { return }
        handling.handOvers += 1
        handling.assignment = nil
        handling.assignedAt = nil
    }

    private mutating func take(_ finding: SecurityFinding, _ amendment: Amendment) {
        let now = security
        handling.ruling.security = SecurityFlags(
            itSecurity: finding.itSecurity ?? now.itSecurity,
            dataSecurity: finding.dataSecurity ?? now.dataSecurity
        )
        if let controllers = finding.controllers {
            handling.controllers = controllers
            let added = controllers.filter { !registers.contains($0) }
            if !added.isEmpty { handling.ruling.registers = registers + added }
        }
        apply(amendment)
    }

    private mutating func decide(_ ruling: PriorityRuling, _ amendment: Amendment) {
        handling.decisions.append(ruling)
        if handling.decisions.count > Handling.rulingsMax { handling.decisions.removeFirst() }
        guard !ruling.isSuperseded else { return }
        handling.ruling.category = ruling.category
        handling.ruling.isDecided = true
        handling.doubt = nil
        apply(amendment)
    }

    private mutating func escalate(
        _ escalation: Escalation,
        _ amendment: Amendment?,
        _ event: Event
    ) {
        switch escalation.to {
        case .secondLine: handling.assignment = Assignment(line: .second)
        case .thirdLine: handling.assignment = Assignment(line: .third)
        case .register(let code):
            handling.ruling.responsible = .registerAuthority
            if !registers.contains(code) { handling.ruling.registers = registers + [code] }
            handling.assignment = nil
            handling.assignedAt = .register(code)
            handling.handOvers += 1
        case .supplier:
            handling.ruling.responsible = .supplier
            handling.assignment = nil
            handling.assignedAt = .spoc
            handling.handOvers += 1
        case .incidentManager: break
        }
        if escalation.to == .secondLine || escalation.to == .thirdLine {
            handling.assignedAt = event.by
        }
        if let amendment { apply(amendment) }
    }
}
