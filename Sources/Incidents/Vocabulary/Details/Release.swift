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

    package init(
        release: String,
        plannedAt: Timestamp,
        kind: ReleaseKind,
        description: String? = nil
    ) {
        self.release = release
        self.plannedAt = plannedAt
        self.kind = kind
        self.description = description
    }
}

/// A correction has been released; nil: at the time the message happened.
package struct ReleaseCompletion: Equatable, Sendable {
    package var release: String
    package var releasedAt: Timestamp?

    package init(release: String, releasedAt: Timestamp? = nil) {
        self.release = release
        self.releasedAt = releasedAt
    }
}

/// A release has been taken back; what it solved is unsolved again.
package struct ReleaseRollback: Equatable, Sendable {
    package var release: String
    package var reason: String

    package init(release: String, reason: String) {
        self.release = release
        self.reason = reason
    }
}
