import KafkaChannel
import Messaging
import Streaming

/// A fresh embedded cluster and a channel to it.
struct EmbeddedFixture {
    let cluster: EmbeddedCluster
    let channel: KafkaChannel
    let settings: KafkaSettings
    let book = ReportBook()

    init(
        topics: [String: Int] = [:],
        brokers: Int = 1,
        recordBytesMax: Int = 1_000_000,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        chosen: [String: String] = [:]
    ) throws {
        cluster = try EmbeddedCluster(brokers: brokers)
        for (name, partitions) in topics {
            try cluster.createTopic(name, partitions: partitions)
        }
        settings = try KafkaSettings(
            bootstrapServers: cluster.bootstrapServers,
            recordBytesMax: recordBytesMax,
            settings: chosen
        )
        channel = KafkaChannel(settings, deadlines: deadlines, reporter: book.reporter)
    }

    func close() {
        channel.close()
        cluster.close()
    }
}

extension KafkaChannel {
    /// All records of a partition up to its end.
    func records(
        _ position: TopicPartition,
        isolation: Isolation = .committed
    ) throws -> [ConsumedRecord] {
        let reader = try reader(
            [position: .earliest],
            isolation: isolation,
            wait: .milliseconds(10)
        )
        defer { reader.close() }
        var records: [ConsumedRecord] = []
        while true {
            switch try reader.poll(recordsMax: 1000, timeout: .seconds(20)) {
            case .records(let more): records += more
            case .end: return records
            case .idle: throw ChannelFailure.retriable(code: "_TIMED_OUT")
            }
        }
    }
}

extension RecordSource {
    /// The first event that is not idleness.
    func event(recordsMax: Int = 1000, within limit: Duration = .seconds(20)) throws -> SourceEvent
    {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            let event = try poll(recordsMax: recordsMax, timeout: .milliseconds(100))
            if event != .idle { return event }
        }
        return .idle
    }

    /// Records until there are so many, or nothing came in time.
    func records(_ count: Int, within limit: Duration = .seconds(20)) throws -> [ConsumedRecord] {
        var records: [ConsumedRecord] = []
        while records.count < count {
            guard case .records(let more) = try event(within: limit) else { return records }
            records += more
        }
        return records
    }
}
