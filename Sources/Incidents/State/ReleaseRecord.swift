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
    /// How many incidents were told of it by the same message, the last time; nil: this one.
    package var together: Int?

    package init(
        release: String,
        kind: ReleaseKind,
        by: Party,
        plannedAt: Timestamp,
        noticedAt: Timestamp? = nil,
        releasedAt: Timestamp? = nil,
        rolledBackAt: Timestamp? = nil,
        sequence: Int64? = nil,
        together: Int? = nil
    ) {
        self.release = release
        self.kind = kind
        self.by = by
        self.plannedAt = plannedAt
        self.noticedAt = noticedAt
        self.releasedAt = releasedAt
        self.rolledBackAt = rolledBackAt
        self.sequence = sequence
        self.together = together
    }
}

/// What the reporters of a release's incidents are told of it: the same for all of them, so that
/// a reader who has several can fold them into one.
package struct Announcement: Equatable, Sendable {
    package enum Stage: String, CaseIterable, Sendable {
        case planned
        case released
        case rolledBack = "rolled-back"
    }

    /// The same in every incident of the release at this stage.
    package var key: String
    /// How many incidents there are, as far as one message named them all.
    package var incidents: Int

    package init(_ stage: Stage, _ record: ReleaseRecord) {
        self.key = "\(record.release)#\(stage.rawValue)#\(record.plannedAt.rfc3339)"
        self.incidents = record.together ?? 1
    }
}
