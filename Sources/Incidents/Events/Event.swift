package import Messaging

/// Something that has happened to an incident: the only thing that changes it.
package struct Event: Equatable, Sendable {
    package var incident: IncidentID
    /// Counts the incident's events from 1.
    package var sequence: Int64
    /// When it was decided; of a timer the time it was set to, however late it went off.
    package var at: Timestamp
    package var cause: Cause
    package var policyVersion: String
    /// The rules that brought it about.
    package var rules: [FiredRule]
    /// Marks of the message and of its reading (`time.in-future`, `superseded`).
    package var marks: [String]
    /// What the authority is to be told because of it.
    package var notices: [Notice]
    /// Clocks that were set, moved or stopped by it.
    package var clocks: [Clock]
    package var payload: Payload

    /// The party whose message caused it; nil: the broker's own timer.
    package var by: Party? { cause.party }
}

/// What made an event happen: a party's message, or time.
package enum Cause: Equatable, Sendable {
    case message(Message)
    /// Something was due at this time.
    case timer(Timestamp)

    package struct Message: Equatable, Sendable {
        package var party: Party
        package var id: String
        /// The party's own number of the incident.
        package var number: String?
        /// Of reports and updates, in the sender's order.
        package var sequence: Int64?
    }

    package var party: Party? {
        if case .message(let message) = self { message.party } else { nil }
    }
}

/// A rule of the policy that fired, or a promise of it that was kept or not.
package struct FiredRule: Equatable, Sendable {
    package var id: String
    package var principle: Principle

    package init(id: String, principle: Principle) {
        self.id = id
        self.principle = principle
    }

    init(_ rule: Rule) {
        self.init(id: rule.id, principle: rule.principle)
    }
}
