package import Messaging

/// An in-memory Kafka with true transactional semantics, for tests and simulation.
///
/// What it keeps: atomic commits over partitions and offsets, aborted records hidden and the last
/// stable offset held back, fencing by `transactional.id`, eager rebalances with static members,
/// generations checked when offsets are sent. One thread only; time is passed in by `now`.
package final class SimulatedCluster {
    enum Outcome {
        case open
        case committed
        case aborted
    }

    /// A slot of a partition's log; a marker takes an offset and holds no record.
    struct Slot {
        let record: ProducedRecord?
        let timestamp: Timestamp
        let transaction: Int?
    }

    struct Producer {
        var epoch = 0
        var transaction: Int?
    }

    struct Transaction {
        var outcome = Outcome.open
        var touched: Set<TopicPartition> = []
        var offsets: [String: [TopicPartition: Int64]] = [:]
    }

    /// The cluster's clock, moved by the test.
    package var now: Timestamp

    var partitions: [String: Int32] = [:]
    var logs: [TopicPartition: [Slot]] = [:]
    var producers: [String: Producer] = [:]
    var transactions: [Transaction] = []
    var committed: [String: [TopicPartition: Int64]] = [:]
    var groups: [String: SimulatedGroup] = [:]

    /// Whether offsets sent by a member of an older generation are refused (KIP-447); brokers
    /// before 2.5 did not, and the fence by `transactional.id` must do alone.
    package let checksGenerations: Bool

    package init(now: Timestamp, checksGenerations: Bool = true) {
        self.now = now
        self.checksGenerations = checksGenerations
    }

    package func createTopic(_ name: String, partitions count: Int32) {
        precondition(partitions[name] == nil, "the topic is there already")
        partitions[name] = count
        for partition in 0..<count { logs[TopicPartition(name, partition)] = [] }
    }

    package var topics: [String: Int32] { partitions }

    /// Writes outside any transaction, as a foreign producer does; returns the offset.
    @discardableResult
    package func append(_ record: ProducedRecord) -> Int64 {
        append(record, transaction: nil)
    }

    /// Every record of a partition that a reader may see, in offset order.
    package func read(
        _ position: TopicPartition,
        isolated: Bool = true
    ) -> [ConsumedRecord] {
        var records: [ConsumedRecord] = []
        var offset: Int64 = 0
        while let record = next(position, from: offset, isolated: isolated) {
            records.append(record)
            offset = record.offset + 1
        }
        return records
    }

    /// Records that were written and then aborted: hidden from every reader that matters.
    package var abortedRecords: Int {
        logs.values.reduce(0) { sum, log in
            sum
                + log.count { slot in
                    slot.record != nil
                        && slot.transaction.map { transactions[$0].outcome == .aborted } == true
                }
        }
    }

    package func committedOffset(group: String, _ position: TopicPartition) -> Int64? {
        committed[group]?[position]
    }

    // MARK: - Logs

    @discardableResult
    func append(_ record: ProducedRecord, transaction: Int?) -> Int64 {
        guard let count = partitions[record.topic] else {
            preconditionFailure("no such topic: \(record.topic)")
        }
        let partition = record.partition ?? Self.partition(of: record.key, count: count)
        let position = TopicPartition(record.topic, partition)
        if let transaction { transactions[transaction].touched.insert(position) }
        logs[position, default: []].append(
            Slot(
                record: record,
                timestamp: record.timestamp ?? now,
                transaction: transaction
            )
        )
        return Int64(logs[position, default: []].count - 1)
    }

    /// The next record at or after an offset, or nil when the reader has to wait.
    func next(
        _ position: TopicPartition,
        from offset: Int64,
        isolated: Bool = true
    ) -> ConsumedRecord? {
        guard let log = logs[position] else { return nil }
        var index = Int(max(0, offset))
        while index < log.count {
            let slot = log[index]
            if isolated, let transaction = slot.transaction {
                switch transactions[transaction].outcome {
                case .open: return nil  // The last stable offset.
                case .aborted:
                    index += 1
                    continue
                case .committed: break
                }
            }
            guard let record = slot.record else {
                index += 1
                continue
            }
            return ConsumedRecord(
                position: position,
                offset: Int64(index),
                timestamp: slot.timestamp,
                key: record.key,
                value: record.value,
                headers: record.headers
            )
        }
        return nil
    }

    func end(_ position: TopicPartition) -> Int64 {
        Int64(logs[position]?.count ?? 0)
    }

    private static func partition(of key: [UInt8]?, count: Int32) -> Int32 {
        var hash: UInt32 = 2_166_136_261  // FNV-1a: any stable hash will do here.
        for byte in key ?? [] { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int32(hash % UInt32(count))
    }

    // MARK: - Transactions

    /// A new epoch for the id; what an older producer left open is aborted.
    func initialise(_ id: String) -> Int {
        var producer = producers[id, default: Producer()]
        if let open = producer.transaction { end(open, .aborted) }
        producer.epoch += 1
        producer.transaction = nil
        producers[id] = producer
        return producer.epoch
    }

    /// The open transaction of a producer, started when there is none; nil when it is fenced.
    func transaction(of id: String, epoch: Int) -> Int? {
        guard var producer = producers[id], producer.epoch == epoch else { return nil }
        if let open = producer.transaction { return open }
        transactions.append(Transaction())
        producer.transaction = transactions.count - 1
        producers[id] = producer
        return producer.transaction
    }

    /// Ends a producer's open transaction, if any; false when the producer is fenced.
    func endTransaction(of id: String, epoch: Int, _ outcome: Outcome) -> Bool {
        guard var producer = producers[id], producer.epoch == epoch else { return false }
        if let open = producer.transaction { end(open, outcome) }
        producer.transaction = nil
        producers[id] = producer
        return true
    }

    private func end(_ transaction: Int, _ outcome: Outcome) {
        transactions[transaction].outcome = outcome
        let ended = transactions[transaction]
        for position in ended.touched {
            logs[position, default: []].append(
                Slot(record: nil, timestamp: now, transaction: nil)
            )
        }
        guard outcome == .committed else { return }
        for (group, offsets) in ended.offsets {
            committed[group, default: [:]].merge(offsets) { $1 }
        }
    }
}
