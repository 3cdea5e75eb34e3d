import KafkaChannel
import Messaging
import Streaming
import TestSupport
import Testing

/// What only a broker that keeps its promises can show.
@Suite(
    "On a real broker",
    .serialized,
    .enabled(if: NoidaServer.isAvailable, Comment(rawValue: NoidaServer.hint))
)
struct BrokerTests {
    static let input = TopicDefinition("in", partitions: 2)
    static let output = TopicDefinition("out", partitions: 1)
    static let zero = TopicPartition("in", 0)
    static let outZero = TopicPartition("out", 0)

    static func record(_ byte: UInt8, to topic: String = "out") -> ProducedRecord {
        ProducedRecord(topic: topic, partition: 0, key: [byte], value: [byte])
    }

    static func sink(_ fixture: NoidaFixture, _ id: String = "id") throws -> any TransactionalSink {
        let sink = try fixture.channel.sink(transactionalID: id)
        try sink.initialise()
        _ = try sink.prime(["out"])
        return sink
    }

    @Test func `an aborted transaction is never seen, a committed one is`() throws {
        let fixture = try NoidaFixture(topics: [Self.output])
        defer { fixture.close() }
        let sink = try Self.sink(fixture)
        defer { sink.close() }
        for byte in 0..<20 as Range<UInt8> {
            try sink.begin()
            try sink.produce(Self.record(byte))
            if byte % 2 == 0 { try sink.commit() } else { try sink.abort() }
        }
        let seen = try fixture.channel.records(Self.outZero)
        #expect(seen.map(\.value) == (0..<20).filter { $0 % 2 == 0 }.map { [$0] })
        let written = try fixture.channel.records(Self.outZero, isolation: .uncommitted)
        #expect(written.count > seen.count, "nothing was written that an abort could hide")
    }

    @Test func `an open transaction is not seen and does not hold a replay up`() throws {
        let fixture = try NoidaFixture(topics: [Self.output])
        defer { fixture.close() }
        let first = try Self.sink(fixture)
        defer { first.close() }
        try first.begin()
        try first.produce(Self.record(1))
        try first.commit()
        let second = try Self.sink(fixture, "other")
        defer { second.close() }
        try second.begin()
        try second.produce(Self.record(2))
        try Self.waitUntilWritten([2], fixture.channel)
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send(Self.record(3))

        var seen: [[UInt8]?] = []
        try fixture.channel.replay(Self.outZero) { seen.append($0.value) }
        #expect(seen == [[1]])
        try second.abort()
        #expect(try fixture.channel.records(Self.outZero).map(\.value) == [[1], [3]])
    }

