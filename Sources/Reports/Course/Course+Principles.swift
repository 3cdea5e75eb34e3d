package import Incidents

// Which incidents a principle was about, and whom it bound: the denominators.

extension Course {
    /// The parties that a principle bound in this incident; none: it did not apply.
    ///
    /// A party on record for departing from the principle was bound by it, whatever else is said.
    package func parties(boundBy principle: Principle) -> [String] {
        var parties = boundParties(principle)
        for departure in deviations
        where departure.principle == principle && !parties.contains(departure.party) {
            parties.append(departure.party)
        }
        return parties
    }

    private func boundParties(_ principle: Principle) -> [String] {
        switch principle.number {
        case 1, 20: [reportedBy]
        case 2, 9, 18, 19: ["spoc"]
        case 3: owesStart(.supplier) || wasUnclassified ? ["spoc"] : []
        case 4: ["spoc"]
        case 5: hasPhoneDuty ? [reportedBy] : []
        case 6: reporterKind == "register-authority" ? [reportedBy] : []
        case 7: isSecurity || !processes.isEmpty ? [reportedBy] : []
        case 8: doubtedAt.isEmpty && overriddenAt.isEmpty && categories.count < 2 ? [] : ["spoc"]
        case 10: responsibles.contains(.registerAuthority) ? [registerParties] : []
        case 11, 13, 16: proposals.isEmpty ? [] : [solver]
        case 12: proposals.contains { $0.type == .workaround } ? [solver] : []
        case 14: [solver]
        case 15: Set(releases.map(\.by)).sorted()
        case 17: proposals.isEmpty && closures.isEmpty ? [] : [solver]
        case 22, 23: [solver]
        default: []
        }
    }

    private var hasPhoneDuty: Bool {
        let binds = ["authority", "register-authority", "subcontractor"]
        return !categories.isDisjoint(with: [.a, .b]) && binds.contains(reporterKind ?? "")
    }

    private var registerParties: String { parties(of: .registerAuthority) }

    private func owesStart(_ role: ResponsibleRole) -> Bool {
        promises.contains { $0.kind == "start-work" && $0.role == role }
    }

    /// Whom a deviation is laid to that names no party: the one its principle bound.
    func suspect(of departure: Departure) -> String {
        if departure.code.hasSuffix("START_LATE") {
            return parties(of: departure.principle.number == 10 ? .registerAuthority : .supplier)
        }
        return boundParties(departure.principle).first ?? reportedBy
    }
}
