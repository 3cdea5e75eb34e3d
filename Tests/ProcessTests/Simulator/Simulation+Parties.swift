import Incidents
import Messaging

// What parties think of, with how they get it wrong.

extension Simulation {
    static let registers = ["MAT", "CPR", "CVR", "DAR"]

    mutating func anyReport(_ party: Party) -> Report {
        let kind: ReporterKind =
            switch party {
            case .portal: .user
            case .spoc: .spoc
            case .register: .registerAuthority
            case .itsm, .broker: pick([.authority, .registerAuthority, .subcontractor, .user])
            }
        let category = pick(["A", "B", "C", "D", "E", nil])
        var calls: [PhoneCall] = []
        if category == "A" || category == "B" {
            if chance(0.5) {
                let before = now.adding(seconds: -300)
                calls = [
                    PhoneCall(to: .spoc, occurredAt: before),
                    PhoneCall(to: .authority, occurredAt: before),
                ]
            } else {
                note(.noCall)
            }
        }
        let isBreach = chance(0.15)
        let text = "\(isBreach ? Canary.secret : "")tekst med \(pick(Canary.persons)) i"
        return .sample(
            category,
            by: kind,
            pick([.platform, .application, .data, .data, .unknown]),
            registers: chance(0.7) ? [pick(Self.registers)] : [],
            environment: chance(0.1) ? .test : nil,
            title: isBreach ? "\(Canary.secret)titel" : "Noget virker ikke",
            description: text,
            impact: chance(0.3) ? BusinessImpact(level: pick(ImpactLevel.allCases)) : nil,
            security: isBreach
                ? SecurityFlags(
                    itSecurity: pick([.none, .suspected]),
                    dataSecurity: pick([.suspected, .confirmed])
                ) : nil,
            calls: calls
        )
    }

    /// Who would say it, and what.
    mutating func anyIncident() -> IncidentID { pick(known) }

    mutating func anything(about id: IncidentID) -> (Party, Command.Action) {
        let incident = standing(id)
        let solver: Party =
            incident?.responsible == .registerAuthority
            ? .register(incident?.recipients.first ?? "MAT") : .spoc
        let reporter = incident?.reportedBy ?? .itsm
        return switch number(0...9) {
        case 0...1: early(solver)
        case 2...3: working(solver)
        case 4...6: resolving(solver, reporter, incident)
        case 7: deciding(solver)
        case 8: reporting(reporter)
        default: rarely(solver, incident)
        }
    }

    private mutating func early(_ solver: Party) -> (Party, Command.Action) {
        switch number(0...3) {
        case 0: (solver, .acknowledge)
        case 1: (solver, .startWork)
        case 2: (.spoc, .assign(Assignment(line: pick(SupportLine.allCases))))
        default:
            {
                note(.lateCall)
                let call = PhoneCall(
                    to: pick(PhoneCall.Callee.allCases),
                    occurredAt: now.adding(seconds: Int64(number(-200_000...0)))
                )
                return (pick([.spoc, .itsm]), .logCall(call))
            }()
        }
    }

    private mutating func working(_ solver: Party) -> (Party, Command.Action) {
        switch number(0...5) {
        case 0: (solver, .awaitReporter(question: "Hvad er filens navn helt præcist?"))
        case 1:
            (
                solver,
                .plan(CorrectionPlan(when: now.adding(seconds: 200_000), how: "Ny kørsel"))
            )
        case 2:
            (solver, .note(Note(text: "\(Canary.within)vi leder", visibility: .internal)))
        case 3: (solver, .note(Note(text: "Vi arbejder på sagen.", visibility: .public)))
        case 4:
            (
                pick([.spoc, solver]),
                .escalate(
                    Escalation(
                        to: pick([
                            .secondLine, .thirdLine, .register(pick(Self.registers)), .supplier,
                            .incidentManager,
                        ]),
                        reason: "Det er ikke vores."
                    )
                )
            )
        default: (.spoc, .needResource(what: "Adgang til loggen"))
        }
    }

