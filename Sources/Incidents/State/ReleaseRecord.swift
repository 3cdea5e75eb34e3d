package import Messaging

/// A release that mends the incident, as far as it has come (P15).
package struct ReleaseRecord: Equatable, Sendable {
    package var release: String
    package var kind: ReleaseKind
    package var by: Party
    package var plannedAt: Timestamp
    /// When the reporter was told, before it.
    package var noticedAt: Timestamp?
    package var releasedAt: Timestamp?
    package var rolledBackAt: Timestamp?
    /// Sequence of the event that told of it: what a delivery report refers to.
    package var sequence: Int64?

    package init(
        release: String,
        kind: ReleaseKind,
        by: Party,
        plannedAt: Timestamp,
        noticedAt: Timestamp? = nil,
        releasedAt: Timestamp? = nil,
        rolledBackAt: Timestamp? = nil,
        sequence: Int64? = nil
    ) {
        self.release = release
        self.kind = kind
        self.by = by
        self.plannedAt = plannedAt
        self.noticedAt = noticedAt
        self.releasedAt = releasedAt
        self.rolledBackAt = rolledBackAt
        self.sequence = sequence
    }
}
