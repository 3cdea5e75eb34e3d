/// The tables of rights and states, as rows to be shown.
package enum RuleTables {
    /// One action, and what each party may do of it.
    package struct Right: Equatable, Sendable {
        package let action: Command.Action.Kind
        /// By capacity, in the order of `Capacities.all`.
        package let isAllowed: [Bool]
        /// Why somebody who may may not do all of it; nil: all.
        package let limit: String?
    }

    /// One action, and what becomes of it in each status.
    package struct State: Equatable, Sendable {
        package let action: Command.Action.Kind
        /// By status, in the order of `IncidentStatus.allCases`.
        package let answers: [ActionStates.Answer]
    }

    package static let rights = Command.Action.Kind.allCases.map { kind in
        let capacities = ActionRights.capacities(for: kind)
        return Right(
            action: kind,
            isAllowed: Capacities.all.map { capacities.contains($0.capacity) },
            limit: ActionRights.limit(on: kind)?.rawValue
        )
    }

    package static let states = Command.Action.Kind.allCases.map { kind in
        State(
            action: kind,
            answers: IncidentStatus.allCases.map { ActionStates.answer(to: kind, in: $0) }
        )
    }
}

extension ActionRights {
    /// What limits an action for some of those who may.
    static func limit(on kind: Command.Action.Kind) -> Limit? {
        switch kind {
        case .classify: .classification
        case .escalate: .escalation
        case .confirmAwareness, .confirmBreachReport: .register
        default: nil
        }
    }
}
