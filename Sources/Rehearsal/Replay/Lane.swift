internal import HeapModule
internal import Incidents
internal import Messaging

/// Incidents lived through under one policy, with its timers, by the functions the broker runs.
struct Lane {
    private let policyAt: (Timestamp) -> Policy?
    private(set) var treatments: [Treatment] = []
    private var timers = Heap<Timer>()
    /// How many timers have gone off.
    private(set) var timersFired = 0
    /// Commands that came in a time in which no version of the policy is in force.
    private(set) var outsidePolicy = 0

    private struct Timer: Comparable {
        var due: Timestamp
        var slot: Int

        static func < (left: Timer, right: Timer) -> Bool { left.due < right.due }
    }

    init(policyAt: @escaping (Timestamp) -> Policy?) {
        self.policyAt = policyAt
    }

    mutating func open(_ slot: Int) {
        if slot < treatments.count {
            treatments[slot] = Treatment()
        } else {
            treatments.append(Treatment())
        }
    }

    mutating func forget(_ slot: Int) { treatments[slot] = Treatment() }

    /// Takes a command; what the incident tells others because of it is handed back.
    mutating func take(_ command: Command, _ slot: Int) -> [Command] {
        guard let policy = policyAt(command.receivedAt) else {
            outsidePolicy += 1
            return []
        }
        let settlement = settle(treatments[slot].incident, command, policy: policy)
        return take(settlement, slot)
    }

    /// When the next timer goes off; nil: none runs.
    mutating func nextDue() -> Timestamp? {
        while let timer = timers.min {
            if treatments[timer.slot].incident?.nextDue == timer.due { return timer.due }
            // Its incident has moved on since.
            timers.removeMin()
        }
        return nil
    }

    /// Lets the next timer go off: of which incident, and what that tells others; nil: none runs.
    mutating func fire() -> (slot: Int, commands: [Command])? {
        guard nextDue() != nil, let timer = timers.popMin(),
            let incident = treatments[timer.slot].incident
        else { return nil }
        guard let policy = policyAt(timer.due) else { return (timer.slot, []) }
        timersFired += 1
        let settlement = settleDue(incident, due: timer.due, policy: policy)
        return (timer.slot, take(settlement, timer.slot))
    }

    private mutating func take(_ settlement: Settlement, _ slot: Int) -> [Command] {
        let earlier = treatments[slot].incident?.nextDue
        let commands = treatments[slot].take(settlement)
        if let due = treatments[slot].incident?.nextDue, due != earlier {
            timers.insert(Timer(due: due, slot: slot))
        }
        return commands
    }
}
