package import Messaging
package import Streaming

/// A Kafka under test: what the suite needs besides the port itself.
package struct ConformanceWorld {
    package let channel: any Channel
    /// Makes a topic that is not there yet.
    package let createTopic: (String, Int32) throws -> Void
    /// Writes outside any transaction.
    package let append: (ProducedRecord) throws -> Void

    package init(
        channel: any Channel,
        createTopic: @escaping (String, Int32) throws -> Void,
        append: @escaping (ProducedRecord) throws -> Void
    ) {
        self.channel = channel
        self.createTopic = createTopic
        self.append = append
    }
}
