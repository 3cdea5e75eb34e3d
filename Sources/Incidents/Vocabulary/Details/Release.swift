package import Messaging

/// Whose correction is released: the supplier's (technical) or a register authority's (data).
package enum ReleaseKind: String, CaseIterable, Sendable {
    case technical
    case data
}

/// A correction is to be released to production (P15).
package struct ReleasePlan: Equatable, Sendable {
    package var release: String
    package var plannedAt: Timestamp
    package var kind: ReleaseKind
    package var description: String?
    /// How many incidents the message was about; nil: this one.
    package var together: Int?

    package init(
        release: String,
        plannedAt: Timestamp,
        kind: ReleaseKind,
        description: String? = nil,
        together: Int? = nil
    ) {
        self.release = release
        self.plannedAt = plannedAt
        self.kind = kind
        self.description = description
        self.together = together
    }
}

/// A correction has been released; nil: at the time the message happened.
package struct ReleaseCompletion: Equatable, Sendable {
    package var release: String
    package var releasedAt: Timestamp?
    /// How many incidents the message was about; nil: this one.
    package var together: Int?

    package init(release: String, releasedAt: Timestamp? = nil, together: Int? = nil) {
        self.release = release
        self.releasedAt = releasedAt
        self.together = together
    }
}

/// A release has been taken back; what it solved is unsolved again.
package struct ReleaseRollback: Equatable, Sendable {
    package var release: String
    package var reason: String
    /// How many incidents the message was about; nil: this one.
    package var together: Int?

    package init(release: String, reason: String, together: Int? = nil) {
        self.release = release
        self.reason = reason
        self.together = together
    }
}

extension Command.Action {
    /// Of a message about several incidents, what each is told: how many they are.
    package func told(to count: Int) -> Command.Action {
        switch self {
        case .planRelease(var plan):
            plan.together = count
            return .planRelease(plan)
        case .finishRelease(var completion):
            completion.together = count
            return .finishRelease(completion)
        case .rollBackRelease(var rollback):
            rollback.together = count
            return .rollBackRelease(rollback)
        default: return self
        }
    }
}
