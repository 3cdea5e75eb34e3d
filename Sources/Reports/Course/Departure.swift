package import Incidents
package import Messaging

/// A deviation on an incident's record: a principle that was not followed.
package struct Departure: Equatable, Sendable {
    package var code: String
    package var principle: Principle
    /// Who departed; as far as the event does not say it, whom the duty bound.
    package var party: String
    package var since: Timestamp
    package var recordedAt: Timestamp
    /// Nil: it stands.
    package var withdrawnAt: Timestamp?
    package var evidence: [EventMembers.EvidenceShown]
    package var rules: [String]

    package var isOpen: Bool { withdrawnAt == nil }
}
