import Broker
import Foundation
import Messaging
import SimulatedKafka
import Streaming

/// The two stages over the in-memory Kafka, stepped by hand.
final class SimulatedBroker {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path()

    /// The shipped policy, dialects and schemas, with one partition a topic.
    static let material: BrokerMaterial? = {
        let file = root + "deploy/config/incident-broker.yaml"
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        guard var configuration = BrokerConfiguration.load(text: text, file: file).0 else {
            return nil
        }
        configuration.partitions = 1
        return BrokerMaterial.load(configuration, home: root).0
    }()

    let cluster = SimulatedCluster(now: Timestamp(milliseconds: 1_795_420_800_000))
    private let workers: [StreamWorker]

    init(material: BrokerMaterial? = SimulatedBroker.material) throws {
        guard let material else { throw Missing.material }
        for topic in material.plan.topics { cluster.createTopic(topic.name, partitions: 1) }
        let cluster = cluster
        workers = try StageName.pipeline.map { stage in
            var settings = material.workerSettings(stage: stage, instance: "test")
            settings.pollTimeout = .zero
            return try StreamWorker(
                settings: settings,
                channel: SimulatedChannel(cluster: cluster),
                stage: material.stage(stage),
                seed: 1,
                clock: { cluster.now },
                observe: { _ in }
            )
        }
    }

    enum Missing: Error {
        case material
    }

    func send(_ topic: String, _ value: [UInt8]?, headers: [Header] = [], key: String? = nil) {
        cluster.append(
            ProducedRecord(
                topic: topic,
                key: key.map { Array($0.utf8) },
                value: value,
                headers: headers
            )
        )
    }

    func send(_ topic: String, _ value: String, headers: [Header] = []) {
        send(topic, Array(value.utf8), headers: headers)
    }

    /// Steps both stages until neither finds anything to do.
    func settle() throws {
        var quiet = 0
        for _ in 0..<10_000 where quiet < 4 {
            let progress = try workers.map { try $0.step() }
            quiet = progress.allSatisfy { $0 == .idle } ? quiet + 1 : 0
        }
    }

    func read(_ topic: String) -> [ConsumedRecord] {
        cluster.read(TopicPartition(topic, 0))
    }

    func texts(_ topic: String) -> [String] {
        read(topic).map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }

    func types(_ topic: String) -> [String] {
        read(topic).compactMap { record in
            record.header("ce_type").map { String(decoding: $0, as: UTF8.self) }
        }
    }

    func deadLetters() -> [DeadLetter] {
        read(BrokerTopic.deadLetters).compactMap { DeadLetter($0) }
    }
}

/// A CloudEvents header set, binary mode.
func cloudEvent(_ verb: String, id: String, source: String = "/test") -> [Header] {
    [
        Header("ce_specversion", "1.0"),
        Header("ce_type", "dk.datafordeler.incident.\(verb).v1"),
        Header("ce_source", source),
        Header("ce_id", id),
        Header("content-type", "application/json"),
    ]
}
