import Broker
import Fanout
import JSON
import Messaging
import SimulatedKafka
import Streaming

/// One seeded run of the fan-out: processes that crash, freeze and wake as zombies, answers that
/// get lost, receivers that fail as they like.
final class FanoutSimulation {
    static let partitions: Int32 = 3
    static let incidents = 9
    static let endpoints = ["a", "b", "c", "d"]

    struct Findings {
        var lost = 0
        var inverted = 0
        var foreignDuplicates = 0
        var badSignatures = 0
        var untold = 0
        var wrongLog = 0
        var wrongCommands = 0
        var unbalancedOffsets = 0
        var unsettled = 0
        var leaked = 0
        var checks = 0
        var faults: [String: Int] = [:]

        var isClean: Bool {
            lost + inverted + foreignDuplicates + badSignatures + untold + wrongLog
                + wrongCommands + unbalancedOffsets + unsettled + leaked == 0
        }
    }

    private struct Node {
        var channel: SimulatedChannel
        var process: FanoutWorld.Process?
        var restartsAt = 0
        var frozenUntil = 0
        var isStepping = false
    }

    let world: FanoutWorld
    let parser = JSONParser()
    private let steps: Int
    private var random: SplitMix64
    private var nodes: [Node] = []
    private(set) var sent: [String: Int64] = [:]
    private(set) var resolutions: [String: Set<Int64>] = [:]
    private(set) var rubbish = 0
    var findings = Findings()
    private var now = 0
    private var isCalm = false

    init(seed: UInt64, steps: Int) throws {
        self.steps = steps
        random = SplitMix64(seed: seed)
        world = FanoutWorld(partitions: Self.partitions, checksGenerations: seed % 2 == 0)
        world.batchMax = 5
        world.settings.limits.retries = [0, 1, 4, 15].map { .seconds($0) }
        world.settings.limits.concurrency = 3
        world.settings.limits.perSecond = 40
        world.settings.underWayMax = 8
        for name in Self.endpoints {
            try world.subscribe(name, "https://\(name).example.dk/hook")
        }
        world.answer = { [unowned self] url, _ in answer(url) }
    }

    func run() throws -> Findings {
        let workers = Int.random(in: 1...3, using: &random)
        for index in 0..<workers { nodes.append(start(index)) }
        for step in 0..<steps {
            now = step
            send()
            let index = Int.random(in: 0..<nodes.count, using: &random)
            disturb(index)
            advance(index)
            pass(Int64.random(in: 0...120, using: &random))
        }
        try settle()
        verify()
        return findings
    }

    // MARK: - The world

    private func pass(_ milliseconds: Int64) {
        world.cluster.now = world.cluster.now.adding(milliseconds: milliseconds)
    }

    /// `d` fails nearly always; the others now and then.
    private func answer(_ url: String) -> ScriptedSender.Answer {
        let after = Duration.milliseconds(Int.random(in: 0...300, using: &random))
        if isCalm { return .status(200, after: after) }
        let isBad = url.hasPrefix("https://d.")
        guard Int.random(in: 0..<100, using: &random) < (isBad ? 90 : 15) else {
            return .status(200, after: after)
        }
        count("attempt-failed")
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .status(500, after: after)
        case 1: return .status(503, after: after)
        case 2: return .status(429, after: after)
        case 3: return ScriptedSender.Answer(.failed(.reset), after: after)
        default: return ScriptedSender.Answer(.failed(.timeout), after: .seconds(15))
        }
    }

    private func start(_ index: Int, faulty: Bool = true) -> Node {
        let plan =
            faulty
            ? FaultPlan(seed: UInt64.random(in: 0 ... .max, using: &random), perThousand: 8)
            : FaultPlan.none
        let channel = SimulatedChannel(cluster: world.cluster, faults: plan)
        plan.onStall = { [unowned self] in stall(index) }
        return Node(
            channel: channel,
            process: try? world.process(channel, instance: "worker-\(index)")
        )
    }

    /// While a process is frozen in the middle of a call, the others go on without it.
    private func stall(_ index: Int) {
        count("stalled-zombie")
        for _ in 0..<Int.random(in: 1...25, using: &random) {
            let other = Int.random(in: 0..<nodes.count, using: &random)
            send()
            if other != index { advance(other) }
            pass(Int64.random(in: 0...120, using: &random))
        }
    }

    private func send() {
        guard Int.random(in: 0..<4, using: &random) == 0 else { return }
        let incident = "itsm-\(Int.random(in: 0..<Self.incidents, using: &random))"
        let last = sent[incident, default: 0]
        switch Int.random(in: 0..<20, using: &random) {
        case 0:
            rubbish += 1
            world.cluster.append(
                ProducedRecord(
                    topic: BrokerTopic.events,
                    key: Array(incident.utf8),
                    value: Array("rubbish".utf8)
                )
            )
        case 1 where last > 0:
            world.event(incident, Int64.random(in: 1...last, using: &random))
            count("event-repeated")
        case 2, 3:
            sent[incident] = last + 1
            resolutions[incident, default: []].insert(last + 1)
            world.event(
                incident,
                last + 1,
                "resolution-proposed",
                #""resolution":{"number":1}"#
            )
        default:
            sent[incident] = last + 1
            let callback = "https://\(incident).example.dk/status"
            world.event(
                incident,
                last + 1,
                last == 0 ? "reported" : "note-added",
                #""number":"1","system":"itsm","reporter":{"callback":"\#(callback)"}"#
            )
        }
    }

    private func disturb(_ index: Int) {
        guard nodes[index].process != nil, nodes[index].frozenUntil <= now,
            Int.random(in: 0..<100, using: &random) == 0
        else { return }
        nodes[index].frozenUntil = now + Int.random(in: 5...60, using: &random)
        nodes[index].channel.expire()
        count("zombie")
    }

    private func advance(_ index: Int) {
        guard nodes[index].frozenUntil <= now, !nodes[index].isStepping else { return }
        guard let process = nodes[index].process else {
            if nodes[index].restartsAt <= now { nodes[index] = start(index) }
            return
        }
        nodes[index].isStepping = true
        defer { nodes[index].isStepping = false }
        do {
            _ = try process.step()
        } catch {
            process.worker.close()
            nodes[index].process = try? world.process(
                nodes[index].channel,
                instance: "worker-\(index)"
            )
        }
        if process.stage.board.underWay != process.stage.underWay { findings.leaked += 1 }
        if nodes[index].channel.faults.hasCrashed {
            collectFaults(nodes[index].channel.faults)
            nodes[index].process = nil
            nodes[index].channel.expire()
            nodes[index].restartsAt = now + Int.random(in: 0...20, using: &random)
        }
    }

    /// No more faults and no more trouble: one process works until nothing is left to do.
    private func settle() throws {
        for node in nodes {
            collectFaults(node.channel.faults)
            node.channel.expire()
        }
        count("aborted-hidden", world.cluster.abortedRecords)
        isCalm = true
        nodes = [start(0, faulty: false)]
        guard let process = nodes[0].process else { return }
        for _ in 0..<60 {
            try world.run(process, seconds: 60)
            let lanes = world.state().keys.filter { LaneKey($0) != nil }
            if lanes.allSatisfy({ world.lane($0)?.waiting.isEmpty ?? true }) { return }
        }
        findings.unsettled += 1
    }

    func count(_ what: String, _ number: Int = 1) {
        findings.faults[what, default: 0] += number
    }

    private func collectFaults(_ plan: FaultPlan) {
        for (fault, number) in plan.fired { count(fault.rawValue, number) }
    }
}
