package import Messaging

/// A command decided, the incident evolved by it and everybody told: what a stage commits.
package struct Settlement: Equatable, Sendable {
    package var verdict: Verdict
    /// As it is now; nil when there is none, before as after.
    package var incident: Incident?
    package var outbound: [Outbound]
}

/// Decides a command, evolves the incident and routes what has happened.
package func settle(_ incident: Incident?, _ command: Command, policy: Policy) -> Settlement {
    let (verdict, incident) = deliberate(incident, command, policy: policy)
    var outbound: [Outbound] = []
    if let incident { outbound = route(verdict.events, incident, policy: policy) }
    if let receipt = Receipt(command, verdict, incident) {
        outbound.append(receipt.outbound(to: command.party))
    }
    return Settlement(verdict: verdict, incident: incident, outbound: outbound)
}

/// What is due at `due`, the same way.
package func settleDue(_ incident: Incident, due: Timestamp, policy: Policy) -> Settlement {
    let deliberation = deliberateDue(incident, due: due, policy: policy)
    let incident = deliberation.incident ?? incident
    return Settlement(
        verdict: .accepted(deliberation.events),
        incident: incident,
        outbound: route(deliberation.events, incident, policy: policy)
    )
}
