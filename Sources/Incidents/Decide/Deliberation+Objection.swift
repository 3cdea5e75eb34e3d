internal import Messaging

// Objections: in time, told late, and late (P17).

extension Deliberation {
    /// The reporter does not accept; that needs no reason (edge case 48).
    mutating func object(_ reason: String?, _ command: Command) -> Repetition? {
        guard let incident else { return nil }
        let moment = min(credible(command.occurredAt), at)
        if incident.status == .closed { return objectAfterwards(reason, moment) }
        if let closesAt = incident.handling.closesAt, closesAt <= moment,
            incident.areChildrenSettled
        {
            // The timer of that moment has not gone off yet.
            close(.tenDays, incident.handling.openProposal?.type)
            return objectAfterwards(reason, moment)
        }
        objected(incident.handling.openProposal?.number, reason)
        return nil
    }

    mutating func objected(_ number: Int?, _ reason: String?) {
        record(
            .objected(number: number, reason: reason),
            rules: [FiredRule(id: "P17.OBJECTED", principle: Principle(17))],
            clocks: incident?.handling.droppedAnswers ?? []
        )
    }

    /// To an incident that is closed.
    ///
    /// One that came in time undoes the closing (edge case 16); otherwise a new incident begins
    /// that is linked to this one (edge case 20).
    private mutating func objectAfterwards(
        _ reason: String?,
        _ moment: Timestamp
    ) -> Repetition? {
        guard let incident, let closure = incident.handling.closure else { return .step }
        let last = incident.handling.proposals.last
        if closure.reason == .tenDays, let closesAt = last?.closesAt, moment < closesAt {
            undoClosing(closure, .objectedInTime)
            objected(last?.number, reason)
            return nil
        }
        guard closure.reason != .retyped, let id = incident.partID(incident.handling.parts.count)
        else {
            refuse(.objectedTooLate)
            return nil
        }
        if incident.handling.isFollowedUp { return .step }
        record(
            .objected(number: last?.number, reason: reason),
            rules: [FiredRule(id: "P17.TOO_LATE", principle: Principle(17))]
        )
        record(.split([incident.followUp(reason)], ids: [id]))
        return nil
    }
}

extension Proposal {
    fileprivate var closesAt: Timestamp? {
        if case .delivered(_, let closesAt) = standing { closesAt } else { nil }
    }
}

extension Handling {
    /// Whether a late objection has led to a new incident already.
    fileprivate var isFollowedUp: Bool {
        guard !parts.isEmpty, case .objected = proposals.last?.standing else { return false }
        return true
    }
}

extension Incident {
    /// The id of an incident that comes out of this one, so many having come before; nil when the
    /// number would be too long.
    func partID(_ earlier: Int) -> IncidentID? {
        IncidentID(system: reportedBy.system, number: "\(number)-\(earlier + 2)")
    }

    fileprivate func followUp(_ reason: String?) -> SplitPart {
        let said = [reason, report.description].compactMap(\.self)
        return SplitPart(
            title: report.title ?? id.text,
            description: said.isEmpty ? nil : said.joined(separator: "\n\n")
        )
    }
}

extension Rejection {
    fileprivate static let objectedTooLate = Rejection(
        .stateForbidden,
        "The incident is closed and the days to object are over (P17).",
        remedy: "Report a new incident that names this one, or ask the authority to reopen it."
    )
}
