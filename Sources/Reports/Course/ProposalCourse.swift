package import Incidents
package import Messaging

/// A workaround or solution that was put to the reporter, and how it went.
package struct ProposalCourse: Equatable, Sendable {
    package var number: Int64
    package var type: ResolutionType?
    package var by: String
    package var at: Timestamp
    package var deliveredAt: Timestamp?
    package var closesAt: Timestamp?
    package var approved: Bool?
    package var acceptedAt: Timestamp?
    package var objectedAt: Timestamp?
}

/// A release that mends the incident (P15).
package struct ReleaseCourse: Equatable, Sendable {
    package var release: String
    package var kind: String?
    package var by: String
    package var plannedAt: Timestamp?
    package var noticedAt: Timestamp?
    package var releasedAt: Timestamp?
    package var rolledBackAt: Timestamp?

    /// Its reporter was told strictly before; nil: it is not released yet.
    package var isNoticedBefore: Bool? {
        guard let releasedAt else { return nil }
        return noticedAt.map { $0 < releasedAt } ?? false
    }
}

package struct ClosureCourse: Equatable, Sendable {
    package var reason: Closure.Reason?
    package var at: Timestamp
}
