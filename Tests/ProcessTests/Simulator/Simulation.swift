import Incidents
import Messaging

/// One seed: parties that behave well and badly over months, in a world checked after every step.
struct Simulation {
    static let stepsMax = 40

    let seed: UInt64
    private(set) var count = MisbehaviourCount()
    private(set) var trace: [String] = []
    private var random: SplitMix64
    private var world: ProcessWorld
    private let invariants: Invariants
    private var incidents: [IncidentID] = []
    /// Sent, and still on their way.
    private var held: [Command] = []
    private var messages = 0

    init(seed: UInt64, policy: Policy = Shipped.policy) {
        self.seed = seed
        self.random = SplitMix64(seed: seed)
        self.world = ProcessWorld(policy, at: "2026-01-05 08:00")
        let invariants = Invariants(zone: policy.zone)
        self.invariants = invariants
        world.onStep = { invariants.look(at: $0, policy: policy) }
    }

    var checks: Int { invariants.checks }
    var failures: [String] { invariants.failures }
    /// Incidents times the time they lived, in years.
    private(set) var incidentYears = 0.0

    mutating func run() {
        let start = world.now
        for _ in 0..<Self.stepsMax {
            pass()
            if chance(0.15) { releaseHeld() }
            act()
            guard invariants.failures.isEmpty else { return }
        }
        while !held.isEmpty { releaseHeld() }
        settleDown()
        let days = Double(world.now.milliseconds - start.milliseconds) / 86_400_000
        incidentYears = Double(incidents.count) * days / 365
    }

    /// Long after, whoever had a text and did not object is through with the incident.
    private mutating func settleDown() {
        let waiting = incidents.filter { id in
            guard let incident = world.incident(id), incident.handling.children.isEmpty,
                incident.handling.master == nil,
                case .delivered(_, let closesAt?)? = incident.handling.openProposal?.standing
            else { return false }
            return closesAt > world.now
        }
        world.wait(days: 40)
        for id in waiting where world.status(id) != .closed {
            invariants.add("\(id): never closed, \(world.status(id)?.rawValue ?? "unknown")")
        }
    }

    // MARK: Time

    private mutating func pass() {
        let minutes: Int64 =
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3: Int64.random(in: 0...10, using: &random)
            case 4...7: Int64.random(in: 10...600, using: &random)
            case 8: Int64.random(in: 600...4_320, using: &random)
            default: Int64.random(in: 4_320...17_280, using: &random)
            }
        if chance(0.02) {
            count.add(.brokerDown)
            world.isDown = true
            world.wait(minutes: minutes)
            world.isDown = false
            world.wait(minutes: 0)
        } else {
            world.wait(minutes: minutes)
        }
    }

    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    // MARK: Messages

    private mutating func act() {
        guard !incidents.isEmpty, !chance(0.12) else { return report() }
        let id = pick(incidents)
        let (proper, action) = anything(about: id)
        var party = proper
        if chance(0.08) {
            count.add(.outOfRole)
            party = pick([.itsm, .portal, .spoc, .register("MAT"), .register("CPR")])
        }
        send(party, id, action)
    }

    private mutating func report() {
        let party = pick([Party.itsm, .itsm, .portal, .spoc, .register("MAT")])
        messages += 1
        let id = IncidentID(system: party.system, number: "N\(messages)")!
        let report = anyReport(party)
        incidents.append(id)
        send(party, id, .report(report), isNew: true)
    }

    private mutating func send(
        _ party: Party,
        _ id: IncidentID,
        _ action: Command.Action,
        isNew: Bool = false
    ) {
        messages += 1
        var occurredAt: Timestamp?
        if chance(0.3) { occurredAt = world.now.adding(seconds: -60) }
        if chance(0.03) {
            count.add(.clockSkewed)
            occurredAt = world.now.adding(seconds: 7_200)
        }
        let command = Command(
            action: action,
            incident: id,
            party: party,
            dialect: "canonical",
            messageID: "urn:\(seed)#\(messages)",
            number: isNew ? id.text : nil,
            occurredAt: occurredAt,
            receivedAt: world.now,
            origin: Origin(topic: "t", partition: 0, offset: Int64(messages))
        )
        if !isNew, chance(0.1) {
            count.add(chance(0.5) ? .reordered : .delayed)
            held.append(command)
            return
        }
        deliver(command)
        if chance(0.08) {
            count.add(.duplicate)
            deliver(command)
        }
    }

    private mutating func releaseHeld() {
        guard !held.isEmpty else { return }
        deliver(held.remove(at: Int.random(in: 0..<held.count, using: &random)))
    }

    private mutating func deliver(_ command: Command) {
        var command = command
        command.receivedAt = world.now
        let verdict = world.take(command)
        if verdict.refusal == "state.forbidden" { count.add(.outOfState) }
        trace.append(
            "\(Copenhagen.text(world.now)) \(command.party.name) \(command.incident)"
                + " \(command.action.name): \(verdict.word)"
        )
    }

    mutating func note(_ kind: Misbehaviour) { count.add(kind) }

    var known: [IncidentID] { incidents }
    func standing(_ id: IncidentID) -> Incident? { world.incident(id) }
    var now: Timestamp { world.now }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}

extension Verdict {
    fileprivate var word: String {
        refusal ?? (isDuplicate ? "duplicate" : "accepted")
    }
}
