internal import Messaging

// What follows from the clocks of the incident's end: closing, undelivered texts, releases.

extension Deliberation {
    /// The reporter is reminded that the days will soon be over (P17).
    mutating func closingNears(_ clock: Clock) {
        guard incident?.status == .resolved else { return }
        record(
            .closingReminded(closesAt: clock.due),
            rules: [FiredRule(id: "P17.REMINDED", principle: Principle(17))]
        )
    }

    /// The reporter's ten days are over without an objection (P17).
    mutating func closingCame(_ clock: Clock) {
        guard let incident, incident.status == .resolved,
            let proposal = incident.handling.openProposal
        else { return }
        closeWhenSettled(.tenDays, proposal.type)
    }

    /// The days of a text are over, nobody has objected, and it cannot be closed: the authority
    /// has not looked at it (P16, P17).
    mutating func approvalCame(_ clock: Clock) {
        guard let incident, incident.status == .resolved,
            let proposal = incident.handling.openProposal, proposal.isApproved == nil
        else { return }
        record(
            "P17.NOT_CLOSED",
            since: clock.due,
            party: clock.party,
            .notClosed,
            evidence: [
                Evidence("resolution", .number(proposal.number)),
                Evidence("deliveredAt", .moment(clock.from)),
                Evidence("due", .moment(clock.due)),
                Evidence("waitsFor", .words(["quality-assurance"])),
            ]
        )
    }

    /// A text has not been brought to the reporter for so long that the SPOC is to find another
    /// way (edge case 21): the event itself tells it.
    mutating func undeliveredCame(_ clock: Clock) {}

    /// A release is near and its reporter has not been told (P15).
    mutating func releaseCame(_ clock: Clock) {
        guard let release = incident?.handling.release(clock.subject), release.isAhead,
            release.noticedAt == nil
        else { return }
        alert(release)
    }
}
