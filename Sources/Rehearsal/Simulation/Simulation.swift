internal import HeapModule
package import Incidents
package import Messaging

/// Replays a history of commands through the policy in force and through another one.
///
/// Both lanes run `settle` and `settleDue`, the broker's own functions, over the same commands
/// and their own timers, in the order of time. Memory holds the incidents that are open, or were
/// closed in the last thirty days; what is put away is compared first.
package struct Simulation {
    /// How long a closed incident is kept, should its story go on.
    package static let keptAfterClosingSeconds: Int64 = 30 * 86_400

    package private(set) var counts = SimulationCounts()
    /// Only incidents reported since then are looked at; nil: all.
    private let since: Timestamp?
    private var before: Lane
    private var after: Lane
    private var slots: [IncidentID: Int] = [:]
    private var ids: [IncidentID?] = []
    private var free: [Int] = []
    private var ending = Heap<Ending>()
    /// Hashes of the ids put away: sixteen bytes each, where the incidents were kilobytes.
    private var gone: Set<Int> = []
    private var passedOver: Set<Int> = []
    private var now = Timestamp(milliseconds: .min)
    private let emit: (Difference) -> Void

    private struct Ending: Comparable {
        var at: Timestamp
        var slot: Int

        static func < (left: Ending, right: Ending) -> Bool { left.at < right.at }
    }

    /// - Parameters:
    ///   - inForce: The policy in force at a moment.
    ///   - new: The policy tried, at every moment.
    ///   - emit: Takes each difference when its incident is put away or the replay ends.
    package init(
        inForce: @escaping (Timestamp) -> Policy?,
        new: Policy,
        since: Timestamp? = nil,
        emit: @escaping (Difference) -> Void
    ) {
        self.since = since
        self.before = Lane(policyAt: inForce)
        self.after = Lane { _ in new }
        self.emit = emit
    }

    /// Takes the next command; time goes on to when it was read.
    package mutating func take(_ command: Command) {
        counts.commands += 1
        guard !command.isBetweenIncidents else {
            counts.betweenIncidents += 1
            return
        }
        advance(to: command.receivedAt)
        guard let slot = slot(command) else { return }
        deliver(before.take(command, slot), in: \.before)
        deliver(after.take(command, slot), in: \.after)
        noteEnding(slot)
    }

    /// Ends the replay at a moment: timers due by then go off, and every incident is compared.
    package mutating func finish(at end: Timestamp? = nil) {
        advance(to: max(now, end ?? now).adding(milliseconds: 1))
        for slot in ids.indices where ids[slot] != nil { putAway(slot) }
        counts.timers = before.timersFired + after.timersFired
        counts.outsidePolicy = before.outsidePolicy
    }

    // MARK: - Time

    /// Timers that are due before this moment go off, in order; one due at the very moment does
    /// afterwards, since what is done at that moment is in time.
    private mutating func advance(to moment: Timestamp) {
        guard moment > now else { return }
        fire(\.before, until: moment)
        fire(\.after, until: moment)
        now = moment
        while let next = ending.min, next.at < moment {
            ending.removeMin()
            close(next.slot)
        }
    }

    private mutating func fire(
        _ lane: WritableKeyPath<Simulation, Lane>,
        until moment: Timestamp
    ) {
        while let due = self[keyPath: lane].nextDue(), due < moment,
            let fired = self[keyPath: lane].fire()
        {
            deliver(fired.commands, in: lane)
            noteEnding(fired.slot)
        }
    }

    /// What incidents tell each other, one after the other until nobody says anything more.
    private mutating func deliver(
        _ commands: [Command],
        in lane: WritableKeyPath<Simulation, Lane>
    ) {
        guard !commands.isEmpty else { return }
        var waiting = commands[...]
        while let command = waiting.popFirst() {
            guard let slot = slot(command) else { continue }
            waiting += self[keyPath: lane].take(command, slot)
            noteEnding(slot)
        }
    }

    // MARK: - Incidents

    private mutating func slot(_ command: Command) -> Int? {
        if let slot = slots[command.incident] { return slot }
        let hash = command.incident.hashValue
        if gone.contains(hash) {
            counts.afterClosing += 1
            return nil
        }
        if let since, command.receivedAt < since || passedOver.contains(hash) {
            passedOver.insert(hash)
            counts.passedOver += 1
            return nil
        }
        let slot = free.popLast() ?? ids.count
        if slot == ids.count { ids.append(nil) }
        ids[slot] = command.incident
        slots[command.incident] = slot
        before.open(slot)
        after.open(slot)
        counts.openMax = max(counts.openMax, slots.count)
        return slot
    }

    private mutating func noteEnding(_ slot: Int) {
        guard isEnded(slot) else { return }
        ending.insert(
            Ending(at: now.adding(seconds: Self.keptAfterClosingSeconds), slot: slot)
        )
    }

    private func isEnded(_ slot: Int) -> Bool {
        before.treatments[slot].isEnded && after.treatments[slot].isEnded
    }

    private mutating func close(_ slot: Int) {
        guard ids[slot] != nil, isEnded(slot) else { return }
        let changes = [before, after].compactMap { $0.treatments[slot].incident?.changedAt }
        let last = changes.max() ?? now
        let end = last.adding(seconds: Self.keptAfterClosingSeconds)
        if end < now { putAway(slot) } else { ending.insert(Ending(at: end, slot: slot)) }
    }

    private mutating func putAway(_ slot: Int) {
        guard let id = ids[slot] else { return }
        let comparison = Comparison(
            id.text,
            before: before.treatments[slot],
            after: after.treatments[slot]
        )
        counts.incidents += 1
        let differences = comparison.differences
        if !differences.isEmpty { counts.different += 1 }
        for difference in differences {
            counts.byKind[difference.kind, default: 0] += 1
            emit(difference)
        }
        gone.insert(id.hashValue)
        slots[id] = nil
        ids[slot] = nil
        before.forget(slot)
        after.forget(slot)
        free.append(slot)
    }
}
