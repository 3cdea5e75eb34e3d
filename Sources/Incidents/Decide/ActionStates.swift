/// What may be done to an incident in which status: one table, total, the same for every party.
package enum ActionStates {
    package enum Answer: Equatable, Sendable {
        case allowed
        /// It has been done already.
        case repeats
        case forbidden(Bar)
    }

    /// The rule by which a status does not allow an action.
    package enum Bar: String, CaseIterable, Sendable {
        case isClosed
        case nothingProposed
        case waitsForAnswer
        case isOpen
    }

    package static func answer(to kind: Command.Action.Kind, in status: IncidentStatus) -> Answer {
        switch kind {
        case .report, .update, .note, .logCall, .relateProblem: .allowed
        case .flagSecurity, .confirmAwareness, .confirmBreachReport: .allowed
        case .planRelease, .finishRelease, .rollBackRelease: .allowed
        case .confirmDelivery, .reportUndelivered, .requestClose: .allowed
        case .takeChild, .settleChild, .followMaster, .refuseLink: .allowed
        case .acknowledge, .startWork, .classify, .assessImpact, .assign, .escalate, .plan,
            .propose, .doubtPriority, .overridePriority, .declareMajor, .needResource, .retype,
            .linkDuplicate, .split:
            status == .closed ? .forbidden(.isClosed) : .allowed
        case .awaitReporter:
            switch status {
            case .registered, .acknowledged, .inProgress, .pending: .allowed
            case .resolved: .forbidden(.waitsForAnswer)
            case .closed: .forbidden(.isClosed)
            }
        case .assureQuality, .accept, .object: answerToProposal(kind, status)
        case .withdraw: status == .closed ? .repeats : .allowed
        case .reopen: status == .closed ? .allowed : .forbidden(.isOpen)
        case .splitOff: .repeats
        }
    }

    /// What is about a workaround or solution that was put to the reporter.
    private static func answerToProposal(
        _ kind: Command.Action.Kind,
        _ status: IncidentStatus
    ) -> Answer {
        switch status {
        case .registered, .acknowledged, .inProgress, .pending: .forbidden(.nothingProposed)
        case .resolved: .allowed
        case .closed:
            switch kind {
            case .accept: .repeats
            // It may have come in time, or makes a new incident (edge cases 16 and 20).
            case .object: .allowed
            default: .forbidden(.isClosed)
            }
        }
    }
}

extension ActionStates.Bar {
    package var principle: Principle {
        switch self {
        case .isClosed, .waitsForAnswer, .isOpen: Principle(17)
        case .nothingProposed: Principle(16)
        }
    }

    /// One sentence: the rule.
    package var rule: String {
        switch self {
        case .isClosed: "a closed incident is not worked on any more"
        case .nothingProposed: "no workaround or solution waits for the reporter's word"
        case .waitsForAnswer: "a workaround or solution already waits for the reporter's word"
        case .isOpen: "only a closed incident is opened again"
        }
    }

    /// One sentence: the way out.
    package var remedy: String {
        switch self {
        case .isClosed: "Ask the authority to reopen the incident, or report a new one."
        case .nothingProposed: "Propose a workaround or solution first."
        case .waitsForAnswer: "Ask in a note, or propose anew."
        case .isOpen: "Send a note; the incident is being handled."
        }
    }
}

extension ActionStates {
    /// What would be allowed to such a party in a status, in the table's order.
    package static func allowed(
        in status: IncidentStatus,
        to capacities: Capacities
    ) -> [Command.Action.Kind] {
        Command.Action.Kind.allCases.filter { kind in
            !ActionRights.capacities(for: kind).isDisjoint(with: capacities)
                && answer(to: kind, in: status) == .allowed
        }
    }

    /// The table for people: one line per action, a letter per status in the order of the life
    /// cycle: `+` allowed, `=` done already, `-` refused.
    package static var lines: [String] {
        Command.Action.Kind.allCases.map { kind in
            let marks = IncidentStatus.allCases.map { status in
                switch answer(to: kind, in: status) {
                case .allowed: "+"
                case .repeats: "="
                case .forbidden: "-"
                }
            }
            return "\(kind.rawValue): \(marks.joined())"
        }
    }
}
