package import Messaging

/// A command decided, the incident evolved by it and everybody told: what a stage commits.
package struct Settlement: Equatable, Sendable {
    package var verdict: Verdict
    /// As it is now; nil when there is none, before as after.
    package var incident: Incident?
    package var outbound: [Outbound]
    /// A refusal of what another incident asked, which goes back to that one: nothing is lost by
    /// it, and nobody has to look at it.
    package var isAnswered = false
}

/// Decides a command, evolves the incident and routes what has happened.
package func settle(_ incident: Incident?, _ command: Command, policy: Policy) -> Settlement {
    let (verdict, incident) = deliberate(incident, command, policy: policy)
    var outbound: [Outbound] = []
    if let incident {
        outbound = route(verdict.events, incident, policy: policy, origin: command.origin)
    }
    if let receipt = Receipt(command, verdict, incident) {
        outbound.append(receipt.outbound(to: command.party))
    }
    let answer = verdict.rejection.flatMap { Outbound(refusing: command, $0) }
    if let answer { outbound.append(answer) }
    return Settlement(
        verdict: verdict,
        incident: incident,
        outbound: outbound,
        isAnswered: answer != nil
    )
}

extension Outbound {
    /// The broker's own command refused: told to the incident that asked; nil: nobody waits for
    /// an answer.
    fileprivate init?(refusing command: Command, _ rejection: Rejection) {
        guard case .takeChild(let link) = command.action, command.party == .broker else {
            return nil
        }
        let id = "\(command.incident.text).refused.\(command.origin.offset).\(link.child.text)"
        let refusal = LinkRefusal(
            master: command.incident,
            rejection: rejection,
            asked: link.asked
        )
        self.init(
            recipient: .incident(link.child),
            id: id,
            incident: link.child,
            causationID: command.messageID,
            content: .command(
                Command(
                    action: .refuseLink(refusal),
                    incident: link.child,
                    party: .broker,
                    dialect: "canonical",
                    messageID: "/incident-broker#\(id)",
                    receivedAt: command.receivedAt,
                    origin: command.origin
                )
            )
        )
    }
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
