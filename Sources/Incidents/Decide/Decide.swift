package import Messaging

/// Decides a command about an incident; nil when there is no such incident yet.
///
/// Pure and total: the same incident, command and policy give the same verdict, and nothing
/// about the rules of reporting ever refuses an incident. The policy is the one in force at the
/// command's `receivedAt`.
package func decide(_ incident: Incident?, _ command: Command, policy: Policy) -> Verdict {
    deliberate(incident, command, policy: policy).verdict
}

/// What has happened to an incident because `due` has come: nothing, unless something was due.
///
/// `due` is the time that was waited for, not the time it is: a timer that goes off late or twice
/// says the same. Afterwards the incident's `nextDue` is later, or nil.
package func decideDue(_ incident: Incident, due: Timestamp, policy: Policy) -> [Event] {
    deliberateDue(incident, due: due, policy: policy).events
}

/// The verdict, and the incident as it leaves it.
func deliberate(
    _ incident: Incident?,
    _ command: Command,
    policy: Policy
) -> (verdict: Verdict, incident: Incident?) {
    guard let incident else {
        guard case .report(let report) = command.action else {
            return (.rejected(.unknown(command.incident)), nil)
        }
        if let refusal = Rejection.of(report, in: command) { return (.rejected(refusal), nil) }
        var deliberation = Deliberation(nil, command, policy)
        deliberation.register(report, command)
        return (.accepted(deliberation.events), deliberation.incident)
    }
    if incident.recentMessages.contains(command.messageID, from: command.party) {
        return (.duplicate(of: .message), incident)
    }
    if let refusal = Rejection.ofRole(command, incident) { return (.rejected(refusal), incident) }

    var deliberation = Deliberation(incident, command, policy)
    if let repetition = deliberation.consider(command) {
        return (.duplicate(of: repetition), incident)
    }
    return (.accepted(deliberation.events), deliberation.incident)
}

func deliberateDue(_ incident: Incident, due: Timestamp, policy: Policy) -> Deliberation {
    var deliberation = Deliberation(incident, due: due, policy)
    deliberation.missDeadlines(due: due)
    deliberation.recordPending(due: due)
    return deliberation
}

extension Deliberation {
    /// Considers a command that its party may give; nil, or what it repeats.
    fileprivate mutating func consider(_ command: Command) -> Repetition? {
        switch command.action {
        case .report(let report), .update(let report): update(report, command)
        case .note(let note): add(note)
        case .acknowledge: acknowledge(command)
        case .startWork: startWork(command)
        case .logCall(let call): log([call], command)
        }
    }
}
