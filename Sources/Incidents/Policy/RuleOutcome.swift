/// What follows from the rules that fired on an incident's facts.
package struct RuleOutcome: Equatable, Sendable {
    /// Every rule that fired.
    package var fired = RuleSet()
    /// Nil: no rule says who; the supplier's SPOC keeps it (principle 9).
    package var responsible: ResponsibleRole?
    package var forwardsToRegister = false
    package var expedited = false
    package var processes: SecurityProcesses = []

    package init() {}
}

/// The special processes an incident follows; both at once when both breaches are there.
package struct SecurityProcesses: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package static let majorIncident = SecurityProcesses(rawValue: 1)
    package static let dataSecurity = SecurityProcesses(rawValue: 2)

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package init(_ process: SecurityProcess) {
        switch process {
        case .majorIncident: self = .majorIncident
        case .dataSecurity: self = .dataSecurity
        }
    }

    /// In words, in a fixed order.
    package var all: [SecurityProcess] {
        SecurityProcess.allCases.filter { contains(SecurityProcesses($0)) }
    }
}
