package import Incidents

/// The kinds of party a dialect can be meant for: `Party` without the register's code.
package enum PartyKind: String, CaseIterable, Sendable {
    case itsm
    case portal
    case spoc
    case register

    package init(_ party: Party) {
        switch party {
        case .itsm: self = .itsm
        case .portal: self = .portal
        case .spoc: self = .spoc
        case .register: self = .register
        case .broker: preconditionFailure("the broker's own commands are never translated")
        }
    }

    /// Reports incidents and is told how they go; the others solve them.
    package var isReporting: Bool { self == .itsm || self == .portal }
}
