package import Messaging

/// A time in which one party was to act and the others waited for it.
package struct Turn: Equatable, Sendable {
    package enum Duty: String, CaseIterable, Sendable {
        /// Take the incident in.
        case acknowledge
        case startWork = "start-work"
        case solve
        /// The reporter is to answer a question.
        case answer
        /// The resolution is to reach the reporter.
        case deliver
        /// The authority's practitioner is to look at the resolution.
        case assure
        /// The reporter is to accept or to object.
        case accept
    }

    package var party: String
    package var duty: Duty
    package var since: Timestamp
    /// Nil: still.
    package var until: Timestamp?
}
