import ArgumentParser
import Broker
import Foundation
import KafkaChannel
import Parties
import ServiceLifecycle
import Streaming
import Synchronization

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Shows sample incidents flow through the broker, live.",
        discussion: """
            Starts an embedded Kafka, the broker and simulated parties, plays the samples of \
            deploy/samples and tells what happens, then lets two weeks pass in seconds, until \
            every incident is closed. Then it keeps running, so that you can send more from \
            another terminal. Needs nothing but this program.
            """
    )

    @Option(help: "The broker's home (see `run --help`).")
    var home: String?

    @Flag(help: "End after the samples; exits 1 unless every one went the way it must.")
    var once = false

    @Option(help: "A Kafka of your own, HOST:PORT, with the broker's topics; nothing else on it.")
    var kafka: String?

    @Option(help: "Seconds to rest between two samples.")
    var pace: Double = 0.4

    func run() async throws {
        var options = BrokerOptions()
        options.home = home
        options.kafka = kafka
        options.config = nil
        let material = try options.material()
        let samples = try Self.samples(in: options.folder)
        let cluster = try kafka == nil ? EmbeddedKafka.start(material) : nil
        defer { cluster?.close() }
        let kafka = try material.configuration.kafkaSettings(bootstrap: cluster?.bootstrapServers)
        let place = cluster.map { "an embedded Kafka is at \($0.bootstrapServers)" }
        Terminal.tell("\(place ?? "using the Kafka named"); the broker is joining…")
        let time = FastTime()

        let service = BrokerService(
            material: material,
            kafka: kafka,
            instance: "demo",
            stages: StageName.pipeline,
            logger: try LogSetup.logger(level: "error"),
            time: { time.now() }
        )
        let story = StoryThread(once: once) { isStopping throws(ChannelFailure) in
            try DemoStory(
                samples: samples,
                material: material,
                channel: KafkaChannel(kafka, reporter: { _ in }),
                pace: pace,
                time: time,
                isStopping: isStopping
            )
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: service),
                    .init(service: story, successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: try LogSetup.logger(level: "critical")
            )
        )
        try await group.run()
        if once, !story.wentWell { throw ExitStatus.findings }
    }

    private static func samples(in folder: String) throws -> [Sample] {
        let path = BrokerHome.path("deploy/samples", in: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let files = names.filter { $0.hasSuffix(".json") }.sorted()
        guard !files.isEmpty else {
            Terminal.tell("no samples in \(path)")
            throw ExitStatus.badConfiguration
        }
        return try files.map { try SampleFile.read("\(path)/\($0)") }
    }
}

/// The story on a thread of its own: Kafka clients block.
final class StoryThread: Service {
    private let once: Bool
    private let make: @Sendable (@escaping () -> Bool) throws(ChannelFailure) -> DemoStory
    private let isStopping = Atomic<Bool>(false)
    private let hasGoneWell = Atomic<Bool>(false)

    init(
        once: Bool,
        make: @escaping @Sendable (@escaping () -> Bool) throws(ChannelFailure) -> DemoStory
    ) {
        self.once = once
        self.make = make
    }

    /// Whether every sample went the way it must; false until they have been played.
    var wentWell: Bool { hasGoneWell.load(ordering: .acquiring) }

    func run() async throws {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread {
                    self.tell()
                    continuation.resume()
                }
                thread.name = "demo"
                thread.start()
            }
        } onGracefulShutdown: {
            self.isStopping.store(true, ordering: .releasing)
        }
    }

    private func tell() {
        do {
            let story = try make { self.isStopping.load(ordering: .acquiring) }
            defer { story.close() }
            hasGoneWell.store(try story.play(), ordering: .releasing)
            guard !once else { return }
            Terminal.tell("")
            Terminal.tell("still running; send more from another terminal, Ctrl-C ends it")
            try story.watch()
        } catch {
            Terminal.tell("the embedded Kafka failed: \(error.code)")
        }
    }
}
