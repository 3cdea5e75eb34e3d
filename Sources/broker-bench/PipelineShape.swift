import Broker
import KafkaChannel
import Messaging
import Streaming

/// How many records of which sizes the pipeline wrote: what the bare loop has to move.
struct PipelineShape {
    struct Output {
        var topic: String
        var records = 0
        var valueBytes = 0
        var headers = 0
        var headerBytes = 0
    }

    /// What intake writes for one message.
    var commands: Output
    /// What the case stage writes, by topic.
    var outputs: [Output]
    var ledgerBytes: Int
    /// Incidents the counts are over.
    var incidents: Int

    var recordsPerIncident: Double {
        Double(([commands] + outputs).reduce(0) { $0 + $1.records }) / Double(incidents)
    }

    static func measure(
        _ channel: KafkaChannel,
        _ material: BrokerMaterial,
        records incidents: Int
    ) throws -> PipelineShape {
        let written =
            material.plan.topics.map(\.name).filter { !$0.hasSuffix(".updates") }
            + ["itsm.updates"]
        let inputs = Set(material.plan.inputs(of: StageName.intake))
        var outputs: [Output] = []
        for topic in written where !inputs.contains(topic) {
            var output = Output(topic: topic)
            for partition in 0..<material.configuration.partitions {
                try channel.replay(TopicPartition(topic, partition)) { record in
                    output.records += 1
                    output.valueBytes += record.value?.count ?? 0
                    output.headers += record.headers.count
                    output.headerBytes += record.headers.reduce(0) { $0 + ($1.value?.count ?? 0) }
                }
            }
            if output.records > 0 { outputs.append(output) }
        }
        let ledger = outputs.first { $0.topic == BrokerTopic.ledger }
        return PipelineShape(
            commands: outputs.first { $0.topic == BrokerTopic.commands }
                ?? Output(topic: BrokerTopic.commands),
            outputs: outputs.filter {
                $0.topic != BrokerTopic.commands && $0.topic != BrokerTopic.ledger
            },
            ledgerBytes: ledger.map { $0.valueBytes / max(1, $0.records) } ?? 200,
            incidents: incidents
        )
    }
}
