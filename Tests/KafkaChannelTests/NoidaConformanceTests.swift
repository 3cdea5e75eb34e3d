import ChannelConformance
import KafkaChannel
import Messaging
import Streaming
import TestSupport
import Testing

/// Librdkafka on a real broker passes the suite that the in-memory Kafka passes.
@Suite(
    "Channel conformance: librdkafka",
    .enabled(if: NoidaServer.isAvailable, Comment(rawValue: NoidaServer.hint))
)
struct NoidaConformanceTests {
    @Test func `librdkafka does what a channel must`() throws {
        let server = try NoidaServer()
        defer { server.stop() }
        let settings = try KafkaSettings(bootstrapServers: server.bootstrapServers)
        let channel = KafkaChannel(settings, reporter: { _ in })
        defer { channel.close() }
        let admin = try channel.admin()
        let writer = try channel.writer()
        for check in ChannelConformance.allCases {
            try check.check(
                ConformanceWorld(
                    channel: channel,
                    createTopic: { name, partitions in
                        _ = try admin.create([TopicDefinition(name, partitions: partitions)])
                    },
                    append: { _ = try writer.send($0) }
                )
            )
        }
        writer.close()
        admin.close()
    }
}
