import CRdKafka
package import Messaging
package import Streaming

/// Topics and offsets, asked and made through Kafka's admin requests.
///
/// Every call blocks for at most the request deadline. Used from one thread. The embedded
/// cluster answers only `partitionCounts` and `watermarks`.
package final class KafkaAdmin {
    let client: KafkaClient
    let deadlines: KafkaDeadlines

    package init(
        settings: KafkaSettings,
        deadlines: KafkaDeadlines = KafkaDeadlines(),
        reporter: @escaping KafkaReporter
    ) throws(ChannelFailure) {
        self.client = try KafkaClient(settings, .admin, reporter: reporter)
        self.deadlines = deadlines
    }

    package func close() {
        client.close(within: deadlines.close)
    }

    /// Partition counts; a topic that does not exist is absent from the answer.
    package func partitionCounts(_ topics: [String]) throws(ChannelFailure) -> [String: Int32] {
        try client.partitionCounts(topics, within: deadlines.request)
    }

    /// The first offset and the one after the last committed record of each partition.
    package func watermarks(
        _ positions: [TopicPartition]
    ) throws(ChannelFailure) -> [TopicPartition: Range<Int64>] {
        let pointer = try client.open()
        var ranges: [TopicPartition: Range<Int64>] = [:]
        for position in positions {
            var low: Int64 = 0
            var high: Int64 = 0
            let code = rd_kafka_query_watermark_offsets(
                pointer,
                position.topic,
                position.partition,
                &low,
                &high,
                deadlines.request.milliseconds
            )
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw client.failure(code, in: "rd_kafka_query_watermark_offsets")
            }
            ranges[position] = low..<max(low, high)
        }
        return ranges
    }

    /// What a group has committed, on every partition it has committed anything on.
    package func committed(group: String) throws(ChannelFailure) -> [TopicPartition: Int64] {
        var request = rd_kafka_ListConsumerGroupOffsets_new(group, nil)
        defer { rd_kafka_ListConsumerGroupOffsets_destroy(request) }
        let answer = try ask(
            RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS,
            "rd_kafka_ListConsumerGroupOffsets"
        ) { client, options, queue in
            rd_kafka_ListConsumerGroupOffsets(client, &request, 1, options, queue)
        }
        var count = 0
        let result = rd_kafka_event_ListConsumerGroupOffsets_result(answer.event)
        guard let groups = rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count),
            count > 0, let found = groups[0]
        else { return [:] }
        if let error = rd_kafka_group_result_error(found) {
            let code = rd_kafka_error_code(error)
            if code == RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND { return [:] }
            throw client.failure(code, in: "rd_kafka_ListConsumerGroupOffsets")
        }
        guard let list = rd_kafka_group_result_partitions(found) else { return [:] }
        var committed: [TopicPartition: Int64] = [:]
        let elements = UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt))
        for element in elements where element.offset >= 0 {
            committed[TopicPartition(element)] = element.offset
        }
        return committed
    }

    /// Sends a request and waits for its one answer.
    func ask(
        _ operation: rd_kafka_admin_op_t,
        _ call: String,
        _ request: (OpaquePointer, OpaquePointer?, OpaquePointer?) -> Void
    ) throws(ChannelFailure) -> AdminAnswer {
        let pointer = try client.open()
        let options = rd_kafka_AdminOptions_new(pointer, operation)
        defer { rd_kafka_AdminOptions_destroy(options) }
        let limit = deadlines.request.milliseconds
        rd_kafka_AdminOptions_set_request_timeout(options, limit, nil, 0)
        let queue = rd_kafka_queue_new(pointer)
        defer { rd_kafka_queue_destroy(queue) }

        request(pointer, options, queue)
        // A little longer than the request may take, so that its own error is the one heard.
        guard let event = rd_kafka_queue_poll(queue, limit + 500) else {
            throw client.failure(RD_KAFKA_RESP_ERR__TIMED_OUT, in: call)
        }
        let answer = AdminAnswer(owning: event)
        rd_kafka_poll(pointer, 0)
        if let code = answer.failure { throw client.failure(code, in: call) }
        return answer
    }
}
