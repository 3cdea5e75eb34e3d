import CRdKafka
package import Messaging
package import Streaming

/// An idempotent producer without transactions, for tools and tests.
///
/// Used from one thread.
package final class KafkaWriter {
    /// Where a record ended up.
    package struct Written: Equatable, Sendable {
        package let position: TopicPartition
        package let offset: Int64

        package init(position: TopicPartition, offset: Int64) {
            self.position = position
            self.offset = offset
        }
    }

    private let client: KafkaClient
    private let deadlines: KafkaDeadlines
    private let clock = ContinuousClock()
    private var topics: [String: LocatedTopic] = [:]

    package init(
        settings: KafkaSettings,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        reporter: @escaping KafkaReporter
    ) throws(ChannelFailure) {
        self.client = try KafkaClient(settings, .writer, reporter: reporter)
        self.deadlines = deadlines
    }

    package func send(_ record: ProducedRecord) throws(ChannelFailure) -> Written {
        let written = try send([record])
        guard let first = written.first else {
            throw .retriable(code: RD_KAFKA_RESP_ERR__TIMED_OUT.name)
        }
        return first
    }

    /// Waits until all are written, and says where, in the order given.
    ///
    /// After a failure some may have been written.
    package func send(_ records: [ProducedRecord]) throws(ChannelFailure) -> [Written] {
        let client = try self.client.open()
        let context = self.client.context
        var places: [Written?] = Array(repeating: nil, count: records.count)
        var copy = RecordCopy()
        context.deliveryFailure = nil
        context.delivered = { number, message in
            let raw = message.pointee
            guard raw.err == RD_KAFKA_RESP_ERR_NO_ERROR, places.indices.contains(number - 1) else {
                return
            }
            places[number - 1] = Written(position: copy.position(raw), offset: raw.offset)
        }
        defer { context.delivered = nil }

        for (index, record) in records.enumerated() { try enqueue(record, index + 1, client) }
        let flushed = rd_kafka_flush(client, deadlines.transaction.milliseconds)
        if let code = context.deliveryFailure { throw self.client.failure(code, in: "delivery") }
        guard flushed == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw self.client.failure(flushed, in: "rd_kafka_flush")
        }
        return places.compactMap { $0 }
    }

    package func close() {
        client.close(within: deadlines.close)
    }

    private func enqueue(
        _ record: ProducedRecord,
        _ number: Int,
        _ client: OpaquePointer
    ) throws(ChannelFailure) {
        let topic = try topic(record.topic)
        guard topic.has(record.partition) else {
            throw .fatal(code: RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION.name)
        }
        let deadline = clock.now + deadlines.room
        while true {
            let code = RecordEnqueuing.enqueue(record, to: topic.handle, of: client, number: number)
            if code == RD_KAFKA_RESP_ERR_NO_ERROR { return }
            guard code == RD_KAFKA_RESP_ERR__QUEUE_FULL, clock.now < deadline else {
                throw self.client.failure(code, in: "rd_kafka_produceva")
            }
            rd_kafka_poll(client, 10)
        }
    }

    private func topic(_ name: String) throws(ChannelFailure) -> LocatedTopic {
        if let topic = topics[name] { return topic }
        let located = try client.located([name], within: deadlines.request)
        guard let topic = located[name] else {
            throw client.failure(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, in: "rd_kafka_metadata")
        }
        topics[name] = topic
        return topic
    }
}
