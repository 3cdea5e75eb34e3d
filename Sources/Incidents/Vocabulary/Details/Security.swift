package import Messaging

/// What is said of breaches after the report (P7); absent means: not spoken about.
package struct SecurityFinding: Equatable, Sendable {
    package var itSecurity: BreachState?
    package var dataSecurity: BreachState?
    /// Registers whose data are concerned: their authorities are the controllers.
    package var controllers: [String]?
    package var reason: String?

    package init(
        itSecurity: BreachState? = nil,
        dataSecurity: BreachState? = nil,
        controllers: [String]? = nil,
        reason: String? = nil
    ) {
        self.itSecurity = itSecurity
        self.dataSecurity = dataSecurity
        self.controllers = controllers
        self.reason = reason
    }
}

/// A controller has become aware of a breach, and its 72 hours run by article 33 of the GDPR.
package struct BreachAwareness: Equatable, Sendable {
    package var register: String
    package var awareAt: Timestamp

    package init(register: String, awareAt: Timestamp) {
        self.register = register
        self.awareAt = awareAt
    }
}

/// A controller has notified the supervisory authority.
package struct BreachReport: Equatable, Sendable {
    package enum Stage: String, CaseIterable, Sendable {
        case first
        case final
    }

    package var register: String
    package var reportedAt: Timestamp
    package var stage: Stage

    package init(register: String, reportedAt: Timestamp, stage: Stage = .first) {
        self.register = register
        self.reportedAt = reportedAt
        self.stage = stage
    }
}
