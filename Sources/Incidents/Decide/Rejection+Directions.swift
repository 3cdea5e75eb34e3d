internal import Messaging

// What a command about priority, responsibility or security may not say, whoever may send it.

extension Rejection {
    /// Nil: it may.
    static func ofDirection(
        _ command: Command,
        _ incident: Incident,
        _ policy: Policy
    ) -> Rejection? {
        switch command.action {
        case .classify(let details): of(details, command.party, incident, policy)
        case .escalate(let escalation): of(escalation, incident, policy)
        case .flagSecurity(let finding): of(finding, command.party, incident)
        case .confirmAwareness(let awareness):
            ofController(awareness.register, command.party, incident, policy)
                ?? ofLaw(incident, policy)
        case .confirmBreachReport(let report):
            ofController(report.register, command.party, incident, policy)
        default: nil
        }
    }

    private static func of(
        _ details: Classification,
        _ party: Party,
        _ incident: Incident,
        _ policy: Policy
    ) -> Rejection? {
        if party.role == .registerAuthority, details.category != nil || details.registers != nil {
            return Rejection(
                .roleForbidden,
                "A register authority says what kind of fault it is and who is to solve it, not"
                    + " its category or whose registers it concerns.",
                remedy: "Send a priority doubt, or ask the SPOC.",
                pointer: details.category != nil ? "/category" : "/registers"
            )
        }
        if details.category == nil, details.kind == nil, details.registers == nil,
            details.responsible == nil
        {
            return Rejection(
                .contentInvalid,
                "The classification says nothing.",
                remedy: "Send at least one of category, kind, registers and responsible."
            )
        }
        if let category = details.category, category != incident.category,
            incident.handling.ruling.isDecided
        {
            return priorityDecided(category, incident)
        }
        guard details.responsible == .registerAuthority else { return nil }
        let codes = details.registers ?? incident.registers
        let isReachable = codes.contains { code in
            policy.hasRecipient(code, at: incident.reportedAt)
        }
        return isReachable
            ? nil
            : Rejection(
                .contentInvalid,
                "No register is named whose authority can be sent the incident.",
                remedy: "Name the register with registers, or escalate to it.",
                pointer: "/responsible"
            )
    }

    private static func priorityDecided(_ category: Category, _ incident: Incident) -> Rejection {
        Rejection(
            .priorityDecided,
            "The authority has decided the category \(incident.category?.rawValue ?? "")"
                + " (principle 8), so \(category.rawValue) cannot be set.",
            remedy: "Send a priority doubt; the authority changes its decision by another one.",
            pointer: "/category"
        )
    }

    private static func of(
        _ escalation: Escalation,
        _ incident: Incident,
        _ policy: Policy
    ) -> Rejection? {
        guard case .register(let code) = escalation.to,
            !policy.hasRecipient(code, at: incident.reportedAt)
        else { return nil }
        return Rejection(
            .contentInvalid,
            "Nobody at \(code) is known who could be sent the incident.",
            remedy: "Escalate to a register that names a recipient, or to the incident manager.",
            pointer: "/to"
        )
    }

    private static func of(
        _ finding: SecurityFinding,
        _ party: Party,
        _ incident: Incident
    ) -> Rejection? {
        guard finding.itSecurity != nil || finding.dataSecurity != nil || finding.controllers != nil
        else {
            return Rejection(
                .contentInvalid,
                "The finding says nothing.",
                remedy: "Send at least one of it, data and controllers."
            )
        }
        let flags = SecurityFlags(
            itSecurity: finding.itSecurity ?? incident.security.itSecurity,
            dataSecurity: finding.dataSecurity ?? incident.security.dataSecurity
        )
        guard party != .itsm, flags.isBelow(incident.security) else { return nil }
        return Rejection(
            .roleForbidden,
            "Only the authority clears a breach of security, or a suspicion of one (principle 7).",
            remedy: "Send a note saying why there is none, and let the authority clear it.",
            pointer: flags.itSecurity < incident.security.itSecurity ? "/it" : "/data"
        )
    }

    private static func ofController(
        _ code: String,
        _ party: Party,
        _ incident: Incident,
        _ policy: Policy
    ) -> Rejection? {
        if case .register(let sender) = party, sender != code.uppercased() {
            return Rejection(
                .roleForbidden,
                "A register authority speaks for its own register only.",
                remedy: "Send your own register's code.",
                pointer: "/register"
            )
        }
        guard policy.registers[code] == nil, policy.registers[code.uppercased()] == nil else {
            return nil
        }
        return Rejection(
            .contentInvalid,
            "No register \(code) is known.",
            remedy: "Send the code of a register of the policy.",
            pointer: "/register"
        )
    }

    /// No law's time runs when nothing has been breached.
    private static func ofLaw(_ incident: Incident, _ policy: Policy) -> Rejection? {
        let isBreach =
            incident.security.dataSecurity != .none
            || policy.settings.clocks.nis2 && incident.security.itSecurity != .none
        guard !isBreach else { return nil }
        return Rejection(
            .stateForbidden,
            "No breach of data security is flagged, so nobody can be aware of it.",
            remedy: "Flag the breach first."
        )
    }
}

extension Policy {
    /// Whether somebody at the register's authority receives incidents.
    func hasRecipient(_ code: String, at moment: Timestamp) -> Bool {
        registers[code]?.ownership(at: moment)?.recipient != nil
    }
}
