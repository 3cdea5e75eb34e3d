package import Messaging

extension Event {
    /// What has happened.
    package enum Payload: Equatable, Sendable {
        indirect case reported(Registration)
        indirect case updated(Amendment)
        case noteAdded(Note)
        case acknowledged
        /// When work began, as far as its party is to be believed.
        case workStarted(at: Timestamp)
        /// A call, and what may still become a deviation now that it is known.
        case callLogged(PhoneCall, pending: [Deviation])
        case deadlineMissed(Deadline)
        case deviationRecorded(Deviation)
        case deviationWithdrawn(Deviation)
        indirect case classified(Classification, Amendment)
        indirect case impactAssessed(ImpactAssessment, Amendment)
        /// With what changes until the authority has answered.
        indirect case priorityDoubted(PriorityDoubt, answerDue: Timestamp?, Amendment)
        /// A superseded one amends nothing.
        indirect case priorityOverridden(PriorityRuling, Amendment)
        case assigned(Assignment)
        /// With what changes when the solving goes to another party.
        indirect case escalated(Escalation, Amendment?)
        case reporterAwaited(question: String)
        case resumed
        /// Times to start work stand still, go on, or are owed again; all of the incident's.
        case deadlinesMoved([Deadline])
        case planned(CorrectionPlan)
        indirect case resolutionProposed(ResolutionProposal, number: Int)
        case resolutionDelivered(
            number: Int,
            at: Timestamp,
            DeliveryReport.Channel,
            closesAt: Timestamp?
        )
        case resolutionUndelivered(number: Int, DeliveryReport)
        case qualityAssured(QualityFinding, number: Int)
        case releasePlanned(ReleasePlan)
        /// The reporter has been told of a release before it.
        case releaseNoticed(release: String, at: Timestamp)
        case released(release: String, ReleaseKind, at: Timestamp, together: Int?)
        case releaseRolledBack(ReleaseRollback)
        case accepted(number: Int)
        case objected(number: Int?, reason: String?)
        case closingReminded(closesAt: Timestamp)
        case closed(Closure)
        case reopened(reason: String)
        case linked(DuplicateLink)
        /// The master that was named cannot be it: the incident is one of its own again.
        indirect case unlinked(LinkRefusal)
        /// On the master; with what changes when the child was reported earlier.
        indirect case childTaken(ChildLink, Amendment?)
        case childSettled(ChildOutcome)
        case split([SplitPart], ids: [IncidentID])
        case problemRelated(ProblemDecision)
        indirect case securityFlagged(SecurityFinding, Amendment)
        case breachClockStarted(Clock)
        case breachReported(BreachReport)
        indirect case majorDeclared(reason: String, Amendment)
        case resourceNeeded(what: String)
        case retyped(Retyping)
        case knownErrorsOffered([KnownErrorMatch])
        case clockWarned(Clock, percent: Int)
        case clockExpired(Clock)
    }
}

extension Event.Payload {
    /// The word in the event's type.
    package var name: String {
        switch self {
        case .reported: "reported"
        case .updated: "updated"
        case .noteAdded: "note-added"
        case .acknowledged: "acknowledged"
        case .workStarted: "work-started"
        case .callLogged: "call-logged"
        case .deadlineMissed: "deadline-missed"
        case .deviationRecorded: "deviation-recorded"
        case .deviationWithdrawn: "deviation-withdrawn"
        case .classified: "classified"
        case .impactAssessed: "impact-assessed"
        case .priorityDoubted: "priority-doubted"
        case .priorityOverridden: "priority-overridden"
        case .assigned: "assigned"
        case .escalated: "escalated"
        case .reporterAwaited: "awaiting-reporter"
        case .resumed: "resumed"
        case .deadlinesMoved: "deadlines-moved"
        case .planned: "planned"
        case .resolutionProposed: "resolution-proposed"
        case .resolutionDelivered: "resolution-delivered"
        case .resolutionUndelivered: "resolution-undelivered"
        case .qualityAssured: "quality-assured"
        case .releasePlanned: "release-planned"
        case .releaseNoticed: "release-noticed"
        case .released: "released"
        case .releaseRolledBack: "release-rolled-back"
        case .accepted: "accepted"
        case .objected: "objected"
        case .closingReminded: "closing-reminded"
        case .closed: "closed"
        case .reopened: "reopened"
        case .linked: "linked"
        case .unlinked: "unlinked"
        case .childTaken: "duplicate-linked"
        case .childSettled: "duplicate-settled"
        case .split: "split-up"
        case .problemRelated: "problem-related"
        case .securityFlagged: "security-flagged"
        case .breachClockStarted: "breach-clock-started"
        case .breachReported: "breach-reported"
        case .majorDeclared: "major-declared"
        case .resourceNeeded: "resource-needed"
        case .retyped: "retyped"
        case .knownErrorsOffered: "known-errors-offered"
        case .clockWarned: "clock-warned"
        case .clockExpired: "clock-expired"
        }
    }
}
