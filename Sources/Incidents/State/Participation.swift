package import Messaging

/// What a party that handles the incident has done with it so far.
package struct Participation: Equatable, Sendable {
    package var party: Party
    /// The incident's number in that party's own tool.
    package var number: String?
    package var acknowledgedAt: Timestamp?
    package var workStartedAt: Timestamp?

    package init(
        party: Party,
        number: String? = nil,
        acknowledgedAt: Timestamp? = nil,
        workStartedAt: Timestamp? = nil
    ) {
        self.party = party
        self.number = number
        self.acknowledgedAt = acknowledgedAt
        self.workStartedAt = workStartedAt
    }
}
