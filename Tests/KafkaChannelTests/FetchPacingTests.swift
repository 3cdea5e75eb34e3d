import Foundation
import KafkaChannel
import Messaging
import Streaming
import TestSupport
import Testing

/// An idle consumer on a broker that answers fetches at once, as noida-db does.
@Suite(
    "Fetch pacing",
    .enabled(if: NoidaServer.isAvailable, Comment(rawValue: NoidaServer.hint))
)
struct FetchPacingTests {
    @Test func `an idle consumer asks a few hundred times a second, not thousands`() throws {
        let server = try NoidaServer()
        defer { server.stop() }
        let book = ReportBook()
        let settings = try KafkaSettings(
            bootstrapServers: server.bootstrapServers,
            settings: ["statistics.interval.ms": "200"]
        )
        let channel = KafkaChannel(settings, reporter: book.reporter)
        defer { channel.close() }
        let admin = try channel.admin()
        _ = try admin.create([TopicDefinition("in", partitions: 2)])
        admin.close()

        let source = try channel.source(group: "g", instance: "a", topics: ["in"])
        defer { source.close() }
        guard case .assigned(let positions) = try source.event() else {
            Issue.record("nothing was assigned")
            return
        }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        let end = ContinuousClock.now + .seconds(3)
        while ContinuousClock.now < end {
            _ = try source.poll(recordsMax: 1, timeout: .milliseconds(50))
        }
        let (count, seconds) = try fetches(book)
        #expect(count > 0)
        #expect(Double(count) / seconds < 600)
    }

    /// Fetch requests so far, by the last statistics, and how old the client is by them.
    private func fetches(_ book: ReportBook) throws -> (count: Int, seconds: Double) {
        let texts = book.all.compactMap { report -> String? in
            if case .statistics(let text) = report.content { text } else { nil }
        }
        let last = try #require(texts.last)
        let root = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
        let brokers = root?["brokers"] as? [String: [String: Any]] ?? [:]
        let count = brokers.values.reduce(0) { sum, broker in
            sum + ((broker["req"] as? [String: Int])?["Fetch"] ?? 0)
        }
        let age = try #require(root?["age"] as? Double)
        return (count, age / 1e6)
    }
}
