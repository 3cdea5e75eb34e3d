package import Messaging

/// What the core decides about a command.
package enum Verdict: Equatable, Sendable {
    /// It holds; this has happened because of it. Never empty.
    case accepted([Event])
    /// It says what is known already; nothing happens.
    case duplicate(of: Repetition)
    /// It may not be; nothing happens and the sender is told why.
    case rejected(Rejection)
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
