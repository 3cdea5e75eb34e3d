/// A topic to be made.
package struct TopicDefinition: Equatable, Sendable {
    package let name: String
    package let partitions: Int32
    package let replicas: Int32
    /// As Kafka names them: `cleanup.policy`, `retention.ms`.
    package let configuration: [String: String]

    package init(
        _ name: String,
        partitions: Int32,
        replicas: Int32 = 1,
        configuration: [String: String] = [:]
    ) {
        self.name = name
        self.partitions = partitions
        self.replicas = replicas
        self.configuration = configuration
    }
}
