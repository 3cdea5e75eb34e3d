package import Incidents
package import Messaging

/// One event of an incident as it stands on `incident.events`, as far as reports need it.
///
/// Texts and persons are not kept: reports are made of numbers, ids and parties.
package struct HistoryEvent: Equatable, Sendable {
    package static let typePrefix = "dk.datafordeler.incident."

    package var incident: String
    /// Counts the incident's events from 1.
    package var sequence: Int64
    package var at: Timestamp
    /// `spoc`, `register:MAT`; the broker's own timers: `broker`.
    package var by: String
    package var cause: String
    package var policyVersion: String
    package var rules: [FiredRule]
    package var marks: [String]
    package var kind: EventKind
    package var told: EventMembers

    package init(
        incident: String,
        sequence: Int64,
        at moment: Timestamp,
        by party: String,
        cause: String,
        policyVersion: String,
        rules: [FiredRule] = [],
        marks: [String] = [],
        kind: EventKind,
        told: EventMembers = EventMembers()
    ) {
        self.incident = incident
        self.sequence = sequence
        self.at = moment
        self.by = party
        self.cause = cause
        self.policyVersion = policyVersion
        self.rules = rules
        self.marks = marks
        self.kind = kind
        self.told = told
    }
}
