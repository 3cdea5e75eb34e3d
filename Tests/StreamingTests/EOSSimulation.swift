import JSON
import Messaging
import SimulatedKafka
import Streaming

/// One seeded run of the runtime over the simulated cluster: processes that crash, freeze and
/// come back as zombies, answers that get lost, senders that repeat themselves.
final class EOSSimulation {
    static let partitions: Int32 = 3
    static let keys = 12

    /// What the run found wrong, and what it met on the way.
    struct Findings {
        var lost = 0
        var duplicated = 0
        var reordered = 0
        var unequalStates = 0
        var unbalancedOffsets = 0
        var timersNotOnce = 0
        var checks = 0
        var faults: [String: Int] = [:]

        var isClean: Bool {
            lost + duplicated + reordered + unequalStates + unbalancedOffsets + timersNotOnce == 0
        }
    }

    private struct Process {
        var channel: SimulatedChannel
        var worker: StreamWorker?
        var restartsAt = 0
        var frozenUntil = 0
        /// In the middle of a step, of which others may take theirs.
        var isStepping = false
    }

    private let seed: UInt64
    private let steps: Int
    private let cluster: SimulatedCluster
    private var random: SplitMix64
    private var processes: [Process] = []
    private var sent: [String: Int64] = [:]
    private var findings = Findings()
    private var now = 0

    init(seed: UInt64, steps: Int) {
        self.seed = seed
        self.steps = steps
        self.random = SplitMix64(seed: seed)
        // Every other run has brokers that check no generations: the second fence is missing.
        cluster = SimulatedCluster(
            now: Timestamp(milliseconds: 1_000_000),
            checksGenerations: seed.isMultiple(of: 2)
        )
        for topic in [CountingStage.input, CountingStage.output, CountingStage.refused, "state"] {
            cluster.createTopic(topic, partitions: Self.partitions)
        }
        cluster.createTopic("ledger", partitions: 1)
    }

    func run() -> Findings {
        let workers = Int.random(in: 1...3, using: &random)
        for index in 0..<workers { processes.append(start(index)) }
        for step in 0..<steps {
            now = step
            send()
            let index = Int.random(in: 0..<processes.count, using: &random)
            disturb(index, at: step)
            advance(index, at: step)
            cluster.now = cluster.now.adding(milliseconds: Int64.random(in: 0...20, using: &random))
        }
        settle()
        verify()
        return findings
    }

    // MARK: - The world

    private func start(_ index: Int, faulty: Bool = true) -> Process {
        let plan =
            faulty
            ? FaultPlan(seed: UInt64.random(in: 0 ... .max, using: &random), perThousand: 8)
            : FaultPlan.none
        let channel = SimulatedChannel(cluster: cluster, faults: plan)
        plan.onStall = { [unowned self] in stall(index) }
        return Process(channel: channel, worker: worker(index, channel))
    }

    /// While a process is frozen in the middle of a call, the others go on without it.
    private func stall(_ index: Int) {
        count("stalled-zombie")
        for _ in 0..<Int.random(in: 1...25, using: &random) {
            let other = Int.random(in: 0..<processes.count, using: &random)
            send()
            if other != index { advance(other, at: now) }
            cluster.now = cluster.now.adding(milliseconds: Int64.random(in: 0...20, using: &random))
        }
    }

    private func worker(_ index: Int, _ channel: SimulatedChannel) -> StreamWorker? {
        var settings = WorkerSettings(
            application: "sim",
            stage: "count",
            instance: "worker-\(index)",
            topics: [CountingStage.input],
            changelog: "state",
            ledger: "ledger",
            outputs: [CountingStage.output, CountingStage.refused]
        )
        settings.batchMax = 5
        settings.fenceGrace = .milliseconds(100)
        let cluster = cluster
        return try? StreamWorker(
            settings: settings,
            channel: channel,
            stage: CountingStage(),
            seed: seed,
            clock: { cluster.now },
            observe: { _ in }
        )
    }

    /// A new message, a repeat of an old one, or rubbish.
    private func send() {
        guard Int.random(in: 0..<3, using: &random) > 0 else { return }
        let key = "k\(Int.random(in: 0..<Self.keys, using: &random))"
        var value = ""
        switch Int.random(in: 0..<20, using: &random) {
        case 0: value = "rubbish"
        case 1, 2:
            guard let last = sent[key] else { return }
            value = String(Int64.random(in: 1...last, using: &random))
            count("sender-repeat")
        default:
            sent[key, default: 0] += 1
            value = String(sent[key, default: 0])
        }
        cluster.append(
            ProducedRecord(
                topic: CountingStage.input,
                key: Array(key.utf8),
                value: Array(value.utf8)
            )
        )
    }

