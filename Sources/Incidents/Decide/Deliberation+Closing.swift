internal import Messaging

// How an incident comes to its end, and back from it (P16, P17).

extension Deliberation {
    /// Those who solve want it closed: only the reporter's word or the days do that.
    mutating func requestClose(_ told: ResolutionText, _ command: Command) -> Repetition? {
        guard let incident else { return nil }
        let last = incident.handling.proposals.last
        let text = told.filled(from: last?.text)
        let missing = text.missing(title: incident.report.title, policy.settings.closing)
        if incident.status == .closed {
            guard missing.isEmpty, incident.hasRecorded(Self.incomplete) else { return .step }
            withdrawRecorded(Self.incomplete)
            return nil
        }
        if let closesAt = incident.handling.closesAt, closesAt <= at, incident.areChildrenSettled {
            close(.tenDays, last?.type)
            return nil
        }
        guard missing.isEmpty else {
            record(
                Self.incomplete,
                since: at,
                party: command.party,
                .closingIncomplete,
                evidence: [Evidence("missing", .words(missing))]
            )
            refuse(.incomplete(missing))
            return nil
        }
        refuseUnaccepted(incident, last, command)
        return nil
    }

    private mutating func refuseUnaccepted(
        _ incident: Incident,
        _ last: Proposal?,
        _ command: Command
    ) {
        var objected = false
        if case .objected = last?.standing { objected = true }
        record(
            objected ? "P17.CLOSED_DESPITE_OBJECTION" : "P17.CLOSED_WITHOUT_ACCEPT",
            since: at,
            party: command.party,
            objected ? .closedDespiteObjection : .closedWithoutAcceptance,
            evidence: incident.handling.closesAt.map { [Evidence("closesAt", .moment($0))] } ?? []
        )
        refuse(
            .notAccepted(incident.status, until: incident.handling.closesAt, objected: objected)
        )
    }

    /// The reporter's word; a workaround accepted closes the incident like a solution does.
    mutating func accept(_ type: ResolutionType?) -> Repetition? {
        guard let incident else { return nil }
        guard let proposal = incident.handling.proposal(acceptedAs: type) else {
            refuse(.neverProposed(type))
            return nil
        }
        if case .accepted = proposal.standing { return .step }
        record(
            .accepted(number: proposal.number),
            rules: [FiredRule(id: "P17.ACCEPTED", principle: Principle(17))],
            clocks: incident.handling.droppedAnswers
        )
        closeWhenSettled(.accepted, proposal.type)
        return nil
    }

    /// The reporter takes the incident back: it counts as an acceptance (edge case 49).
    mutating func takeBack(_ reason: String?) -> Repetition? {
        guard let incident else { return nil }
        guard incident.areChildrenSettled else {
            refuse(.othersWait)
            return nil
        }
        if let reason, !reason.isBlank {
            record(.noteAdded(Note(text: reason, visibility: .public)))
        }
        close(.withdrawn, nil)
        return nil
    }

    /// It was never an incident: principle 17 does not apply (edge case 39).
    mutating func retype(_ retyping: Retyping) -> Repetition? {
        record(.retyped(retyping), rules: [FiredRule(id: "P03.RETYPED", principle: Principle(3))])
        close(.retyped, nil)
        return nil
    }

    mutating func reopen(_ reason: String) -> Repetition? {
        guard !reason.isBlank else {
            refuse(.blank("reason"))
            return nil
        }
        record(
            .reopened(reason: reason),
            rules: [FiredRule(id: "P17.REOPENED", principle: Principle(17))]
        )
        return nil
    }

    /// Closes it, unless others who have reported the same have still to say their word.
    mutating func closeWhenSettled(_ reason: Closure.Reason, _ type: ResolutionType?) {
        guard incident?.areChildrenSettled == true else { return }
        close(reason, type)
    }

    mutating func close(_ reason: Closure.Reason, _ type: ResolutionType?) {
        guard let before = incident else { return }
        let closure = Closure(reason: reason, at: at, type: type)
        record(
            .closed(closure),
            rules: [rule(of: closure)],
            clocks: before.handling.droppedAnswers
        )
        judge(closure)
    }

    /// Which reading of principle 17 closed it (edge case 18).
    private func rule(of closure: Closure) -> FiredRule {
        switch (closure.reason, closure.type) {
        case (.tenDays, .workaround): FiredRule(id: "P17.SILENCE_WIDE", principle: Principle(17))
        case (.tenDays, _): FiredRule(id: "P17.SILENCE", principle: Principle(17))
        case (.retyped, _): FiredRule(id: "P03.RETYPED", principle: Principle(3))
        default: FiredRule(id: "P17.CLOSED", principle: Principle(17))
        }
    }

    /// Takes a closing back that turns out not to have been due.
    mutating func undoClosing(_ closure: Closure, _ reason: Sentence) {
        for deviation in incident?.deviations ?? []
        where deviation.isRecorded && deviation.since == closure.at {
            withdraw(deviation)
        }
        record(
            .reopened(reason: "\(reason.danish) \(reason.english)"),
            rules: [FiredRule(id: "P17.UNDONE", principle: Principle(17))]
        )
    }

    static let incomplete = "P16.INCOMPLETE"
}

extension Handling {
    /// Until when the reporter may object to what lies there; nil: it does not close by itself.
    var closesAt: Timestamp? {
        if case .delivered(_, let closesAt) = openProposal?.standing { closesAt } else { nil }
    }

    /// What an acceptance is about: the last put, or the last of the type it names (edge case 19).
    fileprivate func proposal(acceptedAs type: ResolutionType?) -> Proposal? {
        proposals.last { proposal in
            switch proposal.standing {
            case .proposed, .delivered, .accepted: type == nil || proposal.type == type
            case .superseded: type != nil && proposal.type == type
            case .objected, .rolledBack: false
            }
        }
    }
}

extension Incident {
    func hasRecorded(_ code: String) -> Bool {
        deviations.contains { $0.isRecorded && $0.code == code }
    }

    /// Whether every reporter of the same has said a word that closes it (edge case 23).
    var areChildrenSettled: Bool {
        handling.children.allSatisfy { $0.outcome != nil && $0.outcome != .objected }
    }
}

extension Rejection {
    fileprivate static func neverProposed(_ type: ResolutionType?) -> Rejection {
        Rejection(
            .stateForbidden,
            "No \(type?.rawValue ?? "workaround or solution") waits for the reporter's word (P17).",
            remedy: "Accept what was put to the reporter, or object to it.",
            pointer: type == nil ? "" : "/type"
        )
    }

    fileprivate static let othersWait = Rejection(
        .stateForbidden,
        "Others have reported the same incident and wait for its solution (P17).",
        remedy: "Ask the SPOC to make another of the reports the master, or wait for the solution."
    )
}
