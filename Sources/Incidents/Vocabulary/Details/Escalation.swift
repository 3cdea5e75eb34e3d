/// Lines of support, in the order work goes through them.
package enum SupportLine: String, CaseIterable, Sendable {
    case first
    case second
    case third
}

/// Who at the party works on the incident (P9); ownership stays with the SPOC.
package struct Assignment: Equatable, Sendable {
    package var line: SupportLine
    /// A team or a desk, by its name at the party.
    package var assignee: String?
    package var reason: String?

    package init(line: SupportLine, assignee: String? = nil, reason: String? = nil) {
        self.line = line
        self.assignee = assignee
        self.reason = reason
    }
}

/// Calls for more expertise (functional) or for management (hierarchical), in ITIL's words.
package struct Escalation: Equatable, Sendable {
    package enum Target: Equatable, Sendable {
        case secondLine
        case thirdLine
        /// Hands the solving over to the register's authority.
        case register(String)
        /// Hands the solving back to the supplier.
        case supplier
        /// The authority's incident manager: hierarchical.
        case incidentManager
    }

    package var to: Target
    package var reason: String

    package init(to: Target, reason: String) {
        self.to = to
        self.reason = reason
    }

    package var isHierarchical: Bool { to == .incidentManager }
}

extension Escalation.Target {
    /// The word on the wire: `second-line`, `register:MAT`.
    package var name: String {
        switch self {
        case .secondLine: "second-line"
        case .thirdLine: "third-line"
        case .register(let code): "register:\(code)"
        case .supplier: "supplier"
        case .incidentManager: "incident-manager"
        }
    }

    package init?(name: String) {
        switch name {
        case "second-line": self = .secondLine
        case "third-line": self = .thirdLine
        case "supplier": self = .supplier
        case "incident-manager": self = .incidentManager
        default:
            guard case .register(let code)? = Party(name: name) else { return nil }
            self = .register(code)
        }
    }
}
