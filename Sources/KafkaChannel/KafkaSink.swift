import CRdKafka
package import Messaging
package import Streaming

/// A transactional producer on librdkafka.
package final class KafkaSink: TransactionalSink {
    private let client: KafkaClient
    private let deadlines: KafkaDeadlines
    private let clock = ContinuousClock()
    private var topics: [String: LocatedTopic] = [:]
    private var produced: UInt = 0

    /// Delivery failures are heard at least once in so many records.
    private static let recordsBetweenPolls: UInt = 1024

    package init(
        transactionalID: String,
        settings: KafkaSettings,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        reporter: @escaping KafkaReporter
    ) throws(ChannelFailure) {
        self.client = try KafkaClient(
            settings,
            .sink(transactionalID: transactionalID),
            reporter: reporter
        )
        self.deadlines = deadlines
    }

    package func initialise() throws(ChannelFailure) {
        try attempt("rd_kafka_init_transactions") { client, limit in
            rd_kafka_init_transactions(client, limit)
        }
    }

    package func prime(_ topics: [String]) throws(ChannelFailure) -> [String: Int32] {
        let located = try client.located(topics, within: deadlines.request)
        self.topics.merge(located) { _, new in new }
        return located.mapValues(\.partitions)
    }

    package func begin() throws(ChannelFailure) {
        // 2.0.2 may block for ever in begin after a fatal error.
        if let fatal = client.fatalFailure() { throw fatal }
        client.context.deliveryFailure = nil
        if let error = rd_kafka_begin_transaction(try client.open()) {
            throw client.failure(error, in: "rd_kafka_begin_transaction")
        }
    }

    package func produce(_ record: ProducedRecord) throws(ChannelFailure) {
        let pointer = try client.open()
        let topic = try topic(record.topic)
        guard topic.has(record.partition) else {
            throw .abortable(code: RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION.name)
        }
        produced &+= 1
        if produced % Self.recordsBetweenPolls == 0 { rd_kafka_poll(pointer, 0) }

        let code = RecordEnqueuing.enqueue(record, to: topic.handle, of: pointer)
        if code == RD_KAFKA_RESP_ERR_NO_ERROR { return }
        guard code == RD_KAFKA_RESP_ERR__QUEUE_FULL else { throw refusal(code) }
        try produceWhenRoom(record, topic.handle, pointer)
    }

    package func sendOffsets(
        _ next: [TopicPartition: Int64],
        membership source: any RecordSource
    ) throws(ChannelFailure) {
        guard let source = source as? KafkaSource else {
            preconditionFailure("offsets of one Kafka cannot be committed in another")
        }
        let membership = try source.membership()
        let list = TopicPartitionList(capacity: next.count)
        for (position, offset) in next { list.add(position, offset: offset) }
        let offsets = list.pointer
        try attempt("rd_kafka_send_offsets_to_transaction") { client, limit in
            rd_kafka_send_offsets_to_transaction(client, offsets, membership.pointer, limit)
        }
    }

    package func commit() throws(ChannelFailure) {
        let pointer = try client.open()
        let flushed = rd_kafka_flush(pointer, deadlines.transaction.milliseconds)
        if let code = client.context.deliveryFailure { throw refusal(code) }
        guard flushed == RD_KAFKA_RESP_ERR_NO_ERROR else {
            if let fatal = client.fatalFailure() { throw fatal }
            throw .retriable(code: flushed.name)
        }
        try attempt("rd_kafka_commit_transaction") { client, limit in
            rd_kafka_commit_transaction(client, limit)
        }
    }

    package func abort() throws(ChannelFailure) {
        // An abort right behind a record may overtake the partition's registration, which is
        // fatal (librdkafka issue 4849). A transaction that has failed no longer sends.
        rd_kafka_flush(try client.open(), Self.flushBeforeAbort.milliseconds)
        try attempt("rd_kafka_abort_transaction") { client, limit in
            rd_kafka_abort_transaction(client, limit)
        }
        // A topic that was refused stays refused in librdkafka until it is asked for again.
        topics.removeAll(keepingCapacity: true)
    }

    package func close() {
        client.close(within: .zero)
    }

    private static let flushBeforeAbort: Duration = .milliseconds(500)

    private func topic(_ name: String) throws(ChannelFailure) -> LocatedTopic {
        if let topic = topics[name] { return topic }
        _ = try prime([name])
        guard let topic = topics[name] else {
            throw .abortable(code: RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC.name)
        }
        return topic
    }

    private func produceWhenRoom(
        _ record: ProducedRecord,
        _ topic: OpaquePointer,
        _ pointer: OpaquePointer
    ) throws(ChannelFailure) {
        let deadline = clock.now + deadlines.room
        while clock.now < deadline {
            rd_kafka_poll(pointer, 10)
            let code = RecordEnqueuing.enqueue(record, to: topic, of: pointer)
            if code == RD_KAFKA_RESP_ERR_NO_ERROR { return }
            guard code == RD_KAFKA_RESP_ERR__QUEUE_FULL else { throw refusal(code) }
        }
        throw refusal(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    }

    /// The transaction cannot go on without the record: abortable, unless the client is lost.
    private func refusal(_ code: rd_kafka_resp_err_t) -> ChannelFailure {
        client.context.report(
            .failure(
                call: "rd_kafka_produceva",
                code: code.name,
                reason: String(cString: rd_kafka_err2str(code))
            )
        )
        return client.fatalFailure() ?? .abortable(code: code.name)
    }

    private func attempt(
        _ call: String,
        _ body: (OpaquePointer, Int32) -> OpaquePointer?
    ) throws(ChannelFailure) {
        guard let error = body(try client.open(), deadlines.transaction.milliseconds) else {
            return
        }
        throw client.failure(error, in: call)
    }
}
