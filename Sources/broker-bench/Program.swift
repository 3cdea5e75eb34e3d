import ArgumentParser
import Broker
import Foundation
import KafkaChannel

/// Measures the broker and prints a table; `deploy/bench` gives it a Kafka of its own.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker-bench",
        abstract: "Measures the pipeline against a bare librdkafka loop, and the parts alone."
    )

    /// In the order measured: memory first, while the process has freed nothing.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case memory, core, process, timers, simulate, scale, pipeline, latency
    }

    @Option(help: "An empty Kafka, HOST:PORT.")
    var kafka: String

    @Option(help: "Another empty Kafka like it, for the bare loop.")
    var bareKafka: String

    @Option(help: "The broker's home.")
    var home: String

    @Option(help: "Also write the figures to this file.")
    var json: String?

    @Option(parsing: .upToNextOption, help: "Only these parts.")
    var only: [Part] = []

    @Flag(help: "Smaller sizes: under two minutes.")
    var quick = false

    func run() async throws {
        let material = try Self.material(home: home, kafka: kafka)
        var figures = Figures()
        for part in Part.allCases where only.isEmpty || only.contains(part) {
            Self.tell("\(part) …")
            try await measure(part, material, into: &figures)
        }
        figures.print()
        if let json { try figures.write(to: json) }
    }

    private func measure(
        _ part: Part,
        _ material: BrokerMaterial,
        into figures: inout Figures
    ) async throws {
        let workload = Workload()
        switch part {
        case .memory:
            MemoryBench(material: material, workload: workload).run(open: 100_000, into: &figures)
        case .core:
            try CoreBench(material: material, workload: workload).run(
                count: quick ? 20_000 : 100_000,
                into: &figures
            )
        case .process:
            ProcessBench(policy: material.policy).run(
                incidents: quick ? 20_000 : 100_000,
                into: &figures
            )
        case .timers: TimerBench().run(pending: 1_000_000, into: &figures)
        case .simulate:
            SimulateBench(material: material).run(
                incidents: quick ? 20_000 : 100_000,
                into: &figures
            )
        case .scale:
            try ScaleBench(material: material, workload: workload).run(
                open: quick ? [1_000, 100_000] : [1_000, 100_000, 500_000],
                into: &figures
            )
        case .pipeline:
            let bench = PipelineBench(
                material: material,
                workload: workload,
                bareKafka: bareKafka
            )
            try await bench.run(count: quick ? 6_000 : 20_000, into: &figures)
        case .latency:
            try await LatencyBench(material: material, workload: workload).run(into: &figures)
        }
    }

    static func tell(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private static func material(home: String, kafka: String) throws -> BrokerMaterial {
        let file = home + "/deploy/config/incident-broker.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        guard var configuration = BrokerConfiguration.load(text: text, file: file).0 else {
            throw ValidationError("\(file) can't be used; see `incident-broker check`")
        }
        configuration.bootstrap = kafka
        configuration.partitions = 2
        guard let material = BrokerMaterial.load(configuration, home: home).0 else {
            throw ValidationError("the policy, dialects or schemas can't be used")
        }
        return material
    }
}
