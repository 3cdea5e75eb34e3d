package import Incidents
package import Messaging

/// What events tell beside their envelope; a member that an event does not have is nil.
///
/// One flat value for all kinds, as the messages are flat: a fold looks at the few members the
/// event's kind has.
package struct EventMembers: Equatable, Sendable {
    // The incident as the event left it.
    package var status: IncidentStatus?
    package var priority: Priority?
    package var environment: String?
    /// Of the incident, the escalation or the release, by the event's kind.
    package var kind: String?
    package var registers: [String]?
    package var services: [String]?
    package var responsible: ResponsibleRole?
    package var processes: [String]?
    package var itSecurity: BreachState?
    package var dataSecurity: BreachState?
    package var impact: ImpactLevel?
    package var deadlines: [DeadlineShown]?
    // Its registration.
    package var system: String?
    package var reporterKind: String?
    package var channel: String?
    package var reportedAt: Timestamp?
    package var calls: [CallShown] = []
    // Steps.
    package var changed: [String] = []
    package var startedAt: Timestamp?
    package var deadline: DeadlineShown?
    package var deviation: DeviationShown?
    package var to: String?
    package var line: String?
    package var handOvers: Int64?
    package var plannedFor: Timestamp?
    package var wanted: Bool?
    package var problem: String?
    package var visibility: String?
    // Resolving.
    package var resolution: Int64?
    package var resolutionType: ResolutionType?
    package var deliveredAt: Timestamp?
    package var closesAt: Timestamp?
    package var approved: Bool?
    package var release: String?
    package var plannedAt: Timestamp?
    package var noticedAt: Timestamp?
    package var releasedAt: Timestamp?
    package var closure: Closure.Reason?
    package var closedAt: Timestamp?
    // Clocks and other incidents.
    package var clocks: [ClockShown] = []
    package var clock: String?
    package var subject: String?
    package var party: String?
    package var due: Timestamp?
    package var percent: Int64?
    package var awareAt: Timestamp?
    package var regime: String?
    package var stage: String?
    package var master: String?
    package var child: String?
    package var outcome: String?
    package var parts: [String] = []
    package var candidates: Int?
    package var isSuperseded = false

    package init() {}

    package struct Priority: Equatable, Sendable {
        /// Nil: unclassified.
        package var category: Category?
        package var expedited: Bool

        package init(category: Category?, expedited: Bool) {
            self.category = category
            self.expedited = expedited
        }
    }

    /// A deadline for the start of work.
    package struct DeadlineShown: Equatable, Sendable {
        package var role: ResponsibleRole
        package var due: Timestamp
        package var isAdvisory: Bool
        /// running, met, missed.
        package var outcome: String
        /// Its time stands still: the reporter is asked something.
        package var isPaused: Bool

        package init(
            role: ResponsibleRole,
            due: Timestamp,
            isAdvisory: Bool = false,
            outcome: String = "running",
            isPaused: Bool = false
        ) {
            self.role = role
            self.due = due
            self.isAdvisory = isAdvisory
            self.outcome = outcome
            self.isPaused = isPaused
        }
    }

    /// A clock that was set or moved, or stopped.
    package struct ClockShown: Equatable, Sendable {
        package var kind: String
        package var subject: String
        package var party: String?
        package var due: Timestamp
        /// Nil: it was stopped.
        package var from: Timestamp?

        package init(
            kind: String,
            subject: String = "",
            party: String? = nil,
            due: Timestamp,
            from: Timestamp? = nil
        ) {
            self.kind = kind
            self.subject = subject
            self.party = party
            self.due = due
            self.from = from
        }
    }

    package struct CallShown: Equatable, Sendable {
        package var to: String
        package var at: Timestamp
        package var outcome: String

        package init(to callee: String, at moment: Timestamp, outcome: String) {
            self.to = callee
            self.at = moment
            self.outcome = outcome
        }
    }

    package struct DeviationShown: Equatable, Sendable {
        package var code: String
        package var since: Timestamp
        /// Nil: the event does not say; the code does.
        package var principle: Principle?
        /// Who departed from the policy; nil: not said.
        package var party: String?
        package var evidence: [EvidenceShown]

        package init(
            code: String,
            since: Timestamp,
            principle: Principle? = nil,
            party: String? = nil,
            evidence: [EvidenceShown] = []
        ) {
            self.code = code
            self.since = since
            self.principle = principle
            self.party = party
            self.evidence = evidence
        }
    }

    package struct EvidenceShown: Equatable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}
