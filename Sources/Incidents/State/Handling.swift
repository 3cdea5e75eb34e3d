package import Messaging

/// What has been done about an incident since it was registered.
///
/// Empty for most of an incident's life, and then costs nothing on the changelog.
package struct Handling: Equatable, Sendable {
    package static let proposalsMax = 8
    package static let releasesMax = 16
    package static let childrenMax = 256
    package static let partsMax = 64
    package static let rulingsMax = 16
    package static let clocksMax = 64

    /// One report of the same incident, with a reporter of its own (edge case 23).
    package struct Child: Equatable, Sendable {
        package var id: IncidentID
        /// Nil: its reporter has not answered and the ten days have not passed.
        package var outcome: ChildOutcome.Outcome?

        package init(id: IncidentID, outcome: ChildOutcome.Outcome? = nil) {
            self.id = id
            self.outcome = outcome
        }
    }

    package var ruling = Ruling.none
    /// The authority's decisions, in the order they came.
    package var decisions: [PriorityRuling] = []
    /// A doubt that the authority has not answered.
    package var doubt: PriorityDoubt?
    package var assignment: Assignment?
    /// The party the assignment is at.
    package var assignedAt: Party?
    /// How often the solving went from one party to another (P9).
    package var handOvers = 0
    package var plan: CorrectionPlan?
    /// Oldest first.
    package var proposals: [Proposal] = []
    package var releases: [ReleaseRecord] = []
    package var closure: Closure?
    package var problem: ProblemDecision?
    /// The incident whose duplicate this is.
    package var master: IncidentID?
    package var children: [Child] = []
    /// The incident this is a part of.
    package var original: IncidentID?
    package var parts: [IncidentID] = []
    package var clocks: [Clock] = []
    /// When the reporter last heard how it goes (P14).
    package var toldAt: Timestamp?
    /// Registers whose authorities are the controllers of data that may have been breached.
    package var controllers: [String] = []
    /// Known errors offered for it (P11).
    package var candidates: [String] = []

    package init() {}

    /// Whether the category is doubted by somebody who thinks it should be a higher one: until
    /// the authority answers the higher counts in the queue (edge case 14).
    func isDoubtedUpwards(from category: Category?) -> Bool {
        guard let proposed = doubt?.proposed else { return false }
        return category.map { proposed < $0 } ?? true
    }

    /// The proposal that waits for the reporter's word.
    package var openProposal: Proposal? { proposals.last { $0.isOpen } }

    package func clock(_ kind: Clock.Kind, _ subject: String = "") -> Clock? {
        clocks.first { $0.kind == kind && $0.subject == subject }
    }

    /// Takes over a clock: in the place of the one that stood for the same promise.
    ///
    /// One that was stopped is forgotten; one that has expired is kept, so that it does not go
    /// off again.
    mutating func set(_ clock: Clock) {
        if clock.standing == .stopped {
            clocks.removeAll { $0.isSame(as: clock) }
            return
        }
        if let index = clocks.firstIndex(where: { $0.isSame(as: clock) }) {
            clocks[index] = clock
        } else {
            clocks.append(clock)
            if clocks.count > Self.clocksMax {
                // An incident whose closing were forgotten would never be closed.
                let spare = clocks.firstIndex { !$0.isRunning }
                clocks.remove(at: spare ?? clocks.firstIndex { $0.kind != .closing } ?? 0)
            }
        }
    }
}
