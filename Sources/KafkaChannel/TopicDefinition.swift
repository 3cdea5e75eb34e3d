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

/// How making a topic ended.
package enum TopicCreation: Equatable, Sendable {
    case created
    /// It was there before; its partitions and configuration are whatever they are.
    case existing
    case refused(code: String, reason: String)
}

/// A topic as it is.
package struct TopicDescription: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package let value: String?
        /// Nobody has set it on this topic.
        package let isDefault: Bool
    }

    package let name: String
    package let partitions: Int32
    package let replicas: Int32
    package let configuration: [String: Entry]
}
