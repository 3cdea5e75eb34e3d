/// How far the handling has come; it never goes back.
package enum IncidentStatus: String, CaseIterable, Sendable, Comparable {
    /// Taken in and forwarded. Next: acknowledged, in progress.
    case registered
    /// A responsible party has it. Next: in progress.
    case acknowledged
    /// Correction of the fault has begun.
    case inProgress = "in-progress"

    package static func < (left: IncidentStatus, right: IncidentStatus) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .registered: 0
        case .acknowledged: 1
        case .inProgress: 2
        }
    }
}
