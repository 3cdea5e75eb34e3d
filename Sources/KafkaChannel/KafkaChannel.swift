package import Messaging
package import Streaming

/// One Kafka cluster, real or embedded, reached with one set of settings.
///
/// Used from one thread; the clients it makes may each go to another.
package final class KafkaChannel: Channel {
    package let settings: KafkaSettings
    private let deadlines: KafkaDeadlines
    private let reporter: KafkaReporter
    /// Made at the first question.
    private var asked: KafkaAdmin?

    package init(
        _ settings: KafkaSettings,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        reporter: @escaping KafkaReporter
    ) {
        self.settings = settings
        self.deadlines = deadlines
        self.reporter = reporter
    }

    package func source(
        group: String,
        instance: String,
        topics: [String]
    ) throws(ChannelFailure) -> any RecordSource {
        try KafkaSource(
            group: group,
            instance: instance,
            topics: topics,
            settings: settings,
            deadlines: deadlines,
            reporter: reporter
        )
    }

    package func sink(transactionalID: String) throws(ChannelFailure) -> any TransactionalSink {
        try KafkaSink(
            transactionalID: transactionalID,
            settings: settings,
            deadlines: deadlines,
            reporter: reporter
        )
    }

    package func writer() throws(ChannelFailure) -> KafkaWriter {
        try KafkaWriter(settings: settings, deadlines: deadlines, reporter: reporter)
    }

    package func admin() throws(ChannelFailure) -> KafkaAdmin {
        try KafkaAdmin(settings: settings, deadlines: deadlines, reporter: reporter)
    }

    package func reader(
        _ starts: [TopicPartition: KafkaReader.Start],
        isolation: Isolation = .committed,
        wait: Duration = .milliseconds(500)
    ) throws(ChannelFailure) -> KafkaReader {
        try KafkaReader(
            starts,
            isolation: isolation,
            wait: wait,
            settings: settings,
            deadlines: deadlines,
            reporter: reporter
        )
    }

    @discardableResult
    package func replay(
        _ position: TopicPartition,
        _ body: (borrowing ConsumedRecord) -> Void
    ) throws(ChannelFailure) -> Int64 {
        let reader = try reader([position: .earliest], wait: Self.replayWait)
        defer { reader.close() }
        let clock = ContinuousClock()
        var deadline = clock.now + deadlines.progress
        while clock.now < deadline {
            switch try reader.poll(recordsMax: Self.replayBatch, timeout: deadline - clock.now) {
            case .records(let records):
                for record in records { body(record) }
                deadline = clock.now + deadlines.progress
            case .end(_, let next):
                return next
            case .idle:
                continue
            }
        }
        throw .retriable(code: "_TIMED_OUT")
    }

    package func partitionCounts(_ topics: [String]) throws(ChannelFailure) -> [String: Int32] {
        try asking().partitionCounts(topics)
    }

    private func asking() throws(ChannelFailure) -> KafkaAdmin {
        if let asked { return asked }
        let admin = try admin()
        asked = admin
        return admin
    }

    /// Frees what the channel itself has opened; its sources and sinks are their owners' to close.
    package func close() {
        asked?.close()
        asked = nil
    }

    /// The end is found by a fetch that comes back empty, so that fetch must not wait long.
    private static let replayWait: Duration = .milliseconds(10)
    private static let replayBatch = 1000
}
