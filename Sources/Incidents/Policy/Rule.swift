/// One rule of the policy: when these facts hold, these effects follow.
///
/// Rules of one table are tried in order. In a `firstMatch` table the first that holds wins;
/// in an `all` table every rule that holds fires.
package struct Rule: Equatable, Sendable {
    package enum Table: String, CaseIterable, Sendable {
        /// Who solves and who is sent the incident; first match. (P9, P10)
        case routing
        /// What makes the handling faster; all. (P4)
        case impact
        /// The right way in; all. (P1, P6)
        case channel
        /// Calls that must have been made; all. (P5, P7)
        case phone
        /// Security processes; all. (P7)
        case security
        /// Whom else to tell; all. (P8, P18)
        case notice

        package var firstMatchOnly: Bool { self == .routing }
    }

    package var id: String
    package var table: Table
    package var principle: Principle
    package var when: [Condition]
    package var then: [Effect]
    /// One sentence each for people, said when the rule has fired.
    package var danish: String
    package var english: String

    package init(
        id: String,
        table: Table,
        principle: Principle,
        when: [Condition],
        then: [Effect],
        danish: String,
        english: String
    ) {
        self.id = id
        self.table = table
        self.principle = principle
        self.when = when
        self.then = then
        self.danish = danish
        self.english = english
    }
}

/// What a rule may ask about.
package enum Fact: String, CaseIterable, Sendable {
    // Of closed sets.
    /// A, B, C, D, E or `unclassified`.
    case category
    case kind
    case environment
    case reporterKind = "reporter.kind"
    case channel
    case impactLevel = "impact.level"
    case itSecurity = "security.it"
    case dataSecurity = "security.data"
    /// Whether the register is in the policy: `known`, `unknown` (a code nobody has), `none`.
    case register
    /// `before` the registration, `after` it (or at the same moment), or `none`.
    case callToSpoc = "call.spoc"
    case callToAuthority = "call.authority"
    // Yes or no: `true`, `false`.
    /// A service on the list of critical ones is concerned.
    case criticalService = "service.critical"
    case statutoryDeadline = "impact.statutoryDeadline"
    /// The register's authority has a named recipient.
    case registerRecipient = "register.recipient"
    /// The SPOC's phone was open when the incident was registered.
    case spocPhoneOpen = "spoc.phoneOpen"
    // Numbers.
    case affectedUsers = "impact.affectedUsers"

    /// All values the fact can have, or nil for a number.
    package var domain: [String]? {
        switch self {
        case .category: Category.allCases.map(\.rawValue) + ["unclassified"]
        case .kind: IncidentKind.allCases.map(\.rawValue)
        case .environment: Environment.allCases.map(\.rawValue)
        case .reporterKind: ReporterKind.allCases.map(\.rawValue)
        case .channel: ReportingChannel.allCases.map(\.rawValue)
        case .impactLevel: ImpactLevel.allCases.map(\.rawValue) + ["unrated"]
        case .itSecurity, .dataSecurity: BreachState.allCases.map(\.rawValue)
        case .register: ["known", "unknown", "none"]
        case .callToSpoc, .callToAuthority: ["before", "after", "none"]
        case .criticalService, .statutoryDeadline, .registerRecipient, .spocPhoneOpen:
            ["true", "false"]
        case .affectedUsers: nil
        }
    }
}

package struct Condition: Equatable, Sendable {
    package enum Test: Equatable, Sendable {
        /// One of these of the fact's domain.
        case anyOf(Set<String>)
        /// The number is known and at least this.
        case atLeast(Int)
    }

    package var fact: Fact
    package var test: Test

    package init(_ fact: Fact, _ test: Test) {
        self.fact = fact
        self.test = test
    }
}

/// What a rule can cause; a closed set.
package enum Effect: Equatable, Sendable {
    /// Handle faster; the category stays (P4).
    case expedite
    case responsible(ResponsibleRole)
    /// Send the incident to the register's authority too.
    case forwardToRegister
    /// Tell the authority's incident manager, under this reason code.
    case notify(reason: String)
    /// Put a departure from the policy on record (`P05.NO_CALL_SPOC`).
    case deviation(code: String)
    case process(SecurityProcess)
}

package enum SecurityProcess: String, CaseIterable, Sendable {
    /// Annex 5.b.
    case majorIncident = "major-incident"
    /// Annex 5.c.
    case dataSecurity = "data-security"
}
