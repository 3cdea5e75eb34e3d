import Incidents
import Messaging

// What scenarios ask of the world.

extension ProcessWorld {
    /// Reports an incident and gives its id back.
    mutating func report(
        _ party: Party = .itsm,
        _ number: String = "INC1",
        _ report: Report = .sample(),
        occurredAt: String? = nil
    ) -> IncidentID {
        let id = IncidentID(system: party.system, number: number)!
        tell(
            party,
            id,
            .report(report),
            number: number,
            occurredAt: occurredAt.map(Copenhagen.at)
        )
        return id
    }

    /// Takes an incident to where the reporter has a text to answer.
    mutating func solve(
        _ id: IncidentID,
        by party: Party = .spoc,
        _ proposal: ResolutionProposal = .solution
    ) {
        tell(party, id, .startWork)
        tell(party, id, .propose(proposal))
        tell(.itsm, id, .assureQuality(QualityFinding(approved: true)))
    }

    func status(_ id: IncidentID) -> IncidentStatus? { incident(id)?.status }

    /// Codes on record now, each once.
    func deviations(_ id: IncidentID) -> [String] { incident(id)?.deviationCodes ?? [] }

    /// Codes that were recorded and taken back.
    func withdrawn(_ id: IncidentID) -> [String] {
        incident(id)?.deviations.filter(\.isWithdrawn).map(\.code) ?? []
    }

    /// When the standing start-of-work deadline is due, on the wall clock in Copenhagen.
    func due(_ id: IncidentID) -> String {
        Copenhagen.text(incident(id)?.deadlines.last { !$0.isReplaced }?.due)
    }

    /// When the incident closes unless the reporter objects.
    func closesAt(_ id: IncidentID) -> String {
        guard case .delivered(_, let closesAt)? = incident(id)?.handling.openProposal?.standing
        else { return "never" }
        return Copenhagen.text(closesAt)
    }

    func closure(_ id: IncidentID) -> Closure.Reason? { incident(id)?.handling.closure?.reason }

    func names(_ id: IncidentID) -> [String] { (events[id] ?? []).map(\.payload.name) }

    /// Reasons the incident manager was told something for.
    func notices(_ id: IncidentID? = nil) -> [String] {
        box(.authority, id).compactMap { message in
            if case .notice(let letter) = message.content { letter.notice.reason } else { nil }
        }
    }
}

extension Verdict {
    /// The code it was refused with; nil: it was not.
    var refusal: String? {
        rejection?.code.rawValue
    }

    var isAccepted: Bool { if case .accepted = self { true } else { false } }

    var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
}
