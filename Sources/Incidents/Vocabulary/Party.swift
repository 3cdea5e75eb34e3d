/// Who stands at the other end of a topic pair.
///
/// A message's party is judged by its topic, never by what its body claims.
package enum Party: Hashable, Sendable {
    /// The authority's ITSM tool: the authority, register authorities, subcontractors.
    case itsm
    /// The user portal.
    case portal
    /// The supplier's single point of contact.
    case spoc
    /// A register authority's own tool, by the register's code in upper case (`MAT`).
    case register(String)
    /// The broker itself: what one incident tells another, what the fan-out has delivered.
    case broker

    /// Prefix of the ids of incidents reported here: `itsm`, `portal`, `spoc`, `mat`.
    package var system: String {
        switch self {
        case .itsm: "itsm"
        case .portal: "portal"
        case .spoc: "spoc"
        case .register(let code): code.lowercased()
        case .broker: "broker"
        }
    }

    /// The word on the wire: `itsm`, `portal`, `spoc`, `register:MAT`.
    package var name: String {
        switch self {
        case .itsm: "itsm"
        case .portal: "portal"
        case .spoc: "spoc"
        case .register(let code): "register:\(code)"
        case .broker: "broker"
        }
    }

    package init?(name: String) {
        switch name {
        case "itsm": self = .itsm
        case "portal": self = .portal
        case "spoc": self = .spoc
        case "broker": self = .broker
        default:
            guard name.hasPrefix("register:"), name.count > "register:".count else { return nil }
            self = .register(String(name.dropFirst("register:".count)))
        }
    }
}

/// Who reported: the policy's kinds of reporter ("indmelder"), and the SPOC for alarms of its own.
package enum ReporterKind: String, CaseIterable, Sendable {
    /// Anvender.
    case user
    /// Registermyndighed.
    case registerAuthority = "register-authority"
    /// Datafordelermyndigheden.
    case authority
    /// Underleverandør of a register authority or of the authority.
    case subcontractor
    /// Supportleverandørens SPOC.
    case spoc
}

package enum ReportingChannel: String, CaseIterable, Sendable {
    case portal
    case itsm
    case phone
    case email
    case monitoring
    /// A register authority's own topic.
    case register
    case spoc
}

package struct Reporter: Equatable, Sendable {
    package var kind: ReporterKind
    package var organisation: String?
    package var name: String?
    package var email: String?
    package var phone: String?
    /// Where the reporter wants status as webhooks; used by the fan-out only.
    package var callback: String?

    package init(
        kind: ReporterKind,
        organisation: String? = nil,
        name: String? = nil,
        email: String? = nil,
        phone: String? = nil,
        callback: String? = nil
    ) {
        self.kind = kind
        self.organisation = organisation
        self.name = name
        self.email = email
        self.phone = phone
        self.callback = callback
    }
}
