// Where each fact and each of its values stands in `Facts`: a lane per fact, a bit per value in
// the order of `Fact.domain`. Written out, because rules are evaluated for every message.

extension Fact {
    var lane: Int {
        switch self {
        case .category: 0
        case .kind: 1
        case .environment: 2
        case .reporterKind: 3
        case .channel: 4
        case .impactLevel: 5
        case .itSecurity: 6
        case .dataSecurity: 7
        case .register: 8
        case .callToSpoc: 9
        case .callToAuthority: 10
        case .criticalService: 11
        case .statutoryDeadline: 12
        case .registerRecipient: 13
        case .spocPhoneOpen: 14
        case .occasion: 15
        case .affectedUsers: 16
        }
    }
}

/// One value of a closed fact, as a bit of the fact's lane.
protocol FactValue {
    var bit: UInt8 { get }
}

extension Category: FactValue {
    static let unclassifiedBit: UInt8 = 1 << 5

    var bit: UInt8 {
        switch self {
        case .a: 1
        case .b: 1 << 1
        case .c: 1 << 2
        case .d: 1 << 3
        case .e: 1 << 4
        }
    }
}

extension IncidentKind: FactValue {
    var bit: UInt8 {
        switch self {
        case .platform: 1
        case .application: 1 << 1
        case .data: 1 << 2
        case .unknown: 1 << 3
        }
    }
}

extension Environment: FactValue {
    var bit: UInt8 {
        switch self {
        case .production: 1
        case .test: 1 << 1
        }
    }
}

extension ReporterKind: FactValue {
    var bit: UInt8 {
        switch self {
        case .user: 1
        case .registerAuthority: 1 << 1
        case .authority: 1 << 2
        case .subcontractor: 1 << 3
        case .spoc: 1 << 4
        }
    }
}

extension ReportingChannel: FactValue {
    var bit: UInt8 {
        switch self {
        case .portal: 1
        case .itsm: 1 << 1
        case .phone: 1 << 2
        case .email: 1 << 3
        case .monitoring: 1 << 4
        case .register: 1 << 5
        case .spoc: 1 << 6
        }
    }
}

extension ImpactLevel: FactValue {
    static let unratedBit: UInt8 = 1 << 3

    var bit: UInt8 {
        switch self {
        case .low: 1
        case .medium: 1 << 1
        case .high: 1 << 2
        }
    }
}

extension BreachState: FactValue {
    var bit: UInt8 {
        switch self {
        case .none: 1
        case .suspected: 1 << 1
        case .confirmed: 1 << 2
        }
    }
}

/// Whether the policy knows a register, in the order of the fact's domain.
enum RegisterState: FactValue {
    case known
    case unknown
    case none

    var bit: UInt8 {
        switch self {
        case .known: 1
        case .unknown: 1 << 1
        case .none: 1 << 2
        }
    }
}

/// When a call was made, seen from the moment it had to precede.
enum CallState: FactValue {
    case before
    case after
    case none

    var bit: UInt8 {
        switch self {
        case .before: 1
        case .after: 1 << 1
        case .none: 1 << 2
        }
    }
}

extension Bool: FactValue {
    var bit: UInt8 { self ? 1 : 1 << 1 }
}
