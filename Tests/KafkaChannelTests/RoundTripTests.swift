import KafkaChannel
import Messaging
import Streaming
import Testing

@Suite("On the embedded cluster", .serialized)
struct RoundTripTests {
    static let oddHeaders: [Header] = [
        Header("null", nil), Header("empty", []), Header("same", "1"), Header("same", "2"),
        Header("binary", [0, 255, 10, 13, 0]), Header("", "nameless"), Header("blåbær", "æøå"),
        Header("a name that is well beyond fifteen bytes", "x"),
    ]

    @Test func `headers come back as they went, odd ones too`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        let record = ProducedRecord(topic: "t", key: [1], value: [2], headers: Self.oddHeaders)
        let written = try writer.send(record)
        #expect(written == KafkaWriter.Written(position: TopicPartition("t", 0), offset: 0))

        let read = try fixture.channel.records(TopicPartition("t", 0))
        #expect(read.map(\.headers) == [Self.oddHeaders])
    }

    @Test func `null and empty keys and values stay apart`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        let bytes: [[UInt8]?] = [nil, [], [0], Array(repeating: 7, count: 5000)]
        let records = bytes.flatMap { key in
            bytes.map { ProducedRecord(topic: "t", key: key, value: $0) }
        }
        let written = try writer.send(records)
        #expect(written.map(\.offset) == (0..<16).map(Int64.init))

        let read = try fixture.channel.records(TopicPartition("t", 0))
        #expect(read.map(\.key) == records.map(\.key))
        #expect(read.map(\.value) == records.map(\.value))
        #expect(read.map(\.offset) == (0..<16).map(Int64.init))
    }

    @Test func `a record's own timestamp is kept`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        let time = Timestamp(milliseconds: 1_763_884_800_123)
        _ = try writer.send(ProducedRecord(topic: "t", timestamp: time, key: nil, value: [1]))
        #expect(try fixture.channel.records(TopicPartition("t", 0)).map(\.timestamp) == [time])
    }

    /// Partitions as Java's DefaultPartitioner gives them (murmur2, 16 partitions).
    @Test(
        arguments: [("", 9), ("a", 12), ("itsm-INC0012345", 8), ("æøå", 14)] as [(String, Int32)]
    )
    func `keys land where Java producers put them`(key: String, partition: Int32) throws {
        let fixture = try EmbeddedFixture(topics: ["t": 16])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        let written = try writer.send(ProducedRecord(topic: "t", key: Array(key.utf8), value: nil))
        #expect(written.position.partition == partition)
    }

    @Test func `a partition that does not exist is refused and the transaction can be aborted`()
        throws
    {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        for partition in [7, 1, -3] as [Int32] {
            try sink.begin()
            let record = ProducedRecord(
                topic: "t",
                partition: partition,
                key: nil,
                value: [1],
                headers: [Header("a", "b")]
            )
            #expect(throws: ChannelFailure.abortable(code: "_UNKNOWN_PARTITION")) {
                try sink.produce(record)
            }
            try sink.abort()
        }
        try sink.begin()
        try sink.produce(ProducedRecord(topic: "t", partition: 0, key: nil, value: [1]))
        try sink.commit()
    }

    @Test func `a topic that does not exist is refused and not made`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        #expect(try sink.prime(["t", "missing"]) == ["t": 1])
        try sink.begin()
        #expect(throws: ChannelFailure.abortable(code: "_UNKNOWN_TOPIC")) {
            try sink.produce(ProducedRecord(topic: "missing", key: nil, value: [1]))
        }
        try sink.abort()
        #expect(try fixture.channel.partitionCounts(["missing", "t"]) == ["t": 1])
    }

    @Test func `an oversize record is refused at once and the transaction can be aborted`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1], recordBytesMax: 10_000)
        defer { fixture.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        try sink.begin()
        let big = [UInt8](repeating: 1, count: 10_001)
        #expect(throws: ChannelFailure.abortable(code: "MSG_SIZE_TOO_LARGE")) {
            try sink.produce(ProducedRecord(topic: "t", key: nil, value: big))
        }
        let header = Header("h", big)
        #expect(throws: ChannelFailure.abortable(code: "MSG_SIZE_TOO_LARGE")) {
            try sink.produce(ProducedRecord(topic: "t", key: nil, value: nil, headers: [header]))
        }
        try sink.abort()
        try sink.begin()
        try sink.produce(ProducedRecord(topic: "t", key: nil, value: [1]))
        try sink.commit()
    }

    @Test func `a group member reads from where it is told, pauses, goes back and ends its lag`()
        throws
    {
        let fixture = try EmbeddedFixture(topics: ["in": 2])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send(
            (0..<20).map {
                ProducedRecord(topic: "in", partition: $0 % 2, key: nil, value: [UInt8($0)])
            }
        )
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        defer { source.close() }
        let zero = TopicPartition("in", 0)
        let one = TopicPartition("in", 1)
        guard case .assigned(let positions) = try source.event() else {
            Issue.record("nothing was assigned: \(fixture.book.failures)")
            return
        }
        #expect(Set(positions) == [zero, one])
        #expect(source.lag(zero) == nil)
        #expect(try source.committed(positions) == [:])

        // The answer may come later; polling goes on meanwhile.
        for _ in 0..<5 {
            #expect(try source.poll(recordsMax: 10, timeout: .milliseconds(20)) == .idle)
        }
        try source.assign([PartitionStart(zero, .earliest), PartitionStart(one, .offset(4))])
        var read = try source.records(16)
        #expect(read.filter { $0.position == zero }.map(\.offset) == Array(0..<10))
        #expect(read.filter { $0.position == one }.map(\.offset) == Array(4..<10))
        #expect(try source.poll(recordsMax: 10, timeout: .milliseconds(200)) == .idle)
        #expect(source.lag(zero) == 0)
        #expect(source.lag(one) == 0)

        try source.pause([zero])
        try source.seek(PartitionStart(one, .offset(8)))
        _ = try writer.send(ProducedRecord(topic: "in", partition: 0, key: nil, value: [99]))
        read = try source.records(2)
        #expect(read.map(\.position) == [one, one])
        #expect(read.map(\.offset) == [8, 9])
        #expect(try source.poll(recordsMax: 10, timeout: .milliseconds(300)) == .idle)

        // A paused partition may be set back too, and goes on from there.
        try source.seek(PartitionStart(zero, .offset(9)))
        try source.resume([zero])
        read = try source.records(2)
        #expect(read.map(\.position) == [zero, zero])
        #expect(read.map(\.offset) == [9, 10])
    }

    @Test func `a transaction of a group member commits with its offsets`() throws {
        let fixture = try EmbeddedFixture(topics: ["in": 1, "out": 1])
        defer { fixture.close() }
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["in"])
        defer { source.close() }
        guard case .assigned(let positions) = try source.event() else {
            Issue.record("nothing was assigned")
            return
        }
        try source.assign(positions.map { PartitionStart($0, .earliest) })
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        #expect(try sink.prime(["out"]) == ["out": 1])
        try sink.begin()
        for number in 0..<500 {
            try sink.produce(ProducedRecord(topic: "out", key: nil, value: [UInt8(number % 251)]))
        }
        try sink.sendOffsets([TopicPartition("in", 0): 7], membership: source)
        try sink.commit()
        #expect(try fixture.channel.records(TopicPartition("out", 0)).count == 500)
    }

    /// Librdkafka's flush looks every 10 ms unless it is woken; the best of many cannot be that.
    @Test func `a small transaction does not wait for flush to look again`() throws {
        let fixture = try EmbeddedFixture(topics: ["out": 1])
        defer { fixture.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        defer { sink.close() }
        try sink.initialise()
        _ = try sink.prime(["out"])
        let best = try (0..<40).map { _ in
            try ContinuousClock().measure {
                try sink.begin()
                try sink.produce(ProducedRecord(topic: "out", key: nil, value: [1]))
                try sink.commit()
            }
        }.min()
        #expect(try #require(best) < .milliseconds(8))
    }

    @Test func `a replay reads to the end and says where that is`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1, "none": 1])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send(
            (0..<2500).map { _ in ProducedRecord(topic: "t", key: nil, value: [1]) }
        )
        var offsets: [Int64] = []
        let end = try fixture.channel.replay(TopicPartition("t", 0)) { offsets.append($0.offset) }
        #expect(end == 2500)
        #expect(offsets == Array(0..<2500))
        #expect(try fixture.channel.replay(TopicPartition("none", 0)) { _ in } == 0)
    }

    @Test func `a reader starts at the end, at an offset or so many records before the end`() throws
    {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let writer = try fixture.channel.writer()
        defer { writer.close() }
        _ = try writer.send((0..<10).map { _ in ProducedRecord(topic: "t", key: nil, value: [1]) })
        let position = TopicPartition("t", 0)
        for (start, first) in [(.offset(6), 6), (.last(3), 7)] as [(KafkaReader.Start, Int64)] {
            let reader = try fixture.channel.reader([position: start], wait: .milliseconds(10))
            defer { reader.close() }
            guard case .records(let read) = try reader.poll(recordsMax: 99, timeout: .seconds(9))
            else {
                Issue.record("nothing from \(start)")
                continue
            }
            #expect(read.first?.offset == first)
        }
        let reader = try fixture.channel.reader([position: .latest], wait: .milliseconds(10))
        defer { reader.close() }
        #expect(try reader.poll(recordsMax: 9, timeout: .seconds(9)) == .end(position, next: 10))
        _ = try writer.send(ProducedRecord(topic: "t", key: nil, value: [2]))
        guard case .records(let read) = try reader.poll(recordsMax: 9, timeout: .seconds(9)) else {
            Issue.record("nothing new was read")
            return
        }
        #expect(read.map(\.offset) == [10])
    }

    @Test func `clients without a broker fail within their deadline, to be tried again`() throws {
        var deadlines = KafkaDeadlines()
        deadlines.request = .milliseconds(300)
        deadlines.transaction = .milliseconds(300)
        deadlines.progress = .milliseconds(300)
        let settings = try KafkaSettings(bootstrapServers: "127.0.0.1:9")
        let channel = KafkaChannel(settings, deadlines: deadlines) { _ in }
        defer { channel.close() }
        let started = ContinuousClock.now
        let sink = try channel.sink(transactionalID: "id")
        defer { sink.close() }
        #expect(throws: ChannelFailure.retriable(code: "_TIMED_OUT")) { try sink.initialise() }
        #expect(throws: ChannelFailure.retriable(code: "_TRANSPORT")) {
            try channel.partitionCounts(["t"])
        }
        #expect(throws: ChannelFailure.retriable(code: "_TRANSPORT")) {
            try channel.replay(TopicPartition("t", 0)) { _ in }
        }
        #expect(ContinuousClock.now - started < .seconds(5))
    }

    @Test func `a closed client says so`() throws {
        let fixture = try EmbeddedFixture(topics: ["t": 1])
        defer { fixture.close() }
        let sink = try fixture.channel.sink(transactionalID: "id")
        sink.close()
        sink.close()
        #expect(throws: ChannelFailure.fatal(code: "_DESTROY")) { try sink.begin() }
        let source = try fixture.channel.source(group: "g", instance: "a", topics: ["t"])
        source.close()
        source.close()
        #expect(throws: ChannelFailure.fatal(code: "_DESTROY")) {
            try source.poll(recordsMax: 1, timeout: .zero)
        }
    }
}
