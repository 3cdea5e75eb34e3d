internal import Messaging
internal import Streaming
import Testing

/// What every `Channel` must do; each conformer's tests run every check.
///
/// A check makes topics of its own, named after itself, so that all can run on one cluster.
package enum ChannelConformance: String, CaseIterable, Sendable {
    case committedIsVisibleAndAbortedIsNot
    case openTransactionsAreNotSeen
    case newerProducersFenceOlderOnes
    case offsetsTravelWithTheTransaction
    case groupsAssignAndReadInOrder
    case seekingReadsAgain
    case pausedPartitionsRest
    case aSecondMemberTakesItsShare
    case replayGivesEverythingAsItWas

    package func check(_ world: ConformanceWorld) throws {
        try world.createTopic(topic, 2)
        switch self {
        case .committedIsVisibleAndAbortedIsNot: try committedIsVisible(world)
        case .openTransactionsAreNotSeen: try openTransactions(world)
        case .newerProducersFenceOlderOnes: try newerProducers(world)
        case .offsetsTravelWithTheTransaction: try offsetsTravel(world)
        case .groupsAssignAndReadInOrder: try groupsAssign(world)
        case .seekingReadsAgain: try seeking(world)
        case .pausedPartitionsRest: try pausing(world)
        case .aSecondMemberTakesItsShare: try secondMember(world)
        case .replayGivesEverythingAsItWas: try replaying(world)
        }
    }

    var topic: String { "conformance-\(rawValue)" }
    var first: TopicPartition { TopicPartition(topic, 0) }

    // MARK: - Transactions

    private func committedIsVisible(_ world: ConformanceWorld) throws {
        let sink = try world.sink(rawValue)
        try sink.begin()
        try sink.produce(record("aborted"))
        try sink.abort()
        try sink.begin()
        try sink.produce(record("committed"))
        try sink.commit()
        #expect(try world.values(first) == ["committed"])
        sink.close()
    }

    private func openTransactions(_ world: ConformanceWorld) throws {
        let sink = try world.sink(rawValue)
        try world.append(record("before"))
        try sink.begin()
        try sink.produce(record("open"))
        try world.append(record("after"))
        #expect(try !world.values(first).contains("open"))
        try sink.commit()
        #expect(try world.values(first).sorted() == ["after", "before", "open"])
        sink.close()
    }

    private func newerProducers(_ world: ConformanceWorld) throws {
        let older = try world.sink(rawValue)
        try older.begin()
        try older.produce(record("zombie"))
        let newer = try world.sink(rawValue)
        #expect(throws: ChannelFailure.self) {
            try older.produce(record("zombie again"))
            try older.commit()
        }
        try newer.begin()
        try newer.produce(record("rightful"))
        try newer.commit()
        #expect(try world.values(first) == ["rightful"])
        older.close()
        newer.close()
    }

    private func offsetsTravel(_ world: ConformanceWorld) throws {
        try world.append(record("a"))
        let source = try world.joined(topic, topics: [topic])
        let sink = try world.sink(rawValue)
        try sink.begin()
        try sink.sendOffsets([first: 1], membership: source)
        try sink.abort()
        #expect(try source.committed([first]).isEmpty)
        try sink.begin()
        try sink.sendOffsets([first: 1], membership: source)
        try sink.commit()
        #expect(try source.committed([first]) == [first: 1])
        sink.close()
        source.close()
    }

    // MARK: - Sources

    private func groupsAssign(_ world: ConformanceWorld) throws {
        for number in 0..<5 { try world.append(record("\(number)")) }
        let source = try world.joined(topic, topics: [topic])
        #expect(try source.take(5) == ["0", "1", "2", "3", "4"])
        source.close()
    }

    private func seeking(_ world: ConformanceWorld) throws {
        for number in 0..<3 { try world.append(record("\(number)")) }
        let source = try world.joined(topic, topics: [topic])
        #expect(try source.take(3) == ["0", "1", "2"])
        try source.seek(PartitionStart(first, .offset(1)))
        #expect(try source.take(2) == ["1", "2"])
        try source.seek(PartitionStart(first, .earliest))
        #expect(try source.take(3) == ["0", "1", "2"])
        source.close()
    }

    private func pausing(_ world: ConformanceWorld) throws {
        let second = TopicPartition(topic, 1)
        let source = try world.joined(topic, topics: [topic])
        try source.pause([first])
        try world.append(record("paused"))
        try world.append(
            ProducedRecord(topic: topic, partition: 1, key: nil, value: Array("flowing".utf8))
        )
        #expect(try source.take(1) == ["flowing"])
        try source.resume([first])
        #expect(try source.take(1) == ["paused"])
        #expect(source.lag(second) == 0 || source.lag(second) == nil)
        source.close()
    }

    private func secondMember(_ world: ConformanceWorld) throws {
        let one = try world.joined(topic, topics: [topic], instance: "one")
        let two = try world.channel.source(group: topic, instance: "two", topics: [topic])
        var shares: [String: [TopicPartition]] = [:]
        for _ in 0..<400 where shares.count < 2 {
            for (name, source) in [("one", one), ("two", two)] {
                switch try source.poll(recordsMax: 10, timeout: .milliseconds(50)) {
                case .revoked:
                    try source.unassign()
                case .assigned(let share):
                    try source.assign(share.map { PartitionStart($0, .earliest) })
                    shares[name] = share
                case .records, .idle: break
                }
            }
        }
        #expect(shares["one"] == [first])
        #expect(shares["two"] == [TopicPartition(topic, 1)])
        two.close()
        one.close()
    }

    private func replaying(_ world: ConformanceWorld) throws {
        let headers = [
            Header("null", nil as [UInt8]?), Header("empty", [UInt8]()), Header("twice", "1"),
            Header("twice", "2"), Header("bytes", [0, 255, 10]),
        ]
        let sink = try world.sink(rawValue)
        try sink.begin()
        try sink.produce(
            ProducedRecord(
                topic: topic,
                partition: 0,
                key: Array("k".utf8),
                value: [0, 1, 2],
                headers: headers
            )
        )
        try sink.produce(ProducedRecord(topic: topic, partition: 0, key: [], value: nil))
        try sink.commit()
        var records: [ConsumedRecord] = []
        let end = try world.channel.replay(first) { records.append(copy $0) }
        #expect(end > 1)
        #expect(records.map(\.value) == [[0, 1, 2], nil])
        #expect(records.map(\.key) == [Array("k".utf8), []])
        #expect(records.first?.headers == headers)
        sink.close()
    }

    private func record(_ text: String) -> ProducedRecord {
        ProducedRecord(topic: topic, partition: 0, key: nil, value: Array(text.utf8))
    }
}

