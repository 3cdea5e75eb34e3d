/// What a party asks or tells: the verb and what goes with it.
///
/// Which party may do what in which state stands in `ActionRights`.
extension Command {
    package enum Action: Equatable, Sendable {
        /// A new incident.
        case report(Report)
        /// The reporter's tool changed the incident; holds all fields or the changed ones.
        case update(Report)
        case note(Note)
        /// The responsible party has taken the incident in.
        case acknowledge
        /// The responsible party has begun to correct the fault (the contract's deadline).
        case startWork
        case logCall(PhoneCall)
        /// Category, kind, registers or the responsible are set (P3, P9).
        case classify(Classification)
        /// The SPOC rates the impact (P4).
        case assessImpact(ImpactAssessment)
        case assign(Assignment)
        case escalate(Escalation)
        /// The reporter must answer before the work can go on.
        case awaitReporter(question: String)
        /// When and how the fault will be mended (P10).
        case plan(CorrectionPlan)
        /// A workaround or solution is put to the reporter (P13, P16).
        case propose(ResolutionProposal)
        /// P15.
        case planRelease(ReleasePlan)
        case finishRelease(ReleaseCompletion)
        case rollBackRelease(ReleaseRollback)
        /// The authority's practitioner has looked at the resolution.
        case assureQuality(QualityFinding)
        /// Those who solve want the incident closed (P16, P17).
        case requestClose(ResolutionText)
        /// The reporter accepts the workaround or the solution; nil: the one that was put last.
        case accept(ResolutionType?)
        /// The reporter does not accept (P17); needs no reason.
        case object(reason: String?)
        /// The reporter takes the incident back.
        case withdraw(reason: String?)
        /// The authority opens a closed incident again.
        case reopen(reason: String)
        case linkDuplicate(DuplicateLink)
        /// A report of several incidents becomes as many (P20).
        case split([SplitPart])
        case relateProblem(ProblemDecision)
        case doubtPriority(PriorityDoubt)
        case overridePriority(PriorityOverride)
        case flagSecurity(SecurityFinding)
        case confirmAwareness(BreachAwareness)
        case confirmBreachReport(BreachReport)
        /// The major incident process is to be followed, beyond what P7 demands.
        case declareMajor(reason: String)
        /// Something is missing to go on (P21).
        case needResource(what: String)
        case retype(Retyping)
        /// A message has reached the reporter (P13, P17).
        case confirmDelivery(DeliveryReport)
        /// A message could not be brought to the reporter.
        case reportUndelivered(DeliveryReport)
        /// Between incidents, by the broker only: a duplicate tells its master.
        case takeChild(ChildLink)
        /// Between incidents, by the broker only.
        case settleChild(ChildOutcome)
        /// Between incidents, by the broker only.
        case followMaster(MasterProgress)
        /// Between incidents, by the broker only: makes a new one.
        case splitOff(SplitOff)
        /// Between incidents, by the broker only: a master that there cannot be.
        case refuseLink(LinkRefusal)
    }
}

extension Command.Action {
    /// The word on the wire.
    package var name: String { kind.rawValue }
}
