/// What parties do that they should not, and what happens to messages and to the broker.
///
/// Counted, so that a run that never tried one of them fails.
enum Misbehaviour: String, CaseIterable {
    case duplicate
    case reordered
    case delayed
    case outOfRole
    case outOfState
    case noCall
    case lateCall
    case closedTooEarly
    case objectedLate
    case textIncomplete
    case clockSkewed
    /// Timers go off late; that it dies between two steps is tried after every step.
    case brokerDown
    case undelivered
    case releasedWithoutNotice
}

/// How often each of them happened.
struct MisbehaviourCount: Equatable {
    private(set) var counts: [Misbehaviour: Int] = [:]

    subscript(_ kind: Misbehaviour) -> Int { counts[kind] ?? 0 }

    mutating func add(_ kind: Misbehaviour) { counts[kind, default: 0] += 1 }

    mutating func add(_ other: MisbehaviourCount) {
        counts.merge(other.counts, uniquingKeysWith: +)
    }
}
