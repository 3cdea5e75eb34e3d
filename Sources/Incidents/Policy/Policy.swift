package import Messaging

/// One version of the incident policy, as data the core obeys.
///
/// Made by `PolicyFile` from YAML and never changed. Everything in it that causes an effect
/// names the principle it comes from.
package struct Policy: Sendable {
    package var name: String
    package var version: String
    /// In force from (inclusive) and until (exclusive; nil: for now).
    package var validFrom: Timestamp
    package var validUntil: Timestamp?
    package var zone: CivilZone
    package var calendars: [String: ServiceCalendar]
    package var startOfWork: [StartOfWorkDeadline]
    package var criticalServices: Set<String>
    package var registers: [String: Register]
    package var rules: [Rule]
    package var settings: PolicySettings

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
    }
}
