package import Messaging

/// What those who handle the incident have said it is: goes before what its report says.
package struct Ruling: Equatable, Sendable {
    package var category: Category?
    /// The authority has decided the category: only it changes it (P8).
    package var isDecided: Bool
    package var kind: IncidentKind?
    package var registers: [String]?
    package var responsible: ResponsibleRole?
    package var impact: ImpactLevel?
    package var isMajor: Bool
    /// Set by those who handle it; nothing found is a finding too.
    package var security: SecurityFlags?

    package static let none = Ruling()

    package init(
        category: Category? = nil,
        isDecided: Bool = false,
        kind: IncidentKind? = nil,
        registers: [String]? = nil,
        responsible: ResponsibleRole? = nil,
        impact: ImpactLevel? = nil,
        isMajor: Bool = false,
        security: SecurityFlags? = nil
    ) {
        self.category = category
        self.isDecided = isDecided
        self.kind = kind
        self.registers = registers
        self.responsible = responsible
        self.impact = impact
        self.isMajor = isMajor
        self.security = security
    }
}

/// One of the authority's decisions on the category; superseded ones are kept.
package struct PriorityRuling: Equatable, Sendable {
    package var category: Category
    package var previous: Category?
    package var reason: String
    package var decidedAt: Timestamp
    package var decision: Int64?
    /// It came after a later one had been taken: history only (edge case 13).
    package var isSuperseded: Bool

    package init(
        category: Category,
        previous: Category?,
        reason: String,
        decidedAt: Timestamp,
        decision: Int64? = nil,
        isSuperseded: Bool = false
    ) {
        self.category = category
        self.previous = previous
        self.reason = reason
        self.decidedAt = decidedAt
        self.decision = decision
        self.isSuperseded = isSuperseded
    }
}
