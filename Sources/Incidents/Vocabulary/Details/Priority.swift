package import Messaging

/// A party disagrees with the priority and asks the authority (P8).
package struct PriorityDoubt: Equatable, Sendable {
    package var proposed: Category?
    package var reason: String

    package init(proposed: Category? = nil, reason: String) {
        self.proposed = proposed
        self.reason = reason
    }
}

/// The authority's word on the priority, which only a later one of its own changes (P8).
package struct PriorityOverride: Equatable, Sendable {
    package var category: Category
    package var reason: String
    /// Nil: when the message happened.
    package var decidedAt: Timestamp?
    /// The authority's own numbering of its decisions; the higher wins (edge case 13).
    package var decision: Int64?

    package init(
        category: Category,
        reason: String,
        decidedAt: Timestamp? = nil,
        decision: Int64? = nil
    ) {
        self.category = category
        self.reason = reason
        self.decidedAt = decidedAt
        self.decision = decision
    }
}
