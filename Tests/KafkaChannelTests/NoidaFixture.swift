import KafkaChannel
import Messaging
import Streaming
import TestSupport

/// A fresh noida-db with topics, and a channel to it.
struct NoidaFixture {
    let server: NoidaServer
    let settings: KafkaSettings
    let channel: KafkaChannel
    let book = ReportBook()

    init(topics: [TopicDefinition]) throws {
        server = try NoidaServer()
        settings = try KafkaSettings(bootstrapServers: server.bootstrapServers)
        channel = KafkaChannel(settings, reporter: book.reporter)
        let admin = try channel.admin()
        defer { admin.close() }
        _ = try admin.create(topics)
    }

    func close() {
        channel.close()
        server.stop()
    }

    /// A member of the group that has got its assignment, not yet answered.
    func member(
        _ instance: String,
        topics: [String] = ["in"]
    ) throws -> (source: any RecordSource, positions: [TopicPartition]) {
        let source = try channel.source(group: "g", instance: instance, topics: topics)
        guard case .assigned(let positions) = try source.event() else {
            throw ChannelFailure.fatal(code: "nothing was assigned: \(book.failures)")
        }
        return (source, positions.sorted())
    }
}
