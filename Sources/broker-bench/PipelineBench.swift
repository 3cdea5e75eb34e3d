import Broker
import CBareLoop
import Foundation
import KafkaChannel
import Logging
import Messaging
import Streaming
import Synchronization

/// The whole pipeline over a real Kafka, beside a loop that moves the same records and thinks
/// nothing.
struct PipelineBench {
    let material: BrokerMaterial
    let workload: Workload
    /// Where the bare loop runs: a broker like ours, and as empty as ours was.
    let bareKafka: String

    func run(count: Int, into figures: inout Figures) async throws {
        let kafka = try material.configuration.kafkaSettings()
        let channel = KafkaChannel(kafka, reporter: { _ in })
        let admin = try channel.admin()
        _ = try admin.create(material.topicDefinitions)
        let bare = BareLoop(kafka: bareKafka, partitions: 2)
        let bareSettings = try material.configuration.kafkaSettings(bootstrap: bareKafka)
        let bareChannel = KafkaChannel(bareSettings, reporter: { _ in })
        _ = try bareChannel.admin().create(bare.topics)

        let progress = Progress()
        let service = BrokerService(
            material: material,
            kafka: kafka,
            instance: "bench",
            stages: StageName.all,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
            observe: { stage, event in progress.take(stage, event) }
        )
        let running = service.threads
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in running { group.addTask { _ = await thread.run() } }
            try measure(channel, bare, bareChannel, progress, count, into: &figures)
            for thread in running { thread.stop() }
            try await group.waitForAll()
        }
    }

    private func measure(
        _ channel: KafkaChannel,
        _ bare: BareLoop,
        _ bareChannel: KafkaChannel,
        _ progress: Progress,
        _ count: Int,
        into figures: inout Figures
    ) throws {
        progress.waitUntil { $0.assigned == StageName.all.count }
        let writer = try channel.writer()
        defer { writer.close() }
        let warmUp = 500
        try load(writer, 0..<warmUp)
        progress.waitUntil { $0.decided >= warmUp }

        let pipeline = try seconds {
            try load(writer, warmUp..<(warmUp + count))
            progress.waitUntil { $0.decided >= warmUp + count }
        }
        let shape = try PipelineShape.measure(channel, material, records: warmUp + count)
        let filler = try bareChannel.writer()
        defer { filler.close() }
        let bareSeconds = try bare.run(shape, records: count + BareLoop.warmUp) { numbers in
            let records = numbers.map { number in
                let report = workload.report(number)
                return ProducedRecord(topic: BareLoop.input, key: report.key, value: report.value)
            }
            _ = try filler.send(records)
        }
        let total = Double(count)
        figures.add("pipeline.incidents_per_second", total / pipeline, "/s")
        figures.add("pipeline.bare_incidents_per_second", total / bareSeconds, "/s")
        figures.add("pipeline.ratio", bareSeconds / pipeline, "of the bare loop")
        figures.add("pipeline.records_per_incident", shape.recordsPerIncident)
        figures.add("pipeline.transactions", Double(progress.transactions))
        figures.add("pipeline.bare_transactions", Double(bareloop_transactions()))
        try LatencyBench(workload: workload).run(
            channel,
            first: warmUp + count,
            into: &figures
        )
    }

    private func load(_ writer: KafkaWriter, _ numbers: Range<Int>) throws {
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 1000) {
            let end = min(start + 1000, numbers.upperBound)
            _ = try writer.send((start..<end).map(workload.report))
        }
    }
}

/// What the stages say of their progress, counted.
final class Progress: Sendable {
    struct Counts {
        var assigned = 0
        var decided = 0
        var transactions = 0
    }

    private let counts = Mutex(Counts())

    func take(_ stage: String, _ event: StreamEvent) {
        counts.withLock { counts in
            switch event {
            case .partitionsAssigned: counts.assigned += 1
            case .transactionCommitted: counts.transactions += 1
            default: break
            }
            switch event {
            case .transactionCommitted(_, let records, _, _) where stage == StageName.case:
                counts.decided += records
            default: break
            }
        }
    }

    var transactions: Int { counts.withLock(\.transactions) }

    func waitUntil(_ holds: (Counts) -> Bool) {
        while !counts.withLock({ holds($0) }) { usleep(500) }
    }
}
