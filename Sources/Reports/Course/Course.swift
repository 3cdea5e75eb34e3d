package import Incidents
package import Messaging

/// One incident's life, folded from its events: what every report is made from.
package struct Course: Equatable, Sendable {
    package let id: String
    /// When the broker took it in; of a headless history its first event's time.
    package let registeredAt: Timestamp
    package var reportedAt: Timestamp
    /// The party whose tool it was reported in.
    package var reportedBy: String
    package var reporterKind: String?
    package var channel: String?
    package var environment = "production"
    package var status = IncidentStatus.registered
    package var kind = "unknown"
    package var registers: [String] = []
    package var services: [String] = []
    package var responsible = ResponsibleRole.supplier
    /// Who was responsible at any time.
    package var responsibles: Set<ResponsibleRole> = []
    package var processes: [String] = []
    package var itSecurity = BreachState.none
    package var dataSecurity = BreachState.none
    package var isMajor = false
    /// Nil: unclassified.
    package var category: Category?
    /// Every category it ever had.
    package var categories: Set<Category> = []
    package var wasUnclassified = false
    package var expedited = false
    package var wasExpedited = false
    package var impact: ImpactLevel?
    package var promises: [Promise] = []
    package var deviations: [Departure] = []
    package var turns: [Turn] = []
    /// When each party that did so began work, in order.
    package var starts: [Step] = []
    package var proposals: [ProposalCourse] = []
    package var releases: [ReleaseCourse] = []
    package var closures: [ClosureCourse] = []
    package var objectedAt: [Timestamp] = []
    package var reopenedAt: [Timestamp] = []
    package var doubtedAt: [Timestamp] = []
    package var overriddenAt: [Timestamp] = []
    package var escalations: [Step] = []
    /// Parties that the solving went to, beside the first.
    package var handOvers = 0
    package var master: String?
    package var children: [String] = []
    package var problemDecided = false
    /// When the reporter last heard how it goes, as far as the events show.
    package var toldAt: Timestamp
    /// The longest the reporter waited to hear, in milliseconds, while the incident was open.
    package var silenceMax: Int64 = 0
    package var lastAt: Timestamp
    package var policyVersions: [String] = []
    package var eventCount = 0

    /// Something a party did, and when.
    package struct Step: Equatable, Sendable {
        package var party: String
        package var at: Timestamp

        package init(_ party: String, _ moment: Timestamp) {
            self.party = party
            self.at = moment
        }
    }

    package init(_ history: IncidentHistory) {
        self.init(history.id, history.events.first)
        for event in history.events { apply(event) }
    }

    /// A course that begins with this event, which is still to be applied.
    init(_ id: String, _ first: HistoryEvent?) {
        self.id = id
        self.registeredAt = first?.at ?? Timestamp(milliseconds: 0)
        self.reportedAt = first?.told.reportedAt ?? registeredAt
        self.reportedBy = first?.by ?? "broker"
        self.toldAt = registeredAt
        self.lastAt = registeredAt
    }

    package var isOpen: Bool { status.isOpen }
    package var closedAt: Timestamp? { isOpen ? nil : closures.last?.at }
    package var isSecurity: Bool { itSecurity != .none || dataSecurity != .none }

    /// The parties that owe the work of a role.
    func parties(of role: ResponsibleRole) -> String {
        guard role == .registerAuthority else { return Party.spoc.name }
        return registers.isEmpty
            ? "register" : registers.map { Party.register($0).name }.joined(separator: ", ")
    }

    package var solver: String { parties(of: responsible) }
}
