import Broker
import CBareLoop
import Foundation
import KafkaChannel
import Messaging

/// The whole pipeline over a real Kafka, beside a loop that moves the same records and thinks
/// nothing.
///
/// They take turns, since a shared machine is not equally fast for long; each is alone while it
/// is measured, and the middle one of its turns counts.
struct PipelineBench {
    private static let turns = 5
    /// Incidents before each turn: clients connect, buffers grow, and that is no part of it.
    static let warmUp = 500

    let material: BrokerMaterial
    let workload: Workload
    /// Where the bare loop runs: a broker like ours, and as empty as ours was.
    let bareKafka: String

    func run(count: Int, into figures: inout Figures) async throws {
        let channel = try channel(material.configuration.bootstrap)
        let bareChannel = try self.channel(bareKafka)
        let bare = BareLoop(
            kafka: bareKafka,
            partitions: material.configuration.partitions,
            inputs: material.plan.inputs(of: StageName.intake).count
        )
        _ = try channel.admin().create(material.topicDefinitions)
        _ = try bareChannel.admin().create(bare.topics)

        var shape: PipelineShape?
        var (ours, bares): ([Cost], [Cost]) = ([], [])
        var transactions = 0
        for turn in 0..<Self.turns {
            let first = turn * (Self.warmUp + count)
            let running = try RunningPipeline(material)
            let cost = try await running.run { progress in
                try measure(channel, progress, first: first, count: count)
            }
            ours.append(cost)
            transactions += running.progress.transactions
            let measured =
                try shape
                ?? PipelineShape.measure(channel, material, records: Self.warmUp + count)
            shape = measured
            bares.append(try measure(bare, bareChannel, measured, count: count))
        }
        report(ours, bares, count, into: &figures)
        figures.add("pipeline.records_per_incident", shape?.recordsPerIncident ?? 0)
        figures.add("pipeline.transactions", Double(transactions))
        figures.add("pipeline.bare_transactions", Double(bareloop_transactions()))
    }

    private func channel(_ address: String) throws -> KafkaChannel {
        let settings = try material.configuration.kafkaSettings(bootstrap: address)
        return KafkaChannel(settings, reporter: { _ in })
    }

    private func measure(
        _ channel: KafkaChannel,
        _ progress: Progress,
        first: Int,
        count: Int
    ) throws -> Cost {
        let writer = try channel.writer()
        defer { writer.close() }
        let records = (first..<(first + Self.warmUp + count)).map(workload.report)
        try load(writer, records[..<Self.warmUp])
        progress.waitUntil { $0.decided >= Self.warmUp }
        return try Cost.of(
            {
                try load(writer, records[Self.warmUp...])
                progress.waitUntil { $0.decided >= Self.warmUp + count }
            },
            kafka: KafkaProcess(address: material.configuration.bootstrap)
        )
    }

    private func measure(
        _ bare: BareLoop,
        _ channel: KafkaChannel,
        _ shape: PipelineShape,
        count: Int
    ) throws -> Cost {
        let writer = try channel.writer()
        defer { writer.close() }
        let records = (0..<(Self.warmUp + count)).map { number in
            let report = workload.report(number)
            return ProducedRecord(topic: BareLoop.input, key: report.key, value: report.value)
        }
        return try bare.run(shape, warmUp: Self.warmUp, records: count) { numbers in
            try load(writer, records[numbers])
        }
    }

    private func load(_ writer: KafkaWriter, _ records: ArraySlice<ProducedRecord>) throws {
        for start in stride(from: records.startIndex, to: records.endIndex, by: 1000) {
            _ = try writer.send(Array(records[start..<min(start + 1000, records.endIndex)]))
        }
    }

    private func report(
        _ ours: [Cost],
        _ bares: [Cost],
        _ count: Int,
        into figures: inout Figures
    ) {
        let total = Double(count)
        func middle(_ costs: [Cost], _ value: (Cost) -> Double) -> Double {
            costs.map(value).sorted()[costs.count / 2]
        }
        let (pipeline, bare) = (middle(ours, \.seconds), middle(bares, \.seconds))
        figures.add("pipeline.incidents_per_second", total / pipeline, "/s")
        figures.add("pipeline.bare_incidents_per_second", total / bare, "/s")
        figures.add("pipeline.ratio", bare / pipeline, "of the bare loop")
        for (name, costs) in [("pipeline.", ours), ("pipeline.bare_", bares)] {
            let own = middle(costs, \.processor) / total * 1e6
            let kafka = middle(costs, \.kafka) / total * 1e6
            figures.add(name + "processor_microseconds", own, "µs an incident, of two processors")
            figures.add(name + "kafka_processor_microseconds", kafka, "µs an incident, Kafka's")
        }
    }
}
