import CRdKafka
package import Messaging
package import Streaming

/// Reads partitions outside any group, for tools, replays and checks.
///
/// It commits nothing and needs no right on a group. Used from one thread.
package final class KafkaReader {
    package enum Start: Equatable, Sendable {
        case earliest
        /// Only what is written from now on.
        case latest
        case offset(Int64)
        /// The last so many offsets of the partition.
        case last(Int64)
    }

    package enum Event: Equatable, Sendable {
        /// In offset order within each partition; never empty.
        case records([ConsumedRecord])
        /// The end of a partition as it is now; `next` is the offset to come. Reading goes on.
        case end(TopicPartition, next: Int64)
        /// Nothing within the time given.
        case idle
    }

    private let client: KafkaClient
    private let queue: OpaquePointer
    private let deadlines: KafkaDeadlines
    private var copy = RecordCopy()
    private var started: [(topic: OpaquePointer, partition: Int32)] = []
    private var ends: [Event] = []
    private var waiting: ChannelFailure?

    /// `wait` is how long a broker may hold a fetch back; short finds ends sooner.
    package init(
        _ starts: [TopicPartition: Start],
        isolation: Isolation = .committed,
        wait: Duration = .milliseconds(500),
        settings: KafkaSettings,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        reporter: @escaping KafkaReporter
    ) throws(ChannelFailure) {
        let client = try KafkaClient(
            settings,
            .reader(isolation: isolation, wait: wait),
            reporter: reporter
        )
        guard let queue = rd_kafka_queue_new(try client.open()) else {
            throw .fatal(code: RD_KAFKA_RESP_ERR__FAIL.name)
        }
        self.client = client
        self.queue = queue
        self.deadlines = deadlines
        let names = Set(starts.keys.map(\.topic)).sorted()
        let topics = try client.located(names, within: deadlines.request)
        for (position, start) in starts { try read(position, from: start, topics) }
    }

    deinit {
        close(within: .zero)
    }

    /// The next event; blocks for at most `timeout`, and no longer once a record is there.
    package func poll(recordsMax: Int, timeout: Duration) throws(ChannelFailure) -> Event {
        let pointer = try client.open()
        rd_kafka_poll(pointer, 0)  // logs and errors
        if let event = next() { return event }
        if let failure = waiting {
            waiting = nil
            throw failure
        }

        var records: [ConsumedRecord] = []
        var wait = timeout.milliseconds
        while records.count < recordsMax, let message = rd_kafka_consume_queue(queue, wait) {
            defer { rd_kafka_message_destroy(message) }
            wait = 0
            switch message.pointee.err {
            case RD_KAFKA_RESP_ERR_NO_ERROR:
                records.append(copy.record(message))
            case RD_KAFKA_RESP_ERR__PARTITION_EOF:
                ends.append(.end(copy.position(message.pointee), next: message.pointee.offset))
            default:
                waiting = client.failure(
                    message.pointee.err,
                    in: "rd_kafka_consume_queue",
                    reason: RecordCopy.reason(message.pointee)
                )
            }
            if waiting != nil || !ends.isEmpty { break }
        }
        if !records.isEmpty { return .records(records) }
        if let event = next() { return event }
        if let failure = waiting {
            waiting = nil
            throw failure
        }
        return .idle
    }

    package func close() {
        close(within: deadlines.close)
    }

    private func next() -> Event? {
        ends.isEmpty ? nil : ends.removeFirst()
    }

    private func read(
        _ position: TopicPartition,
        from start: Start,
        _ topics: [String: LocatedTopic]
    ) throws(ChannelFailure) {
        guard let topic = topics[position.topic], topic.has(position.partition) else {
            let code = RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION
            throw client.failure(code, in: "rd_kafka_consume_start_queue")
        }
        let outcome = rd_kafka_consume_start_queue(
            topic.handle,
            position.partition,
            start.rdKafkaOffset,
            queue
        )
        guard outcome == 0 else {
            throw client.failure(rd_kafka_last_error(), in: "rd_kafka_consume_start_queue")
        }
        started.append((topic.handle, position.partition))
    }

    private func close(within limit: Duration) {
        // These go to the thread that frees the client, and are not touched here again.
        nonisolated(unsafe) let started = started
        nonisolated(unsafe) let queue = queue
        client.close(within: limit) {
            for (topic, partition) in started { rd_kafka_consume_stop(topic, partition) }
            rd_kafka_queue_destroy(queue)
        }
    }
}

extension KafkaReader.Start {
    var rdKafkaOffset: Int64 {
        switch self {
        case .earliest: Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .latest: Int64(RD_KAFKA_OFFSET_END)
        case .offset(let offset): offset
        case .last(let count): crdkafka_offset_tail(max(count, 0))
        }
    }
}