    /// Freezes a process long enough for its session to time out: it comes back as a zombie.
    private func disturb(_ index: Int, at step: Int) {
        guard processes[index].worker != nil, processes[index].frozenUntil <= step,
            Int.random(in: 0..<150, using: &random) == 0
        else { return }
        processes[index].frozenUntil = step + Int.random(in: 5...60, using: &random)
        processes[index].channel.expire()
        count("zombie")
    }

    private func advance(_ index: Int, at step: Int) {
        guard processes[index].frozenUntil <= step, !processes[index].isStepping else { return }
        if processes[index].worker == nil {
            guard processes[index].restartsAt <= step else { return }
            processes[index] = start(index)
            return
        }
        processes[index].isStepping = true
        defer { processes[index].isStepping = false }
        let worker = processes[index].worker
        do {
            _ = try worker?.step()
        } catch {
            worker?.close()
            processes[index].worker = self.worker(index, processes[index].channel)
        }
        if processes[index].channel.faults.hasCrashed {
            collectFaults(processes[index].channel.faults)
            processes[index].worker = nil
            processes[index].channel.expire()
            processes[index].restartsAt = step + Int.random(in: 0...20, using: &random)
        }
    }

    /// No more faults: whoever lives works until nothing is left to do.
    private func settle() {
        for index in processes.indices {
            collectFaults(processes[index].channel.faults)
            processes[index].channel.expire()
        }
        count("aborted-hidden", cluster.abortedRecords)
        processes = [start(0, faulty: false)]
        var quiet = 0
        for _ in 0..<2_000 where quiet < 20 {
            let progress = try? processes[0].worker?.step()
            cluster.now = cluster.now.adding(milliseconds: 50)
            quiet = progress == .idle ? quiet + 1 : 0
        }
    }

    private func count(_ what: String, _ number: Int = 1) {
        findings.faults[what, default: 0] += number
    }

    private func collectFaults(_ plan: FaultPlan) {
        for (fault, number) in plan.fired { count(fault.rawValue, number) }
    }

    // MARK: - The verdict

    private func verify() {
        verifyOutputs()
        verifyStates()
        verifyLedger()
    }

    private func verifyOutputs() {
        var seen: [String: [Int64]] = [:]
        var timers: [String: Int] = [:]
        for record in outputs(CountingStage.output) {
            let words = text(record).split(separator: " ").map(String.init)
            if words[1] == "timer" {
                timers[text(record), default: 0] += 1
            } else {
                seen[words[0], default: []].append(Int64(words[1]) ?? -1)
            }
        }
        for (key, last) in sent {
            let sequences = seen[key] ?? []
            findings.checks += sequences.count + 3
            findings.lost += Set(1...last).subtracting(sequences).count
            findings.duplicated += sequences.count - Set(sequences).count
            if sequences != sequences.sorted() { findings.reordered += 1 }
        }
        findings.checks += timers.count
        findings.timersNotOnce += timers.values.count { $0 != 1 }
    }

    private func verifyStates() {
        var states: [String: [UInt8]] = [:]
        for partition in 0..<Self.partitions {
            for record in cluster.read(TopicPartition("state", partition)) {
                states[String(decoding: record.key ?? [], as: UTF8.self)] = record.value
            }
        }
        for (key, last) in sent {
            var fold = CountingStage.Fold()
            for sequence in 1...last { fold.take(sequence) }
            findings.checks += 1
            if CountingStage.fold(states[key]) != fold { findings.unequalStates += 1 }
        }
    }

    private func verifyLedger() {
        let parser = JSONParser()
        var accounted: [TopicPartition: [Int64: Int]] = [:]
        var records = 0
        for record in cluster.read(TopicPartition("ledger", 0)) {
            guard let node = try? parser.parse(record.value ?? []),
                let entry = LedgerEntry(json: node)
            else {
                findings.unbalancedOffsets += 1
                continue
            }
            records += entry.records
            for offset in entry.from...entry.to {
                accounted[entry.position, default: [:]][offset, default: 0] += 1
            }
        }
        var inputs = 0
        for partition in 0..<Self.partitions {
            let position = TopicPartition(CountingStage.input, partition)
            for record in cluster.read(position) {
                inputs += 1
                findings.checks += 1
                if accounted[position]?[record.offset] != 1 { findings.unbalancedOffsets += 1 }
            }
        }
        if inputs != records { findings.unbalancedOffsets += abs(inputs - records) }
    }

    private func outputs(_ topic: String) -> [ConsumedRecord] {
        (0..<Self.partitions).flatMap { cluster.read(TopicPartition(topic, $0)) }
    }

    private func text(_ record: ConsumedRecord) -> String {
        String(decoding: record.value ?? [], as: UTF8.self)
    }
}
