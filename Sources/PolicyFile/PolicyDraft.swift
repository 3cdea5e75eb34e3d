internal import Incidents
internal import StrictYAML

/// A policy as it was read, every part with its place in the file, before it is known to be whole.
struct PolicyDraft {
    var heading: HeadingDraft
    var settings: SettingsDraft
    var daysOff: [(key: YAMLKey, value: DaysOff)]
    var calendars: [(key: YAMLKey, value: CalendarDraft)]
    var deadlines: [DeadlineDraft]
    var deadlinesNode: YAMLNode
    var criticalServices: [Located<String>]
    var knownErrors: [KnownErrorDraft]
    var registers: [(key: YAMLKey, value: RegisterDraft)]
    var tables: [TableDraft]
    var rulesNode: YAMLNode
}

struct HeadingDraft {
    var name: String
    var version: String
    var validFrom: Located<CivilDate>
    var validUntil: Located<CivilDate>?
    var approvedBy: [String]
    var zone: Located<CivilZone>
}

struct SettingsDraft {
    var settings: PolicySettings
    /// Nil: not said, and the settings' default.
    var spocPhoneCalendar: Located<String>?
    /// Those that clocks run on.
    var clockCalendars: [Located<String>] = []
    /// The same.
    var closingCalendar: Located<String>?
}

struct CalendarDraft {
    var week: [ServiceCalendar.Hours?]
    var daysOff: Located<String>?
}

/// The deadlines of one responsible party in one environment.
struct DeadlineDraft {
    var node: YAMLNode
    var responsible: ResponsibleRole
    var environment: Environment
    var principle: Principle
    var calendar: Located<String>
    var advisory: Bool
    var within: [(key: YAMLKey, value: ServicePeriod)]
}

/// A known error, with the places of what it names.
struct KnownErrorDraft {
    var id: Located<String>
    var error: KnownError
    var registers: [Located<String>]
    var from: CivilDate?
    var until: CivilDate?
}

struct RegisterDraft {
    var name: String
    var personalData: Bool
    var node: YAMLNode
    var owners: [OwnerDraft]
}

struct OwnerDraft {
    var node: YAMLNode
    var authority: String
    var coOwners: [String]
    var recipient: String?
    /// Nil: always has been.
    var from: CivilDate?
    /// Nil: still is.
    var until: CivilDate?
}

/// The rules of one table, in the file's order.
struct TableDraft {
    var table: Rule.Table
    var node: YAMLNode
    var rules: [RuleDraft]
}

struct RuleDraft {
    var rule: Rule
    var id: YAMLNode
    var when: YAMLNode
    /// One for each condition of the rule, in its order.
    var conditions: [YAMLNode]
    var then: YAMLNode
    /// One for each effect of the rule, in its order.
    var effects: [YAMLNode]
}
