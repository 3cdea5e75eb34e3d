/// Who may do what to an incident: one table, total, the same in every status.
///
/// A party that is nothing to the incident is not in it: it is answered as if there were none.
package enum ActionRights {
    /// Any one of these is enough.
    package static func capacities(for kind: Command.Action.Kind) -> Capacities {
        switch kind {
        case .report, .update, .withdraw: .reporter
        case .accept, .object: [.reporter, .authority]
        case .note, .flagSecurity: [.reporter, .spoc, .register, .authority]
        case .acknowledge, .startWork, .awaitReporter, .plan, .propose, .requestClose: .solving
        case .doubtPriority: .solving
        // The broker for the duplicates of an incident.
        case .planRelease, .finishRelease, .rollBackRelease: [.spoc, .register, .broker]
        case .logCall, .assessImpact, .linkDuplicate, .split, .declareMajor, .retype:
            [.spoc, .authority]
        case .classify, .assign, .relateProblem, .needResource: [.spoc, .register, .authority]
        // The reporter's tool to the incident manager only: see `limits`.
        case .escalate: [.reporter, .spoc, .register, .authority]
        case .assureQuality, .reopen, .overridePriority: .authority
        case .confirmAwareness, .confirmBreachReport: [.register, .authority]
        case .confirmDelivery: [.reporter, .authority, .broker]
        case .reportUndelivered: [.reporter, .spoc, .authority, .broker]
        case .takeChild, .settleChild, .followMaster, .splitOff, .refuseLink: .broker
        }
    }

    /// What such a party may only do in part; nil: all of it.
    static func limit(
        on action: Command.Action,
        by party: Party,
        _ capacities: Capacities
    ) -> Limit? {
        switch action {
        case .classify(let details):
            guard !capacities.contains(.spoc), !capacities.contains(.authority) else { return nil }
            return details.category == nil && details.registers == nil ? nil : .classification
        case .escalate(let escalation):
            return capacities == .reporter && !escalation.isHierarchical ? .escalation : nil
        case .confirmAwareness(let awareness):
            return isOfOther(awareness.register, party) ? .register : nil
        case .confirmBreachReport(let report):
            return isOfOther(report.register, party) ? .register : nil
        default: return nil
        }
    }

    /// A part of an action that is for others.
    enum Limit: String, CaseIterable {
        case classification = "A register authority sets kind and responsible only."
        case escalation = "The reporter's tool escalates to the incident manager only."
        case register = "A register authority speaks of its own register only."
    }

    private static func isOfOther(_ code: String, _ party: Party) -> Bool {
        if case .register(let own) = party { own != code } else { false }
    }
}

extension ActionRights {
    /// The table for people: one line per action, who may in words.
    package static var lines: [String] {
        Command.Action.Kind.allCases.map { "\($0.rawValue): \(capacities(for: $0).names)" }
    }
}
