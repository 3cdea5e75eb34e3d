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

    /// Whether the party may do that to the incident; nil: it may.
    static func ofRole(_ command: Command, _ incident: Incident) -> Rejection? {
        let party = command.party
        let isReporting = party == incident.reportedBy
        let isSolving = incident.isSolving(party)
        switch command.action {
        case .report, .update:
            return isReporting
                ? nil
                : forbidden(
                    "Only the tool the incident was reported in changes it.",
                    remedy: "Send a note about what is to be changed."
                )
        case .note:
            return isReporting || isSolving || party == .itsm
                ? nil
                : forbidden(
                    "A note comes from the reporter's tool, from those who solve the incident or"
                        + " from the authority.",
                    remedy: "Ask the SPOC, or report an incident of your own."
                )
        case .acknowledge, .startWork:
            return isSolving
                ? nil
                : forbidden(
                    "Only those who solve the incident acknowledge it and start work on it.",
                    remedy: "Send a note instead, or ask the SPOC to forward the incident to you."
                )
        case .logCall:
            return party == .itsm || party == .spoc
                ? nil
                : forbidden(
                    "Calls are logged by the authority's ITSM tool and by the SPOC.",
                    remedy: "Ask whom you called to log the call."
                )
        }
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
        case .itsm, .portal: false
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
