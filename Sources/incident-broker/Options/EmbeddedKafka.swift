import Broker
import KafkaChannel

/// The embedded cluster with the broker's topics on it.
enum EmbeddedKafka {
    static func start(_ material: BrokerMaterial) throws -> EmbeddedCluster {
        do {
            let cluster = try EmbeddedCluster()
            for topic in material.plan.topics {
                try cluster.createTopic(topic.name, partitions: Int(topic.partitions))
            }
            return cluster
        } catch {
            Terminal.tell("the embedded cluster can't be started: \(error.reason)")
            throw ExitStatus.software
        }
    }
}