    private mutating func resolving(
        _ solver: Party,
        _ reporter: Party,
        _ incident: Incident?
    ) -> (Party, Command.Action) {
        switch number(0...8) {
        case 0...1: (solver, .propose(pick([.workaround, .solution])))
        case 2:
            {
                note(.textIncomplete)
                var proposal = ResolutionProposal.solution
                proposal.text.meaning = pick(["", "  ", "løst"])
                return (solver, .propose(proposal))
            }()
        case 3:
            {
                note(.closedTooEarly)
                return (solver, .requestClose(ResolutionText()))
            }()
        case 4: (reporter, .accept(pick([nil, .solution, .workaround])))
        case 5:
            {
                if incident?.status == .closed { note(.objectedLate) }
                return (reporter, .object(reason: pick([nil, "Det virker ikke."])))
            }()
        case 6:
            (
                .itsm,
                .assureQuality(QualityFinding(approved: chance(0.8), reason: "Set igennem."))
            )
        case 7:
            {
                let sequence = incident?.handling.openProposal?.sequence ?? 1
                return (reporter, .confirmDelivery(DeliveryReport(of: sequence, channel: .tool)))
            }()
        default:
            {
                note(.undelivered)
                let sequence = incident?.handling.openProposal?.sequence ?? 1
                return (
                    reporter, .reportUndelivered(DeliveryReport(of: sequence, channel: .mail))
                )
            }()
        }
    }

    private mutating func deciding(_ solver: Party) -> (Party, Command.Action) {
        switch number(0...4) {
        case 0: (.spoc, .classify(Classification(category: pick(Category.allCases))))
        case 1: (.spoc, .assessImpact(ImpactAssessment(level: pick(ImpactLevel.allCases))))
        case 2: (solver, .doubtPriority(PriorityDoubt(proposed: .b, reason: "Mange er ramt.")))
        case 3:
            (
                .itsm,
                .overridePriority(
                    PriorityOverride(
                        category: pick(Category.allCases),
                        reason: "Myndighedens afgørelse.",
                        decision: Int64(number(1...5))
                    )
                )
            )
        default: (.itsm, .reopen(reason: "Åbnes igen af myndigheden."))
        }
    }

    private mutating func reporting(_ reporter: Party) -> (Party, Command.Action) {
        switch number(0...3) {
        case 0: (reporter, .update(Report(description: "Nu også for andre filer.")))
        case 1: (reporter, .update(Report(category: pick(["A", "B", "C"]))))
        case 2: (reporter, .note(Note(text: "Her er filen.", visibility: .public)))
        default: (reporter, .withdraw(reason: nil))
        }
    }

    private mutating func rarely(
        _ solver: Party,
        _ incident: Incident?
    ) -> (Party, Command.Action) {
        let release = "R\(number(1...3))"
        return switch number(0...9) {
        case 0...1:
            (
                solver,
                .planRelease(
                    ReleasePlan(
                        release: release,
                        plannedAt: now.adding(seconds: 90_000),
                        kind: pick(ReleaseKind.allCases)
                    )
                )
            )
        case 2:
            {
                if incident?.handling.releases.isEmpty ?? true { note(.releasedWithoutNotice) }
                return (solver, .finishRelease(ReleaseCompletion(release: release)))
            }()
        case 3:
            (solver, .rollBackRelease(ReleaseRollback(release: release, reason: "Fejl i ny.")))
        case 4:
            (
                pick([.spoc, .itsm]),
                .flagSecurity(
                    SecurityFinding(
                        itSecurity: pick([nil, .suspected, BreachState.none]),
                        dataSecurity: pick([nil, .suspected, BreachState.none]),
                        controllers: ["CPR"]
                    )
                )
            )
        case 5:
            (
                .itsm,
                .confirmAwareness(
                    BreachAwareness(register: "CPR", awareAt: now.adding(seconds: -600))
                )
            )
        case 6: (.spoc, .linkDuplicate(DuplicateLink(of: anyIncident())))
        case 7:
            (
                .spoc,
                .split([
                    SplitPart(title: "Den ene del af det"), SplitPart(title: "Den anden del"),
                ])
            )
        case 8:
            (.spoc, .relateProblem(ProblemDecision(wanted: chance(0.5), reason: "Vurderet.")))
        default: (.spoc, .retype(Retyping(to: pick(RequestKind.allCases))))
        }
    }
}
