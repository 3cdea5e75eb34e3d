/// Whose subscription it is: a party of the flow, or an organisation among the reporters.
package enum SubscriptionOwner: Hashable, Sendable {
    /// The authority; sees every incident.
    case itsm
    /// The user portal; sees what was reported there.
    case portal
    /// The supplier; sees every incident.
    case spoc
    /// A register authority, by the register's code in upper case: sees incidents it is
    /// concerned with, and no others.
    case register(String)
    /// An organisation, by the name its reports carry; sees what it has reported itself.
    case organisation(String)

    /// The word on the wire: `itsm`, `register:MAT`, `organisation:Aarhus Kommune`.
    package var name: String {
        switch self {
        case .itsm: "itsm"
        case .portal: "portal"
        case .spoc: "spoc"
        case .register(let code): "register:\(code)"
        case .organisation(let name): "organisation:\(name)"
        }
    }

    package init?(name: String) {
        switch name {
        case "itsm": self = .itsm
        case "portal": self = .portal
        case "spoc": self = .spoc
        default:
            let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            switch parts[0] {
            case "register": self = .register(parts[1])
            case "organisation": self = .organisation(parts[1])
            default: return nil
            }
        }
    }
}
