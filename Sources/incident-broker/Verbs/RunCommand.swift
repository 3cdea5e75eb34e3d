import ArgumentParser
import Broker
import Foundation
import KafkaChannel
import Logging
import ServiceLifecycle
import Streaming

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the broker, all its stages or some of them.",
        discussion: """
            Without a Kafka address it starts the embedded cluster: in memory, for trying \
            things out, and gone when it ends. SIGTERM and Ctrl-C finish what has begun, \
            commit and leave.
            """
    )

    @OptionGroup var broker: BrokerOptions

    @Option(help: "Stages to run here, of: \(StageName.all.joined(separator: ", ")).")
    var only: String?

    @Option(
        help: """
            This process's seat in the consumer groups (group.instance.id): the same after a \
            restart, never two at once. Default: $INCIDENT_BROKER_INSTANCE or the host's name.
            """
    )
    var instance: String?

    @Option(help: "Log level: trace, debug, info, notice, warning, error.")
    var logLevel: String = "info"

    func run() async throws {
        let material = try broker.material()
        let stages = try stageNames(material)
        let logger = try LogSetup.logger(level: logLevel)
        let embedded = try embeddedCluster(material)
        defer { embedded?.close() }
        let kafka = try kafkaSettings(material, embedded)
        if embedded == nil { try requireTopics(material, kafka) }

        let fanout =
            stages.contains(StageName.fanout)
            ? try FanoutAssembly.parts(material, broker, kafka: kafka, logger: logger)
            : nil
        let service = BrokerService(
            material: material,
            kafka: kafka,
            instance: instance ?? Self.defaultInstance,
            stages: stages,
            fanout: fanout,
            logger: logger
        )
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is BrokerService.Fenced {
            throw ExitStatus.tryLater
        }
    }

    static var defaultInstance: String {
        let named = ProcessInfo.processInfo.environment["INCIDENT_BROKER_INSTANCE"] ?? ""
        return named.isEmpty ? ProcessInfo.processInfo.hostName : named
    }

    private func stageNames(_ material: BrokerMaterial) throws -> [String] {
        guard let only else { return material.stageNames }
        let names = only.split(separator: ",").map(String.init)
        for name in names where !StageName.all.contains(name) {
            throw ValidationError("no stage \(name); there are \(StageName.all)")
        }
        for name in names where !material.stageNames.contains(name) {
            throw ValidationError("the configuration leaves the stage \(name) off")
        }
        return names
    }

    private func embeddedCluster(_ material: BrokerMaterial) throws -> EmbeddedCluster? {
        guard material.configuration.bootstrap.isEmpty else { return nil }
        let cluster = try EmbeddedKafka.start(material)
        Terminal.tell(
            """
            no Kafka named: using an embedded cluster at \(cluster.bootstrapServers)
            it keeps everything in memory and is gone when this ends; give --kafka HOST:PORT \
            for a real one
            """
        )
        return cluster
    }

    private func kafkaSettings(
        _ material: BrokerMaterial,
        _ embedded: EmbeddedCluster?
    ) throws -> KafkaSettings {
        do {
            let settings = try material.configuration.kafkaSettings(
                bootstrap: embedded?.bootstrapServers
            )
            return settings
        } catch {
            Terminal.tell("kafka.settings: \(error)")
            throw ExitStatus.badConfiguration
        }
    }

    /// A missing topic would show as a stage that never starts; better say so at once.
    private func requireTopics(_ material: BrokerMaterial, _ kafka: KafkaSettings) throws {
        let channel = KafkaChannel(kafka, reporter: KafkaTalk.report)
        defer { channel.close() }
        let names = material.plan.topics.map(\.name)
        let found = try KafkaCall.reporting { () throws(ChannelFailure) in
            try channel.partitionCounts(names)
        }
        let missing = names.filter { found[$0] == nil }
        guard missing.isEmpty else {
            Terminal.tell("topics are missing: \(missing.joined(separator: ", "))")
            Terminal.tell("make them with: incident-broker topics apply")
            throw ExitStatus.badConfiguration
        }
        try requireEqual(BrokerTopic.commands, BrokerTopic.incidents, found)
        try requireEqual(BrokerTopic.events, BrokerTopic.deliveries, found)
    }

    /// A stage's changelog has a partition for each of its input's.
    private func requireEqual(
        _ input: String,
        _ changelog: String,
        _ partitions: [String: Int32]
    ) throws {
        guard partitions[input] != partitions[changelog] else { return }
        Terminal.tell("\(input) and \(changelog) must have equally many partitions")
        throw ExitStatus.badConfiguration
    }
}
