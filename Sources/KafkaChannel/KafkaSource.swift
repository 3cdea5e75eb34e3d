import CRdKafka
package import Messaging
package import Streaming

/// A static member of a consumer group on librdkafka.
///
/// Rebalances are eager and answered when the runtime is ready: librdkafka waits for `assign` and
/// `unassign`, heartbeats going on, for as long as `poll` is called every `max.poll.interval.ms`.
package final class KafkaSource: RecordSource {
    private let client: KafkaClient
    private let deadlines: KafkaDeadlines
    private var copy = RecordCopy()
    /// Positions that no delivered record tells: where reading starts, and the ends reached.
    private var positions: [TopicPartition: Int64] = [:]
    /// Between `.revoked` and `unassign`: what still comes belongs to nobody.
    private var isRevoked = false
    /// A failure that came behind records, for the next poll.
    private var waiting: ChannelFailure?

    package init(
        group: String,
        instance: String,
        topics: [String],
        settings: KafkaSettings,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        reporter: @escaping KafkaReporter
    ) throws(ChannelFailure) {
        self.client = try KafkaClient(
            settings,
            .source(group: group, instance: instance),
            reporter: reporter
        )
        self.deadlines = deadlines

        let subscription = TopicPartitionList(capacity: topics.count)
        for topic in topics {
            subscription.add(TopicPartition(topic, RD_KAFKA_PARTITION_UA))
        }
        try check(rd_kafka_subscribe(client.open(), subscription.pointer), "rd_kafka_subscribe")
    }

    package func poll(
        recordsMax: Int,
        timeout: Duration
    ) throws(ChannelFailure) -> SourceEvent {
        let pointer = try client.open()
        if let event = rebalance() { return event }
        if let failure = waiting {
            waiting = nil
            throw failure
        }

        var records: [ConsumedRecord] = []
        var wait = timeout.milliseconds
        while records.count < recordsMax, let message = rd_kafka_consumer_poll(pointer, wait) {
            defer { rd_kafka_message_destroy(message) }
            wait = 0
            if message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR {
                waiting = failure(of: message.pointee)
            } else if !isRevoked {
                records.append(copy.record(message))
            }
            if waiting != nil || !client.context.rebalances.isEmpty { break }
        }
        if !records.isEmpty { return .records(records) }
        if let event = rebalance() { return event }
        if let failure = waiting {
            waiting = nil
            throw failure
        }
        return .idle
    }

    package func assign(_ starts: [PartitionStart]) throws(ChannelFailure) {
        let list = TopicPartitionList(capacity: starts.count)
        positions.removeAll(keepingCapacity: true)
        for start in starts {
            list.add(start.position, offset: start.rdKafkaOffset)
            note(start)
        }
        copy.forget()
        isRevoked = false
        try check(rd_kafka_assign(client.open(), list.pointer), "rd_kafka_assign")
    }

    package func unassign() throws(ChannelFailure) {
        positions.removeAll(keepingCapacity: true)
        copy.forget()
        isRevoked = false
        try check(rd_kafka_assign(client.open(), nil), "rd_kafka_assign")
    }

    package func seek(_ start: PartitionStart) throws(ChannelFailure) {
        let list = TopicPartitionList(capacity: 1)
        list.add(start.position, offset: start.rdKafkaOffset)
        let limit = deadlines.request.milliseconds
        if let error = rd_kafka_seek_partitions(try client.open(), list.pointer, limit) {
            throw client.failure(error, in: "rd_kafka_seek_partitions")
        }
        if let code = list.firstError { throw client.failure(code, in: "rd_kafka_seek_partitions") }
        note(start)
    }

    package func pause(_ positions: [TopicPartition]) throws(ChannelFailure) {
        let list = TopicPartitionList(positions)
        try check(
            rd_kafka_pause_partitions(client.open(), list.pointer),
            partition: list.firstError,
            "rd_kafka_pause_partitions"
        )
    }

    package func resume(_ positions: [TopicPartition]) throws(ChannelFailure) {
        let list = TopicPartitionList(positions)
        try check(
            rd_kafka_resume_partitions(client.open(), list.pointer),
            partition: list.firstError,
            "rd_kafka_resume_partitions"
        )
    }

    package func committed(
        _ positions: [TopicPartition]
    ) throws(ChannelFailure) -> [TopicPartition: Int64] {
        let list = TopicPartitionList(positions)
        try check(
            rd_kafka_committed(client.open(), list.pointer, deadlines.request.milliseconds),
            partition: list.firstError,
            "rd_kafka_committed"
        )
        var committed: [TopicPartition: Int64] = [:]
        for element in list.elements where element.offset >= 0 {
            committed[TopicPartition(element)] = element.offset
        }
        return committed
    }

    package func lag(_ position: TopicPartition) -> Int64? {
        guard let pointer = try? client.open() else { return nil }
        var low = Int64(RD_KAFKA_OFFSET_INVALID)
        var high = Int64(RD_KAFKA_OFFSET_INVALID)
        let code = rd_kafka_get_watermark_offsets(
            pointer,
            position.topic,
            position.partition,
            &low,
            &high
        )
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, high >= 0 else { return nil }

        // Control records end a partition but are never delivered, hence the ends in `positions`.
        let list = TopicPartitionList([position])
        _ = rd_kafka_position(pointer, list.pointer)
        let delivered = list.elements.first?.offset ?? Int64(RD_KAFKA_OFFSET_INVALID)
        let next = max(delivered, positions[position] ?? Int64(RD_KAFKA_OFFSET_INVALID))
        return next >= 0 ? max(high - next, 0) : nil
    }

    package func close() {
        client.close(within: deadlines.close)
    }

    /// Our membership as it is now; blocks for one turn of librdkafka's main thread.
    func membership() throws(ChannelFailure) -> GroupMembership {
        guard let membership = GroupMembership(try client.open()) else {
            throw client.failure(
                RD_KAFKA_RESP_ERR__STATE,
                in: "rd_kafka_consumer_group_metadata"
            )
        }
        return membership
    }

    private func rebalance() -> SourceEvent? {
        guard !client.context.rebalances.isEmpty else { return nil }
        switch client.context.rebalances.removeFirst() {
        case .assigned(let positions):
            return .assigned(positions)
        case .revoked:
            isRevoked = true
            return .revoked
        }
    }

    /// What an error in place of a record means; nil when it is none of the caller's business.
    private func failure(of message: rd_kafka_message_t) -> ChannelFailure? {
        switch message.err {
        case RD_KAFKA_RESP_ERR__PARTITION_EOF:
            positions[copy.position(message)] = message.offset
            return nil
        case RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED:
            // We were too slow for the group; its revocation follows.
            let reason = RecordCopy.reason(message)
            client.context.report(.condition(code: message.err.name, reason: reason))
            return nil
        default:
            return client.failure(
                message.err,
                in: "rd_kafka_consumer_poll",
                reason: RecordCopy.reason(message)
            )
        }
    }

    private func note(_ start: PartitionStart) {
        switch start.start {
        case .earliest: positions[start.position] = nil
        case .offset(let offset): positions[start.position] = offset
        }
    }

    private func check(
        _ code: rd_kafka_resp_err_t,
        partition: rd_kafka_resp_err_t? = nil,
        _ call: String
    ) throws(ChannelFailure) {
        if code != RD_KAFKA_RESP_ERR_NO_ERROR { throw client.failure(code, in: call) }
        if let partition { throw client.failure(partition, in: call) }
    }
}

extension PartitionStart {
    var rdKafkaOffset: Int64 {
        switch start {
        case .earliest: Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .offset(let offset): offset
        }
    }
}
