package import Incidents

/// How an incident was treated by one policy: as it stands, and what was done on the way.
package struct Treatment: Equatable, Sendable {
    /// A kind of message to somebody.
    package struct Told: Equatable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            case forwarded
            case changed
            case status
            case receipt
        }

        package var recipient: Recipient
        package var kind: Kind
    }

    /// Nil: no report of it was taken in.
    package internal(set) var incident: Incident?
    /// By reason.
    package private(set) var notices = Tally<String>()
    package private(set) var told = Tally<Told>()
    /// Recorded at any time, by code.
    package private(set) var deviations = Tally<String>()
    package private(set) var withdrawn = Tally<String>()
    package private(set) var rules = Tally<String>()
    /// Of commands, by code.
    package private(set) var refusals = Tally<String>()
    package private(set) var events = Tally<String>()

    package init() {}

    /// Closed, and nothing of it is due any more.
    var isEnded: Bool {
        incident?.status == .closed && incident?.nextDue == nil
    }

    /// What one incident tells others because of it is handed back.
    mutating func take(_ settlement: Settlement) -> [Command] {
        for event in settlement.verdict.events { take(event) }
        if let rejection = settlement.verdict.rejection {
            refusals.add(rejection.code.rawValue)
        }
        incident = settlement.incident
        var commands: [Command] = []
        for message in settlement.outbound {
            switch message.content {
            case .forwarded: told.add(Told(recipient: message.recipient, kind: .forwarded))
            case .changed: told.add(Told(recipient: message.recipient, kind: .changed))
            case .status: told.add(Told(recipient: message.recipient, kind: .status))
            case .receipt: told.add(Told(recipient: message.recipient, kind: .receipt))
            case .notice(let letter): notices.add(letter.notice.reason)
            case .event: break
            case .command(let command): commands.append(command)
            }
        }
        return commands
    }

    private mutating func take(_ event: Event) {
        events.add(event.payload.name)
        for rule in event.rules { rules.add(rule.id) }
        switch event.payload {
        case .deviationRecorded(let deviation): deviations.add(deviation.code)
        case .deviationWithdrawn(let deviation): withdrawn.add(deviation.code)
        default: break
        }
    }
}
