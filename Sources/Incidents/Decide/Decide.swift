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
    guard let incident else { return begin(command, policy) }
    let capacities = incident.capacities(of: command.party)
    guard !capacities.isEmpty else { return (.rejected(.ofStranger(command)), incident) }
    if incident.recentMessages.contains(command.messageID, from: command.party) {
        return (.duplicate(of: .message), incident)
    }
    let (action, status) = (command.action, incident.status)
    if let refusal = Rejection.ofRights(action, by: command.party, capacities, status) {
        return (.rejected(refusal), incident)
    }
    switch ActionStates.answer(to: action.kind, in: status) {
    case .allowed: break
    case .repeats: return (.duplicate(of: .step), incident)
    case .forbidden(let bar):
        return (.rejected(.ofState(action.kind, bar, status, capacities)), incident)
    }

    var deliberation = Deliberation(incident, command, policy)
    let repetition = deliberation.consider(command)
    deliberation.checkPolicy()
    return deliberation.verdict(repetition, incident)
}

/// What makes an incident where there was none: a report, or a part of another incident.
private func begin(_ command: Command, _ policy: Policy) -> (Verdict, Incident?) {
    var deliberation = Deliberation(nil, command, policy)
    switch command.action {
    case .report(let report):
        if let refusal = Rejection.of(report, in: command) { return (.rejected(refusal), nil) }
        deliberation.register(report, command)
    case .splitOff(let part) where command.party == .broker:
        deliberation.register(part, command)
    default: return (.rejected(.unknown(command.incident)), nil)
    }
    deliberation.checkPolicy()
    return (.accepted(deliberation.events), deliberation.incident)
}

func deliberateDue(_ incident: Incident, due: Timestamp, policy: Policy) -> Deliberation {
    var deliberation = Deliberation(incident, due: due, policy)
    deliberation.missDeadlines(due: due)
    deliberation.recordPending(due: due)
    deliberation.strikeClocks(due: due)
    return deliberation
}

extension Deliberation {
    /// Considers a command that its party may give in this status; nil, or what it repeats.
    ///
    /// What turns out not to be possible is refused (`refuse`).
    fileprivate mutating func consider(_ command: Command) -> Repetition? {
        switch command.action {
        case .report(let report), .update(let report): takeUpdate(report, command)
        case .note(let note): add(note, command)
        case .acknowledge: acknowledge(command)
        case .startWork: startWork(command)
        case .logCall(let call): log([call], command)
        default: considerHandling(command)
        }
    }

    /// What a considered command has come to.
    ///
    /// A refused one leaves nothing but the deviations that it is.
    fileprivate func verdict(
        _ repetition: Repetition?,
        _ before: Incident
    ) -> (Verdict, Incident?) {
        if let rejection {
            return events.isEmpty
                ? (.rejected(rejection), before)
                : (.deviated(rejection, recorded: events), incident)
        }
        if let repetition { return (.duplicate(of: repetition), before) }
        return events.isEmpty ? (.duplicate(of: .content), before) : (.accepted(events), incident)
    }
}
