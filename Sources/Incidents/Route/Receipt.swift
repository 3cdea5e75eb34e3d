package import Messaging

/// What became of a message a party sent.
package struct Receipt: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        /// With the incident as it stands now.
        case accepted(Standing)
        case duplicate
        case rejected(Rejection)

        package var name: String {
            switch self {
            case .accepted: "accepted"
            case .duplicate: "duplicate"
            case .rejected: "rejected"
            }
        }
    }

    /// What the policy made of the incident.
    package struct Standing: Equatable, Sendable {
        package var category: Category?
        package var expedited: Bool
        package var deadlines: [Deadline]
        package var deviations: [String]
    }

    package var messageID: String
    /// Nil when the message did not say, or not so that it could be read.
    package var incident: IncidentID?
    /// The sender's own number.
    package var number: String?
    package var outcome: Outcome
    package var origin: Origin

    package init(
        messageID: String,
        incident: IncidentID?,
        number: String?,
        outcome: Outcome,
        origin: Origin
    ) {
        self.messageID = messageID
        self.incident = incident
        self.number = number
        self.outcome = outcome
        self.origin = origin
    }
}

extension Receipt {
    /// Of a decided command; nil when its party is told by other messages: what is accepted from
    /// those who handle incidents comes back to them as changes.
    init?(_ command: Command, _ verdict: Verdict, _ incident: Incident?) {
        let outcome: Outcome
        switch verdict {
        case .rejected(let rejection), .deviated(let rejection, _):
            outcome = .rejected(rejection)
        case .duplicate: outcome = .duplicate
        case .accepted:
            guard let incident else { return nil }
            outcome = .accepted(Standing(incident))
        }
        switch (command.party, outcome) {
        case (.spoc, .accepted), (.spoc, .duplicate), (.register, .accepted),
            (.register, .duplicate), (.broker, _):
            return nil
        case (.itsm, _), (.portal, _), (.spoc, .rejected), (.register, .rejected): break
        }
        self.init(
            messageID: command.messageID,
            incident: command.incident,
            number: command.number,
            outcome: outcome,
            origin: command.origin
        )
    }

    /// The message that carries the receipt to the sender.
    ///
    /// Its id is the record's, of which each has one receipt at most.
    package func outbound(to party: Party) -> Outbound {
        Outbound(
            recipient: Recipient(party),
            id: "receipt.\(origin.topic).\(origin.partition).\(origin.offset)",
            incident: incident,
            causationID: messageID,
            content: .receipt(self)
        )
    }
}

extension Receipt.Standing {
    fileprivate init(_ incident: Incident) {
        self.init(
            category: incident.category,
            expedited: incident.expedited,
            deadlines: incident.standingDeadlines,
            deviations: incident.deviationCodes
        )
    }
}
