package import Messaging

/// When work must have begun, and what became of that.
package struct Deadline: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        /// Next: met, missed, replaced.
        case running
        /// Work began in time.
        case met(startedAt: Timestamp)
        /// Passed. Work began too late, or has not begun; met when it turns out that it had.
        case missed(startedAt: Timestamp?)
        /// The category or the responsible changed before work began.
        case replaced(at: Timestamp)
    }

    package var category: Category
    package var role: ResponsibleRole
    package var environment: Environment
    /// When the clock was started: at registration, or when the incident became what it is now.
    package var from: Timestamp
    /// Work that begins at this very moment is in time.
    package var due: Timestamp
    /// A breach is information, never a breach of contract.
    package var advisory: Bool
    package var principle: Principle
    package var outcome: Outcome
    /// Stopped since then: the reporter is asked something; nil: time runs, or has run.
    package var pausedAt: Timestamp?
    /// For how long it has been stopped in all, and was moved on, in milliseconds.
    package var waited: Int64

    package init(
        category: Category,
        role: ResponsibleRole,
        environment: Environment,
        from: Timestamp,
        due: Timestamp,
        advisory: Bool,
        principle: Principle,
        outcome: Outcome = .running,
        pausedAt: Timestamp? = nil,
        waited: Int64 = 0
    ) {
        self.category = category
        self.role = role
        self.environment = environment
        self.from = from
        self.due = due
        self.advisory = advisory
        self.principle = principle
        self.outcome = outcome
        self.pausedAt = pausedAt
        self.waited = waited
    }

    package var isRunning: Bool { outcome == .running }

    /// Time passes, and will be over.
    package var isCounting: Bool { isRunning && pausedAt == nil }

    /// What shares of its time are counted from: its beginning, later by all the waits.
    package var start: Timestamp { from.adding(milliseconds: waited) }

    /// Whether work that begins then begins in time: while the time stands still it is not over.
    package func isInTime(_ moment: Timestamp) -> Bool {
        min(moment, pausedAt ?? moment) <= due
    }

    package var isReplaced: Bool {
        if case .replaced = outcome { true } else { false }
    }

    /// Whether both are the promise that stands for such an incident since then.
    func isSamePromise(as other: Deadline) -> Bool {
        category == other.category && role == other.role && environment == other.environment
            && from == other.from && !isReplaced && !other.isReplaced
    }

    /// The word on the wire.
    package var outcomeName: String {
        switch outcome {
        case .running: "running"
        case .met: "met"
        case .missed: "missed"
        case .replaced: "replaced"
        }
    }
}
