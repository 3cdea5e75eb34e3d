package import Messaging

/// What the core decides about a command.
package enum Verdict: Equatable, Sendable {
    /// It holds; this has happened because of it. Never empty.
    case accepted([Event])
    /// It says what is known already; nothing happens.
    case duplicate(of: Repetition)
    /// It may not be; nothing happens and the sender is told why.
    case rejected(Rejection)
    /// It may not be, and having tried departs from the policy: only that goes on record.
    case deviated(Rejection, recorded: [Event])
}

extension Verdict {
    /// What has happened because of the command; empty when nothing has.
    package var events: [Event] {
        switch self {
        case .accepted(let events), .deviated(_, let events): events
        case .duplicate, .rejected: []
        }
    }

    /// Why it may not be; nil: it may.
    package var rejection: Rejection? {
        switch self {
        case .rejected(let rejection), .deviated(let rejection, _): rejection
        case .accepted, .duplicate: nil
        }
    }
}

/// What a duplicate repeats.
package enum Repetition: String, CaseIterable, Sendable {
    /// The same message: same sender, same id.
    case message
    /// Another message with the same content.
    case content
    /// A step that its party has taken already.
    case step
}
