import KafkaChannel
import Messaging
import Streaming
import Testing

/// Every error of every transactional request ends in the class that the table documents.
@Suite("Error classes", .serialized)
struct ErrorClassTests {
    @Test func `the whole table is there`() {
        #expect(ErrorRow.all.count == 47)
    }

    @Test(arguments: ErrorRow.all)
    func `an error of the brokers ends as documented`(row: ErrorRow) throws {
        let fixture = try EmbeddedFixture(topics: ["in": 1, "out": 1])
        defer { fixture.close() }
        let started = ContinuousClock.now
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        defer { source.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        let errors = Array(repeating: row.error, count: row.times)

        if row.request == .initProducerID { try fixture.cluster.push(errors, on: row.request) }
        #expect(
            Self.outcome { () throws(ChannelFailure) in try sink.initialise() } == row.initialise
        )
        guard row.initialise == .fine else { return }
        _ = try sink.prime(["out"])

        if row.request != .initProducerID { try fixture.cluster.push(errors, on: row.request) }
        let transaction = Self.transaction(sink, source)
        #expect(transaction == row.commit)
        try Self.recover(sink, source, after: row)
        #expect(ContinuousClock.now - started < .seconds(30))
    }

    /// One transaction with a record and an offset; how its commit ended.
    static func transaction(
        _ sink: any TransactionalSink,
        _ source: any RecordSource
    ) -> ErrorRow.Outcome {
        outcome { () throws(ChannelFailure) in
            try sink.begin()
            try sink.produce(ProducedRecord(topic: "out", key: [1], value: [2]))
            // What goes wrong with the offsets is told again by the commit.
            _ = outcome { () throws(ChannelFailure) in
                try sink.sendOffsets([TopicPartition("in", 0): 1], membership: source)
            }
            try sink.commit()
        }
    }

    /// After an abort the next transaction works, or the one after it where the table says so;
    /// after a fatal error nothing works and nothing hangs.
    static func recover(
        _ sink: any TransactionalSink,
        _ source: any RecordSource,
        after row: ErrorRow
    ) throws {
        if case .failed(.fatal(let code)) = row.commit {
            let fatal = ErrorRow.Outcome.failed(.fatal(code: code))
            #expect(outcome { () throws(ChannelFailure) in try sink.abort() } == fatal)
            #expect(transaction(sink, source) == fatal)
            return
        }
        if row.commit != .fine {
            #expect(outcome { () throws(ChannelFailure) in try sink.abort() } == row.abort)
        }
        #expect(transaction(sink, source) == row.next)
        if case .failed(.abortable) = row.next {
            try sink.abort()
            #expect(transaction(sink, source) == .fine)
        }
    }

    static func outcome(_ body: () throws(ChannelFailure) -> Void) -> ErrorRow.Outcome {
        do {
            try body()
            return .fine
        } catch {
            return .failed(error)
        }
    }
}
