import KafkaChannel
import Messaging
import Streaming
import Testing

/// Brokers that come and go, answer late or hand their duties over.
@Suite("Faults of the brokers", .serialized)
struct FaultTests {
    static let record = ProducedRecord(topic: "out", key: [1], value: [2])

    static func sink(_ fixture: EmbeddedFixture) throws -> any TransactionalSink {
        let sink = try fixture.channel.sink(transactionalID: "id")
        try sink.initialise()
        _ = try sink.prime(["out"])
        return sink
    }

    static func impatient() -> KafkaDeadlines {
        var deadlines = KafkaDeadlines()
        deadlines.transaction = .milliseconds(500)
        deadlines.request = .milliseconds(500)
        return deadlines
    }

    @Test func `a commit while all brokers are down is resumed when they are back`() throws {
        let fixture = try EmbeddedFixture(topics: ["out": 1], deadlines: Self.impatient())
        defer { fixture.close() }
        let sink = try Self.sink(fixture)
        defer { sink.close() }
        try sink.begin()
        try sink.produce(Self.record)
        try fixture.cluster.brokerDown()
        let started = ContinuousClock.now
        #expect(throws: ChannelFailure.retriable(code: "_TIMED_OUT")) { try sink.commit() }
        #expect(ContinuousClock.now - started < .seconds(3))
        try fixture.cluster.brokerUp()
        try Self.resume { () throws(ChannelFailure) in try sink.commit() }
        try sink.begin()
        try sink.produce(Self.record)
        try sink.commit()
    }

    @Test func `a coordinator that moves delays a transaction and no more`() throws {
        let fixture = try EmbeddedFixture(topics: ["in": 1, "out": 1], brokers: 3)
        defer { fixture.close() }
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        defer { source.close() }
        let sink = try Self.sink(fixture)
        defer { sink.close() }
        for broker in [1, 2, 3, 1] as [Int32] {
            try sink.begin()
            try sink.produce(Self.record)
            try fixture.cluster.coordinate(.transaction, "id", broker: broker)
            try fixture.cluster.coordinate(.group, "g", broker: broker)
            try sink.sendOffsets([TopicPartition("in", 0): 1], membership: source)
            try sink.commit()
        }
    }

    @Test func `slow brokers are waited for`() throws {
        let fixture = try EmbeddedFixture(topics: ["out": 1])
        defer { fixture.close() }
        let sink = try Self.sink(fixture)
        defer { sink.close() }
        try fixture.cluster.roundTrip(.seconds(1))
        try sink.begin()
        try sink.produce(Self.record)
        try sink.commit()
        try fixture.cluster.roundTrip(.zero)
    }

    @Test func `a full queue is waited for, and an abort empties it`() throws {
        var deadlines = KafkaDeadlines()
        deadlines.room = .milliseconds(200)
        let fixture = try EmbeddedFixture(
            topics: ["out": 1],
            deadlines: deadlines,
            chosen: ["queue.buffering.max.messages": "10"]
        )
        defer { fixture.close() }
        let sink = try Self.sink(fixture)
        defer { sink.close() }
        try sink.begin()
        for _ in 0..<100 { try sink.produce(Self.record) }
        try sink.commit()

        try sink.begin()
        try fixture.cluster.brokerDown()
        #expect(throws: ChannelFailure.abortable(code: "_QUEUE_FULL")) {
            for _ in 0..<11 { try sink.produce(Self.record) }
        }
        try fixture.cluster.brokerUp()
        try Self.resume { () throws(ChannelFailure) in try sink.abort() }
    }

    @Test func `a member that answers after its session would have ended is still a member`()
        throws
    {
        let fixture = try EmbeddedFixture(
            topics: ["in": 1],
            chosen: ["session.timeout.ms": "6000", "heartbeat.interval.ms": "500"]
        )
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send(ProducedRecord(topic: "in", key: nil, value: [1]))
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        defer { source.close() }
        guard case .assigned(let positions) = try source.event() else {
            Issue.record("nothing was assigned")
            return
        }
        let patience = ContinuousClock.now + .seconds(8)
        while ContinuousClock.now < patience {
            #expect(try source.poll(recordsMax: 1, timeout: .milliseconds(200)) == .idle)
        }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        #expect(try source.records(1).count == 1)
        #expect(try source.poll(recordsMax: 1, timeout: .milliseconds(500)) == .idle)
    }

    @Test func `a member that never answers can still be closed`() throws {
        let fixture = try EmbeddedFixture(topics: ["in": 1])
        defer { fixture.close() }
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        guard case .assigned = try source.event() else {
            Issue.record("nothing was assigned")
            return
        }
        let started = ContinuousClock.now
        source.close()
        #expect(ContinuousClock.now - started < .seconds(2))
    }

    @Test func `clients of brokers that are gone can still be closed`() throws {
        var deadlines = KafkaDeadlines()
        deadlines.close = .seconds(2)
        let fixture = try EmbeddedFixture(topics: ["in": 1, "out": 1], deadlines: deadlines)
        defer { fixture.close() }
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        guard case .assigned(let positions) = try source.event() else {
            Issue.record("nothing was assigned")
            return
        }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        let sink = try Self.sink(fixture)
        try sink.begin()
        try sink.produce(Self.record)
        try fixture.cluster.brokerDown()
        let started = ContinuousClock.now
        sink.close()
        #expect(ContinuousClock.now - started < .milliseconds(500))
        source.close()
        #expect(ContinuousClock.now - started < .seconds(4))
    }

    /// Calls again while it is said to be worth it, as the runtime does.
    static func resume(_ body: () throws(ChannelFailure) -> Void) throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do {
                return try body()
            } catch {
                guard case .retriable = error, ContinuousClock.now < deadline else { throw error }
            }
        }
    }
}
