/// Who owes the start of work.
package enum ResponsibleRole: String, CaseIterable, Sendable {
    case supplier
    case registerAuthority = "register-authority"
}

/// "Frist for påbegyndt fejlretning" of one category: to start work, not to have solved.
package struct StartOfWorkDeadline: Equatable, Sendable {
    package var category: Category
    package var responsible: ResponsibleRole
    package var environment: Environment
    package var within: ServicePeriod
    /// Name of the calendar the period runs on.
    package var calendar: String
    /// A breach is information, never a breach of contract (the registers' targets).
    package var advisory: Bool
    package var principle: Principle

    package init(
        category: Category,
        responsible: ResponsibleRole,
        environment: Environment,
        within: ServicePeriod,
        calendar: String,
        advisory: Bool,
        principle: Principle
    ) {
        self.category = category
        self.responsible = responsible
        self.environment = environment
        self.within = within
        self.calendar = calendar
        self.advisory = advisory
        self.principle = principle
    }
}
