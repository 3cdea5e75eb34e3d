package import Messaging

/// The reporter's account of the impact on its business, principle 4.
package struct BusinessImpact: Equatable, Sendable {
    package var level: ImpactLevel?
    package var description: String?
    package var affectedUsers: Int?
    /// A date in law that the reporter will miss (`2026-12-01`).
    package var statutoryDeadline: String?

    package init(
        level: ImpactLevel? = nil,
        description: String? = nil,
        affectedUsers: Int? = nil,
        statutoryDeadline: String? = nil
    ) {
        self.level = level
        self.description = description
        self.affectedUsers = affectedUsers
        self.statutoryDeadline = statutoryDeadline
    }
}

/// The two breaches of principle 7, which are different things and may both be there.
package struct SecurityFlags: Equatable, Sendable {
    /// IT-sikkerhedsbrud: the major incident process (annex 5.b).
    package var itSecurity: BreachState
    /// Datasikkerhedsbrud: the special process (annex 5.c).
    package var dataSecurity: BreachState

    package static let none = SecurityFlags(itSecurity: .none, dataSecurity: .none)

    package init(itSecurity: BreachState = .none, dataSecurity: BreachState = .none) {
        self.itSecurity = itSecurity
        self.dataSecurity = dataSecurity
    }
}

/// A phone call that principle 5 or 7 asks for.
package struct PhoneCall: Equatable, Sendable {
    package enum Callee: String, CaseIterable, Sendable {
        case spoc
        case authority
    }

    package enum Outcome: String, CaseIterable, Sendable {
        case answered
        /// Tried in vain; counts as called (edge case 2).
        case unanswered
    }

    package var to: Callee
    package var occurredAt: Timestamp
    package var outcome: Outcome

    package init(to: Callee, occurredAt: Timestamp, outcome: Outcome = .answered) {
        self.to = to
        self.occurredAt = occurredAt
        self.outcome = outcome
    }
}

/// What a reporter tells about an incident; in an update, absent means unchanged.
package struct Report: Equatable, Sendable {
    package var reporter: Reporter?
    package var channel: ReportingChannel?
    package var title: String?
    package var description: String?
    package var environment: Environment?
    package var kind: IncidentKind?
    /// Codes of the registers concerned, as sent; may hold codes nobody knows.
    package var registers: [String]?
    /// Names of the services concerned.
    package var services: [String]?
    /// As sent, upper-cased; what is not A–E leaves the incident unclassified (edge case 38).
    package var category: String?
    package var impact: BusinessImpact?
    package var security: SecurityFlags?
    package var calls: [PhoneCall]

    package init(
        reporter: Reporter? = nil,
        channel: ReportingChannel? = nil,
        title: String? = nil,
        description: String? = nil,
        environment: Environment? = nil,
        kind: IncidentKind? = nil,
        registers: [String]? = nil,
        services: [String]? = nil,
        category: String? = nil,
        impact: BusinessImpact? = nil,
        security: SecurityFlags? = nil,
        calls: [PhoneCall] = []
    ) {
        self.reporter = reporter
        self.channel = channel
        self.title = title
        self.description = description
        self.environment = environment
        self.kind = kind
        self.registers = registers
        self.services = services
        self.category = category
        self.impact = impact
        self.security = security
        self.calls = calls
    }
}

package enum Visibility: String, CaseIterable, Sendable {
    /// May be shown to the reporter.
    case `public`
    /// Between the parties that solve; never leaves as a public comment.
    case `internal`
}

package struct Note: Equatable, Sendable {
    package var text: String
    package var visibility: Visibility
    package var author: String?

    package init(text: String, visibility: Visibility, author: String? = nil) {
        self.text = text
        self.visibility = visibility
        self.author = author
    }
}
