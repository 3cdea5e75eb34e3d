/// What those who handle an incident say it is, whatever its report says (P3, P8, P9).
///
/// Absent means: not spoken about.
package struct Classification: Equatable, Sendable {
    package var category: Category?
    package var kind: IncidentKind?
    package var registers: [String]?
    package var responsible: ResponsibleRole?
    package var reason: String?

    package init(
        category: Category? = nil,
        kind: IncidentKind? = nil,
        registers: [String]? = nil,
        responsible: ResponsibleRole? = nil,
        reason: String? = nil
    ) {
        self.category = category
        self.kind = kind
        self.registers = registers
        self.responsible = responsible
        self.reason = reason
    }
}

/// How large the impact is, as those who handle the incident judge it (P4).
package struct ImpactAssessment: Equatable, Sendable {
    package var level: ImpactLevel
    package var reason: String?

    package init(level: ImpactLevel, reason: String? = nil) {
        self.level = level
        self.reason = reason
    }
}