    /// Looks past transactions until the record is there: a produced one is sent in its own time.
    static func waitUntilWritten(_ value: [UInt8], _ channel: KafkaChannel) throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let written = try channel.records(outZero, isolation: .uncommitted)
            if written.contains(where: { $0.value == value }) { return }
        }
        Issue.record("\(value) was never written")
    }

    @Test func `a second sink of the same id fences the first and aborts what it left`() throws {
        let fixture = try NoidaFixture(topics: [Self.output])
        defer { fixture.close() }
        let zombie = try Self.sink(fixture)
        defer { zombie.close() }
        try zombie.begin()
        try zombie.produce(Self.record(1))
        try Self.waitUntilWritten([1], fixture.channel)

        let owner = try Self.sink(fixture)
        defer { owner.close() }
        #expect(throws: ChannelFailure.fatal(code: "_FENCED")) { try zombie.commit() }
        #expect(throws: ChannelFailure.fatal(code: "_FENCED")) { try zombie.abort() }
        #expect(throws: ChannelFailure.fatal(code: "_FENCED")) { try zombie.begin() }
        try owner.begin()
        try owner.produce(Self.record(2))
        try owner.commit()
        #expect(try fixture.channel.records(Self.outZero).map(\.value) == [[2]])
    }

    @Test func `offsets move with a commit and stay with an abort`() throws {
        let fixture = try NoidaFixture(topics: [Self.input, Self.output])
        defer { fixture.close() }
        let (source, positions) = try fixture.member("a")
        defer { source.close() }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        let sink = try Self.sink(fixture)
        defer { sink.close() }

        try sink.begin()
        try sink.sendOffsets([Self.zero: 5], membership: source)
        try sink.commit()
        #expect(try source.committed(positions) == [Self.zero: 5])
        try sink.begin()
        try sink.produce(Self.record(1))
        try sink.sendOffsets([Self.zero: 9], membership: source)
        try sink.abort()
        #expect(try source.committed(positions) == [Self.zero: 5])

        let admin = try fixture.channel.admin()
        defer { admin.close() }
        #expect(try admin.committed(group: "g") == [Self.zero: 5])
        #expect(try admin.committed(group: "nobody") == [:])
    }

    @Test func `a member may answer its assignment much later`() throws {
        let fixture = try NoidaFixture(topics: [Self.input])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send([Self.record(1, to: "in"), Self.record(2, to: "in")])

        let (source, positions) = try fixture.member("a")
        defer { source.close() }
        // Longer than a heartbeat, so that the group would notice a member that is not there.
        let patience = ContinuousClock.now + .seconds(4)
        while ContinuousClock.now < patience {
            #expect(try source.poll(recordsMax: 10, timeout: .milliseconds(200)) == .idle)
        }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        #expect(try source.records(2).map(\.offset) == [0, 1])
    }

    @Test func `a static member that comes back takes its seat without a rebalance`() throws {
        let fixture = try NoidaFixture(topics: [Self.input])
        defer { fixture.close() }
        let (first, all) = try fixture.member("a")
        defer { first.close() }
        #expect(all == [Self.zero, TopicPartition("in", 1)])
        try first.assign(all.map { PartitionStart($0, .earliest) })

        // Eager: the first gives all back before the second gets its share.
        let second = try fixture.channel.source(group: "g", instance: "b", topics: ["in"])
        #expect(try first.event() == .revoked)
        #expect(try first.poll(recordsMax: 1, timeout: .milliseconds(100)) == .idle)
        try first.unassign()
        let shares = try Self.assignments([first, second])
        #expect(shares == [[Self.zero], [TopicPartition("in", 1)]])
        second.close()

        let (again, share) = try fixture.member("b")
        defer { again.close() }
        #expect(share == [TopicPartition("in", 1)])
        try again.assign(share.map { PartitionStart($0, .earliest) })
        for _ in 0..<10 {
            #expect(try first.poll(recordsMax: 1, timeout: .milliseconds(100)) == .idle)
        }
    }

    @Test func `of two members with one name the earlier is fenced`() throws {
        let fixture = try NoidaFixture(topics: [Self.input])
        defer { fixture.close() }
        let (first, all) = try fixture.member("a")
        defer { first.close() }
        try first.assign(all.map { PartitionStart($0, .earliest) })
        let (second, _) = try fixture.member("a")
        defer { second.close() }
        #expect(throws: ChannelFailure.fatal(code: "FENCED_INSTANCE_ID")) {
            _ = try first.event()
        }
    }

    @Test func `a position that is gone is told, not skipped`() throws {
        let fixture = try NoidaFixture(topics: [Self.input])
        defer { fixture.close() }
        let (source, positions) = try fixture.member("a")
        defer { source.close() }
        try source.assign(positions.map { PartitionStart($0, .offset(1000)) })
        #expect(throws: ChannelFailure.fatal(code: "_AUTO_OFFSET_RESET")) {
            _ = try source.event()
        }
    }

    @Test func `the lag of a member at the end is zero although a commit ends the partition`()
        throws
    {
        let fixture = try NoidaFixture(topics: [Self.input, Self.output])
        defer { fixture.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        try sink.begin()
        for byte in 0..<3 as Range<UInt8> { try sink.produce(Self.record(byte, to: "in")) }
        try sink.commit()

        let (source, positions) = try fixture.member("a")
        defer { source.close() }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        #expect(try source.records(3).count == 3)
        #expect(try source.poll(recordsMax: 1, timeout: .milliseconds(500)) == .idle)
        #expect(source.lag(Self.zero) == 0)
    }

    @Test func `a paused partition is set back and read again from there`() throws {
        let fixture = try NoidaFixture(topics: [Self.input])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send((0..<6 as Range<UInt8>).map { Self.record($0, to: "in") })
        let (source, positions) = try fixture.member("a")
        defer { source.close() }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        #expect(try source.records(6).count == 6)
        try source.pause([Self.zero])
        try source.seek(PartitionStart(Self.zero, .offset(2)))
        #expect(try source.poll(recordsMax: 10, timeout: .milliseconds(300)) == .idle)
        try source.resume([Self.zero])
        #expect(try source.records(4).map(\.offset) == [2, 3, 4, 5])
    }

    @Test func `a frozen broker delays a commit and loses nothing`() throws {
        let fixture = try NoidaFixture(topics: [Self.output])
        defer { fixture.close() }
        var deadlines = KafkaDeadlines()
        deadlines.transaction = .seconds(1)
        let channel = KafkaChannel(fixture.settings, deadlines: deadlines) { _ in }
        let sink = try channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        try sink.begin()
        try sink.produce(Self.record(1))
        fixture.server.freeze()
        #expect(throws: ChannelFailure.retriable(code: "_TIMED_OUT")) { try sink.commit() }
        fixture.server.thaw()
        try sink.commit()
        #expect(try fixture.channel.records(Self.outZero).map(\.value) == [[1]])
    }

    /// Polls until each has got a share, and answers it.
    static func assignments(_ sources: [any RecordSource]) throws -> [[TopicPartition]] {
        var shares: [[TopicPartition]?] = Array(repeating: nil, count: sources.count)
        let deadline = ContinuousClock.now + .seconds(30)
        while shares.contains(nil), ContinuousClock.now < deadline {
            for (index, source) in sources.enumerated() {
                switch try source.poll(recordsMax: 1, timeout: .milliseconds(50)) {
                case .assigned(let positions):
                    shares[index] = positions.sorted()
                    try source.assign(positions.map { PartitionStart($0, .earliest) })
                case .revoked:
                    try source.unassign()
                case .records, .idle:
                    continue
                }
            }
        }
        return shares.compactMap { $0 }
    }
}
