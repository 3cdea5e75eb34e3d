import Broker
import Foundation
import Messaging
import SimulatedKafka
import Streaming

/// What many open incidents cost: throughput, memory, restoring; over the in-memory Kafka.
struct ScaleBench {
    let material: BrokerMaterial
    let workload: Workload

    private static let measured = 20_000

    func run(open counts: [Int], into figures: inout Figures) throws {
        let sample = commands(0..<1)[0]
        var rates: [Double] = []
        for count in counts {
            let state = try measure(open: count, sample: sample, into: &figures)
            rates.append(state)
        }
        if let first = rates.first, let last = rates.last {
            figures.add("scale.throughput_ratio", last / first, "most open / fewest open")
        }
    }

    /// Restores that many open incidents and then processes new ones; incidents per second.
    private func measure(
        open count: Int,
        sample: ConsumedRecord,
        into figures: inout Figures
    ) throws -> Double {
        let cluster = SimulatedCluster(now: sample.timestamp)
        for topic in material.plan.topics { cluster.createTopic(topic.name, partitions: 1) }
        var settings = material.workerSettings(stage: StageName.case, instance: "bench")
        settings.pollTimeout = .zero
        fill(cluster, count)
        let worker = try StreamWorker(
            settings: settings,
            channel: SimulatedChannel(cluster: cluster),
            stage: material.stage(StageName.case),
            seed: 1,
            clock: { cluster.now },
            observe: { _ in }
        )
        let restore = try seconds { while try worker.step() != .idle {} }
        figures.add("restore.seconds.\(count)", restore, "s")
        for command in commands(count..<(count + Self.measured)) {
            cluster.append(
                ProducedRecord(
                    topic: BrokerTopic.commands,
                    key: command.key,
                    value: command.value,
                    headers: command.headers
                )
            )
        }
        let time = try seconds { while try worker.step() != .idle {} }
        let rate = Double(Self.measured) / time
        figures.add("scale.incidents_per_second.\(count)", rate, "/s")
        return rate
    }

    /// Writes the changelog of `count` open incidents.
    private func fill(_ cluster: SimulatedCluster, _ count: Int) {
        let stage = material.stage(StageName.case)
        let chunk = 10_000
        for start in stride(from: 0, to: count, by: chunk) {
            for command in commands(start..<min(start + chunk, count)) {
                var context = StageContext(now: command.timestamp) { _ in nil }
                _ = stage.process(command, &context)
                for (key, entry) in context.writes {
                    cluster.append(Self.change(key, entry))
                }
            }
        }
    }

    private static func change(_ key: String, _ entry: StateEntry?) -> ProducedRecord {
        ProducedRecord(
            topic: BrokerTopic.incidents,
            partition: 0,
            key: Array(key.utf8),
            value: entry?.value,
            headers: entry?.due.map { [Header("due", String($0.milliseconds))] } ?? []
        )
    }

    private func commands(_ numbers: Range<Int>) -> [ConsumedRecord] {
        let intake = material.stage(StageName.intake)
        return numbers.map { number in
            let record = workload.consumed(workload.report(number), offset: number)
            var context = StageContext(now: record.timestamp) { _ in nil }
            _ = intake.process(record, &context)
            return workload.consumed(context.outputs[0], offset: number)
        }
    }
}
