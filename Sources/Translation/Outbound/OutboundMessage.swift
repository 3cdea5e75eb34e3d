/// The canonical messages that leave for a party's tool, which a dialect can rewrite.
package enum OutboundMessage: String, CaseIterable, Sendable {
    /// An incident to handle.
    case forwarded
    /// Something about an incident one handles is new.
    case changed
    /// How a reported incident is getting on.
    case status
    /// What became of a message the tool sent.
    case receipt

    /// From the CloudEvents type the message is written with; nil for every other message.
    package init?(type: String) {
        switch type {
        case "dk.datafordeler.incident.forwarded.v1": self = .forwarded
        case "dk.datafordeler.incident.changed.v1": self = .changed
        case "dk.datafordeler.incident.status.v1": self = .status
        case "dk.datafordeler.message.receipt.v1": self = .receipt
        default: return nil
        }
    }

    /// Which of them a kind of party is sent.
    package static func sent(to party: PartyKind) -> Set<OutboundMessage> {
        party.isReporting ? [.status, .receipt] : [.forwarded, .changed, .receipt]
    }
}