extension ConformanceWorld {
    fileprivate func sink(_ id: String) throws -> any TransactionalSink {
        let sink = try channel.sink(transactionalID: "conformance.\(id)")
        try sink.initialise()
        _ = try sink.prime(["conformance-\(id)"])
        return sink
    }

    fileprivate func values(_ position: TopicPartition) throws -> [String] {
        var values: [String] = []
        try channel.replay(position) {
            values.append(String(decoding: $0.value ?? [], as: UTF8.self))
        }
        return values
    }

    /// A member that has been given everything, and reads it from the beginning.
    fileprivate func joined(
        _ group: String,
        topics: [String],
        instance: String = "one"
    ) throws -> any RecordSource {
        let source = try channel.source(group: group, instance: instance, topics: topics)
        for _ in 0..<300 {
            if case .assigned(let share) = try source.poll(
                recordsMax: 1,
                timeout: .milliseconds(100)
            ) {
                try source.assign(share.map { PartitionStart($0, .earliest) })
                return source
            }
        }
        throw ConformanceFailure.neverAssigned
    }
}

enum ConformanceFailure: Error {
    case neverAssigned
}

extension RecordSource {
    /// The next values, in the order they come.
    fileprivate func take(_ count: Int) throws -> [String] {
        var values: [String] = []
        for _ in 0..<100 where values.count < count {
            if case .records(let records) = try poll(
                recordsMax: count - values.count,
                timeout: .milliseconds(100)
            ) {
                values += records.map { String(decoding: $0.value ?? [], as: UTF8.self) }
            }
        }
        return values
    }
}
