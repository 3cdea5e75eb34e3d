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

    @Option(help: "An empty Kafka, HOST:PORT.")
    var kafka: String

    @Option(help: "Another empty Kafka like it, for the bare loop.")
    var bareKafka: String

    @Option(help: "The broker's home.")
    var home: String

    @Option(help: "Also write the figures to this file.")
    var json: String?

    @Flag(help: "Smaller sizes: under two minutes.")
    var quick = false

    func run() async throws {
        let material = try Self.material(home: home, kafka: kafka)
        var figures = Figures()
        let workload = Workload()
        Self.tell("memory …")
        MemoryBench(material: material, workload: workload).run(open: 100_000, into: &figures)
        Self.tell("core …")
        try CoreBench(material: material, workload: workload).run(
            count: quick ? 20_000 : 100_000,
            into: &figures
        )
        Self.tell("scale …")
        try ScaleBench(material: material, workload: workload).run(
            open: quick ? [1_000, 100_000] : [1_000, 100_000, 500_000],
            into: &figures
        )
        Self.tell("pipeline …")
        let bench = PipelineBench(
            material: material,
            workload: workload,
            bareKafka: bareKafka
        )
        try await bench.run(count: quick ? 6_000 : 20_000, into: &figures)
        figures.print()
        if let json { try figures.write(to: json) }
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
