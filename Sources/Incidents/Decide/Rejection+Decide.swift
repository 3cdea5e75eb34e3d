internal import Messaging

// Why a command may not be.

extension Rejection {
    static func unknown(_ id: IncidentID) -> Rejection {
        Rejection(
            .incidentUnknown,
            "No incident \(id) is known here.",
            remedy: "Report the incident first, or send the incident's id as it stands in the"
                + " message that told you of it.",
            pointer: "/incident"
        )
    }

    /// What a report must say; nil: it does.
    static func of(_ report: Report, in command: Command) -> Rejection? {
        guard command.incident.isOf(command.party) else {
            return Rejection(
                .roleForbidden,
                "An incident reported here cannot have the id \(command.incident).",
                remedy: "Send the report with its number in your own tool, and no incident id.",
                pointer: "/incident"
            )
        }
        if report.title?.isEmpty ?? true { return .missing("title") }
        return report.reporter == nil ? .missing("reporter") : nil
    }

    /// To a party that is nothing to the incident: what it would be told if there were none.
    static func ofStranger(_ command: Command) -> Rejection {
        guard case .report(let report) = command.action else {
            return unknown(command.incident)
        }
        return of(report, in: command) ?? unknown(command.incident)
    }

    /// Whether the party may do that to the incident; nil: it may.
    static func ofRights(
        _ action: Command.Action,
        by party: Party,
        _ capacities: Capacities,
        _ status: IncidentStatus
    ) -> Rejection? {
        let needed = ActionRights.capacities(for: action.kind)
        if needed.isDisjoint(with: capacities) {
            return forbidden(
                "\(action.name) is for \(needed.names).",
                remedy: allowed(in: status, to: capacities)
            )
        }
        guard let limit = ActionRights.limit(on: action, by: party, capacities) else { return nil }
        return forbidden(limit.rawValue, remedy: "Ask the SPOC, or the authority.")
    }

    /// The status does not allow it.
    static func ofState(
        _ kind: Command.Action.Kind,
        _ bar: ActionStates.Bar,
        _ status: IncidentStatus,
        _ capacities: Capacities
    ) -> Rejection {
        Rejection(
            .stateForbidden,
            "\(kind.rawValue) is not possible while the incident is \(status.rawValue): "
                + "\(bar.rule) (\(bar.principle)).",
            remedy: "\(bar.remedy) \(allowed(in: status, to: capacities))"
        )
    }

    private static func allowed(in status: IncidentStatus, to capacities: Capacities) -> String {
        let names = ActionStates.allowed(in: status, to: capacities).map(\.rawValue)
        return "Allowed to you now: \(names.joined(separator: ", "))."
    }

    private static func missing(_ member: String) -> Rejection {
        Rejection(
            .contentInvalid,
            "A report must have a \(member).",
            remedy: "Send the report again with its \(member).",
            pointer: "/\(member)"
        )
    }

    private static func forbidden(_ detail: String, remedy: String) -> Rejection {
        Rejection(.roleForbidden, detail, remedy: remedy)
    }
}

extension Incident {
    /// The SPOC always; a register authority when the incident was sent to it.
    func isSolving(_ party: Party) -> Bool {
        switch party {
        case .spoc: true
        case .register(let code): recipients.contains(code)
        case .itsm, .portal, .broker: false
        }
    }
}

extension IncidentID {
    func isOf(_ party: Party) -> Bool {
        let system = party.system
        return text.utf8.count > system.utf8.count + 1 && text.hasPrefix(system)
            && text.utf8.dropFirst(system.utf8.count).first == UInt8(ascii: "-")
    }

    /// The reporting system's own number.
    var number: String {
        guard let dash = text.firstIndex(of: "-") else { return text }
        return String(text[text.index(after: dash)...])
    }
}
