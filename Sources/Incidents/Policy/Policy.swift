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

/// One of the policy's principles, 1 to 19 in version 1.1, 20 to 24 later.
package struct Principle: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package var description: String { "P\(number)" }

    package static func < (left: Principle, right: Principle) -> Bool {
        left.number < right.number
    }
}

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

/// A length of time as contracts write it.
package enum ServicePeriod: Equatable, Sendable {
    /// Minutes of the calendar's open time.
    case minutes(Int)
    /// Days on the wall clock, whatever days they are: the same time of day n days on.
    case calendarDays(Int)
    /// Days that are working days in the calendar: the same time of day n working days on.
    case workingDays(Int)
}

/// A register, and who owns it when.
package struct Register: Equatable, Sendable {
    package struct Ownership: Equatable, Sendable {
        /// The authority that leads; receives the incidents.
        package var authority: String
        /// Further owners, who are told (GeoDanmark).
        package var coOwners: [String]
        /// The one named person or function that receives incidents; nil: none named, which is
        /// a deviation of the set-up (edge case 27).
        package var recipient: String?
        package var from: Timestamp
        package var until: Timestamp?

        package init(
            authority: String,
            coOwners: [String] = [],
            recipient: String?,
            from: Timestamp,
            until: Timestamp? = nil
        ) {
            self.authority = authority
            self.coOwners = coOwners
            self.recipient = recipient
            self.from = from
            self.until = until
        }
    }

    package var code: String
    package var name: String
    package var personalData: Bool
    /// In order of validity, without overlaps.
    package var ownerships: [Ownership]

    package init(code: String, name: String, personalData: Bool, ownerships: [Ownership]) {
        self.code = code
        self.name = name
        self.personalData = personalData
        self.ownerships = ownerships
    }

    package func ownership(at moment: Timestamp) -> Ownership? {
        ownerships.first { $0.from <= moment && ($0.until.map { moment < $0 } ?? true) }
    }
}

/// The choices the policy leaves open, with the defaults `domain.md` section 8.1 names.
package struct PolicySettings: Equatable, Sendable {
    /// How long a missing call may still be logged before it is a deviation (P5), in seconds;
    /// 0: at once.
    package var phoneGraceSeconds: Int64
    /// Whether a subcontractor's A or B carries its principal's phone duty (edge case 28).
    package var subcontractorsPhone: Bool
    /// A sender's clock may be this far ahead before its time is not evidence, in seconds.
    package var clockSkewSeconds: Int64
    /// Who is the incident manager notices are addressed to.
    package var incidentManager: String

    package init(
        phoneGraceSeconds: Int64 = 0,
        subcontractorsPhone: Bool = true,
        clockSkewSeconds: Int64 = 120,
        incidentManager: String = ""
    ) {
        self.phoneGraceSeconds = phoneGraceSeconds
        self.subcontractorsPhone = subcontractorsPhone
        self.clockSkewSeconds = clockSkewSeconds
        self.incidentManager = incidentManager
    }
}
