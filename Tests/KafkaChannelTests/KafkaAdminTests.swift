import KafkaChannel
import Messaging
import TestSupport
import Testing

@Suite(
    "Admin requests",
    .serialized,
    .enabled(if: NoidaServer.isAvailable, Comment(rawValue: NoidaServer.hint))
)
struct KafkaAdminTests {
    @Test func `topics are made once, with their configuration, and described`() throws {
        let fixture = try NoidaFixture(topics: [])
        defer { fixture.close() }
        let admin = try fixture.channel.admin()
        defer { admin.close() }
        let compacted = TopicDefinition(
            "changelog",
            partitions: 3,
            configuration: ["cleanup.policy": "compact", "retention.ms": "-1"]
        )
        #expect(try admin.create([compacted]) == ["changelog": .created])
        #expect(try admin.create([compacted]) == ["changelog": .existing])

        let description = try #require(try admin.describe(["changelog", "none"])["changelog"])
        #expect(try admin.describe(["none"]).isEmpty)
        #expect(description.partitions == 3)
        #expect(description.replicas == 1)
        let policy = try #require(description.configuration["cleanup.policy"])
        #expect(policy.value == "compact")
        #expect(!policy.isDefault)
        #expect(try #require(description.configuration["max.message.bytes"]).isDefault)
        #expect(try admin.partitionCounts(["changelog", "none"]) == ["changelog": 3])
        #expect(try admin.topicNames().contains("changelog"))
    }

    @Test func `a topic that cannot be made is refused with the broker's reason`() throws {
        let fixture = try NoidaFixture(topics: [])
        defer { fixture.close() }
        let admin = try fixture.channel.admin()
        defer { admin.close() }
        let outcomes = try admin.create([
            TopicDefinition("no such name!", partitions: 1),
            TopicDefinition("odd", partitions: 1, configuration: ["no.such.setting": "1"]),
            TopicDefinition("none", partitions: 0),
            TopicDefinition("fine", partitions: 1),
        ])
        #expect(outcomes["fine"] == .created)
        for name in ["no such name!", "odd", "none"] {
            guard case .refused(let code, _) = outcomes[name] else {
                Issue.record("\(name) was made: \(String(describing: outcomes[name]))")
                continue
            }
            #expect(!code.isEmpty)
        }
    }

    @Test func `watermarks tell the first offset and the end`() throws {
        let fixture = try NoidaFixture(topics: [TopicDefinition("t", partitions: 2)])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        let record = ProducedRecord(topic: "t", partition: 1, key: nil, value: [1])
        _ = try writer.send([record, record, record])
        let admin = try fixture.channel.admin()
        defer { admin.close() }
        let zero = TopicPartition("t", 0)
        let one = TopicPartition("t", 1)
        #expect(try admin.watermarks([zero, one]) == [zero: 0..<0, one: 0..<3])
    }
}
