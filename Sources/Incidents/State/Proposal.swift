package import Messaging

/// A workaround or solution put to the reporter, and what has become of it.
package struct Proposal: Equatable, Sendable {
    package enum Standing: Equatable, Sendable {
        /// Written; not known to have reached the reporter. Next: any other.
        case proposed
        /// The reporter has it; without objection the incident closes then (nil: it does not by
        /// itself). Next: accepted, objected, superseded, rolledBack, proposed (undelivered).
        case delivered(at: Timestamp, closesAt: Timestamp?)
        case accepted(at: Timestamp)
        case objected(at: Timestamp)
        /// A later proposal took its place.
        case superseded(at: Timestamp)
        case rolledBack(at: Timestamp)
    }

    /// Counts the incident's proposals from 1.
    package var number: Int
    package var type: ResolutionType
    package var by: Party
    package var at: Timestamp
    /// Sequence of the event that told of it: what a delivery report refers to.
    package var sequence: Int64
    /// Kept for the last proposal only; earlier ones are in the events.
    package var text: ResolutionText?
    package var knowledge: String?
    package var documented: Bool?
    package var via: ConveyanceChannel
    /// What the authority's practitioner found; nil: has not looked, or need not.
    package var isApproved: Bool?
    package var standing: Standing

    package init(
        number: Int,
        type: ResolutionType,
        by: Party,
        at: Timestamp,
        sequence: Int64,
        text: ResolutionText?,
        knowledge: String? = nil,
        documented: Bool? = nil,
        via: ConveyanceChannel = .tool,
        isApproved: Bool? = nil,
        standing: Standing = .proposed
    ) {
        self.number = number
        self.type = type
        self.by = by
        self.at = at
        self.sequence = sequence
        self.text = text
        self.knowledge = knowledge
        self.documented = documented
        self.via = via
        self.isApproved = isApproved
        self.standing = standing
    }

    /// Still waits for the reporter's word.
    package var isOpen: Bool {
        switch standing {
        case .proposed, .delivered: true
        case .accepted, .objected, .superseded, .rolledBack: false
        }
    }
}
