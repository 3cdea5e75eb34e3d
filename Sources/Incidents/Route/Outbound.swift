/// A message to one recipient: what it says, and the envelope's attributes.
///
/// Everything in it follows from the event or command that caused it, the id too, so that a
/// repeat after an unknown outcome is the same message, byte for byte.
package struct Outbound: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        /// The whole incident, to those who are first told of it.
        case forwarded(Forwarding)
        /// What has changed, to those who were told of it.
        case changed(Change)
        /// How it goes, for the reporter.
        case status(StatusReport)
        /// What became of a message.
        case receipt(Receipt)
        /// Something the authority is to know.
        case notice(NoticeLetter)
        /// What happened, for the record.
        case event(PublishedEvent)
        /// What one incident tells another.
        case command(Command)
    }

    package var recipient: Recipient
    /// The CloudEvents id.
    package var id: String
    /// The CloudEvents subject and the record key; nil: about a message no incident could be
    /// made out of.
    package var incident: IncidentID?
    /// The id of the message that led to this, or the timer's.
    package var causationID: String
    package var content: Content

    /// The CloudEvents type.
    package var type: String {
        switch content {
        case .forwarded: "dk.datafordeler.incident.forwarded.v1"
        case .changed: "dk.datafordeler.incident.changed.v1"
        case .status: "dk.datafordeler.incident.status.v1"
        case .receipt: "dk.datafordeler.message.receipt.v1"
        case .notice: "dk.datafordeler.notice.v1"
        case .event(let published): published.event.type
        case .command(let command): command.type
        }
    }
}

extension Event {
    package var type: String { "dk.datafordeler.incident.\(payload.name).v1" }
}
