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

    /// The most of its evidence that is kept, and the most characters of one word of it.
    package static let evidenceMax = 8
    package static let evidenceWordsMax = 16
    package static let evidenceLengthMax = 100

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
    /// Who departed; nil: nobody can be named.
    package var party: Party?
    /// What it rests on: names and values, never free text, never a person; bounded.
    package var evidence: [Evidence] {
        didSet { evidence = Self.bounded(evidence) }
    }

    package init(
        code: String,
        principle: Principle,
        rule: String,
        since: Timestamp,
        occasion: Occasion = .registration,
        standing: Standing,
        party: Party? = nil,
        evidence: [Evidence] = []
    ) {
        self.code = code
        self.principle = principle
        self.rule = rule
        self.since = since
        self.occasion = occasion
        self.standing = standing
        self.party = party
        self.evidence = Self.bounded(evidence)
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

    private static func bounded(_ evidence: [Evidence]) -> [Evidence] {
        evidence.prefix(evidenceMax).map { item in
            guard case .words(let words) = item.value else { return item }
            let short = words.prefix(evidenceWordsMax).map { String($0.prefix(evidenceLengthMax)) }
            return Evidence(item.name, .words(short))
        }
    }

    /// Whether it is the same departure, however it stands.
    func isSameDeparture(as other: Deviation) -> Bool {
        rule == other.rule && since == other.since && code == other.code
    }
}
