package import Incidents
package import Messaging

/// Something a party owed by a time, and what became of it.
package struct Promise: Equatable, Sendable {
    package enum Standing: Equatable, Sendable {
        /// Next: met, missed, dropped.
        case running
        case met(at: Timestamp)
        /// Passed; done afterwards or not. Next: met late (`doneAt`).
        case missed(doneAt: Timestamp?)
        /// Something changed so that it was owed no more.
        case dropped(at: Timestamp)
    }

    /// The word of the deadline or the clock, such as `start-work` or `closing`.
    package var kind: String
    /// What it is about where there may be several: a register, a release.
    package var subject: String
    /// Who owed it, by name; of a register authority's start of work the registers'.
    package var party: String
    package var from: Timestamp
    package var due: Timestamp
    /// A breach is information, never a breach of contract.
    package var isAdvisory: Bool
    /// A warning was given at 75 %.
    package var warnedAt: Timestamp?
    package var standing: Standing
    /// Of the incident when the promise was made.
    package var category: Category?
    package var role: ResponsibleRole?

    package init(
        kind: String,
        subject: String = "",
        party: String,
        from: Timestamp,
        due: Timestamp,
        isAdvisory: Bool = false,
        standing: Standing = .running,
        category: Category? = nil,
        role: ResponsibleRole? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.party = party
        self.from = from
        self.due = due
        self.isAdvisory = isAdvisory
        self.standing = standing
        self.category = category
        self.role = role
    }

    /// Still owed: running, or passed and not done.
    package var isOwed: Bool {
        switch standing {
        case .running, .missed(doneAt: nil): true
        case .met, .missed, .dropped: false
        }
    }

    /// Judged: it can be said whether it was in time.
    package var isInTime: Bool? {
        switch standing {
        case .met: true
        case .missed: false
        case .running, .dropped: nil
        }
    }
}
