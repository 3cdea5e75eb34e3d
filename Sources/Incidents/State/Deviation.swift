package import Messaging

/// A departure from the policy: a principle that was not followed; never a reason to stop.
package struct Deviation: Equatable, Sendable {
    package enum Standing: Equatable, Sendable {
        /// A call may still be logged until then. Next: recorded, or gone.
        case pending(until: Timestamp)
        /// Next: withdrawn.
        case recorded(at: Timestamp)
        /// Later evidence showed that the principle was followed; kept, never deleted.
        case withdrawn(at: Timestamp)
    }

    /// For programs and people (`P05.NO_CALL_SPOC`).
    package var code: String
    package var principle: Principle
    /// The id of the rule that said so.
    package var rule: String
    /// What it is judged by: the moment a call had to precede, or that work had to begin at.
    package var since: Timestamp
    /// What brought the duty about.
    package var occasion: Occasion
    package var standing: Standing

    package init(
        code: String,
        principle: Principle,
        rule: String,
        since: Timestamp,
        occasion: Occasion = .registration,
        standing: Standing
    ) {
        self.code = code
        self.principle = principle
        self.rule = rule
        self.since = since
        self.occasion = occasion
        self.standing = standing
    }

    package var isRecorded: Bool {
        if case .recorded = standing { true } else { false }
    }

    package var isPending: Bool {
        if case .pending = standing { true } else { false }
    }

    package var isWithdrawn: Bool {
        if case .withdrawn = standing { true } else { false }
    }

    /// Whether it is the same departure, however it stands.
    func isSameDeparture(as other: Deviation) -> Bool {
        rule == other.rule && since == other.since && code == other.code
    }
}
