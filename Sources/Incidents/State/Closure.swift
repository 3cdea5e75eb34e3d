package import Messaging

/// Why and when an incident was closed (P17).
package struct Closure: Equatable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
        case accepted
        /// Ten days without an objection to a delivered text.
        case tenDays = "ten-days"
        case withdrawn
        /// It was a request, not an incident.
        case retyped
        /// A duplicate whose master is closed.
        case duplicate
        /// By the authority's word.
        case override
    }

    package var reason: Reason
    package var at: Timestamp
    /// Of what was accepted.
    package var type: ResolutionType?

    package init(reason: Reason, at: Timestamp, type: ResolutionType? = nil) {
        self.reason = reason
        self.at = at
        self.type = type
    }
}
