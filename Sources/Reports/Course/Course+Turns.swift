internal import Incidents
package import Messaging

extension Course {
    /// Whose turn it is after an event, by the incident's status and what is underway.
    mutating func turn(_ event: HistoryEvent) {
        guard status.isOpen else { return endTurn(at: event.at) }
        let (party, duty) = next
        if let last = turns.last, last.until == nil, last.party == party, last.duty == duty {
            return
        }
        endTurn(at: event.at)
        turns.append(Turn(party: party, duty: duty, since: event.at))
    }

    private mutating func endTurn(at moment: Timestamp) {
        guard let last = turns.indices.last, turns[last].until == nil else { return }
        turns[last].until = moment
    }

    private var next: (String, Turn.Duty) {
        switch status {
        case .registered: (solver, .acknowledge)
        case .acknowledged: (solver, .startWork)
        case .inProgress: (solver, .solve)
        case .pending: (reportedBy, .answer)
        case .resolved: resolving
        case .closed: (reportedBy, .accept)
        }
    }

    private var resolving: (String, Turn.Duty) {
        guard let proposal = proposals.last else { return (solver, .solve) }
        if proposal.approved == false { return (solver, .solve) }
        return proposal.deliveredAt == nil
            ? (Party.spoc.name, .deliver) : (reportedBy, .accept)
    }

    /// The turn that is running, if the incident is open.
    package var currentTurn: Turn? {
        guard let last = turns.last, last.until == nil else { return nil }
        return last
    }

    /// How long each party had it, up to `now`, longest first.
    package func timePerParty(until now: Timestamp) -> [(party: String, milliseconds: Int64)] {
        var sums: [String: Int64] = [:]
        for turn in turns {
            let end = turn.until ?? max(now, turn.since)
            sums[turn.party, default: 0] += end.milliseconds - turn.since.milliseconds
        }
        return sums.map { (party: $0.key, milliseconds: $0.value) }
            .sorted { ($1.milliseconds, $0.party) < ($0.milliseconds, $1.party) }
    }
}
