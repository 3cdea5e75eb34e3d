package import Messaging

/// One version of the incident policy, as data the core obeys.
///
/// Made by `PolicyFile` from YAML and never changed. Everything in it that causes an effect
/// names the principle it comes from.
package struct Policy: Sendable {
    package var name: String
    package var version: String
    /// Who has agreed to this version (P19); empty: the file does not say.
    package var approvedBy: [String] = []
    /// It changes an earlier version, and nobody is named who agreed (P19).
    package var isUnapprovedChange = false
    /// In force from (inclusive) and until (exclusive; nil: for now).
    package var validFrom: Timestamp
    package var validUntil: Timestamp?
    package var zone: CivilZone
    package var calendars: [String: ServiceCalendar]
    package var startOfWork: [StartOfWorkDeadline]
    package var criticalServices: Set<String>
    package var knownErrors: [KnownError] = []
    package var registers: [String: Register]
    package var rules: [Rule] {
        didSet { compiled = CompiledRules(rules) }
    }
    package var settings: PolicySettings
    /// The rules, ready for use.
    package private(set) var compiled: CompiledRules

    package init(
        name: String,
        version: String,
        validFrom: Timestamp,
        validUntil: Timestamp?,
        zone: CivilZone,
        calendars: [String: ServiceCalendar],
        startOfWork: [StartOfWorkDeadline],
        criticalServices: Set<String>,
        registers: [String: Register],
        rules: [Rule],
        settings: PolicySettings
    ) {
        self.name = name
        self.version = version
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.zone = zone
        self.calendars = calendars
        self.startOfWork = startOfWork
        self.criticalServices = criticalServices
        self.registers = registers
        self.rules = rules
        self.settings = settings
        self.compiled = CompiledRules(rules)
    }
}

extension Policy {
    package func rule(_ id: String) -> Rule? {
        rules.first { $0.id == id }
    }

    /// The promise that holds for such an incident, if one was made.
    func startOfWork(
        _ category: Category,
        _ role: ResponsibleRole,
        _ environment: Environment
    ) -> StartOfWorkDeadline? {
        startOfWork.first {
            $0.category == category && $0.responsible == role && $0.environment == environment
        }
    }

    /// What follows from every table but the one about calls.
    func outcome(of facts: Facts) -> RuleOutcome {
        var outcome = RuleOutcome()
        for table in [Rule.Table.routing, .impact, .channel, .security, .notice] {
            compiled.evaluate(table, on: facts, into: &outcome)
        }
        return outcome
    }

    /// The rules about calls that say one is missing.
    func phoneRules(firedBy facts: Facts) -> RuleSet {
        var outcome = RuleOutcome()
        compiled.evaluate(.phone, on: facts.forPhoneRules(self), into: &outcome)
        return outcome.fired
    }
}
