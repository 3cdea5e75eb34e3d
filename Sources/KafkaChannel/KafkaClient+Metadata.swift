import CRdKafka
internal import Streaming

extension KafkaClient {
    /// Partition counts; a topic that does not exist, or is hidden from us, is absent.
    ///
    /// All topics are asked for, since asking for one by name may make it: producers ask so in
    /// 2.0.2 whatever `allow.auto.create.topics` says.
    func partitionCounts(
        _ names: [String],
        within limit: Duration
    ) throws(ChannelFailure) -> [String: Int32] {
        let wanted = Set(names)
        return try metadata(ofAll: true, within: limit) { topics in
            var counts: [String: Int32] = [:]
            for topic in topics where topic.partition_cnt > 0 {
                let name = String(cString: topic.topic)
                if wanted.contains(name) { counts[name] = topic.partition_cnt }
            }
            return counts
        }
    }

    /// Handles and partition counts of topics, with their leaders known when this returns.
    ///
    /// Otherwise the first record to a topic waits for up to a second, and the first fetch from
    /// the beginning for half of one.
    func located(
        _ names: [String],
        within limit: Duration
    ) throws(ChannelFailure) -> [String: LocatedTopic] {
        var located: [String: LocatedTopic] = [:]
        for (name, partitions) in try partitionCounts(names, within: limit) {
            located[name] = LocatedTopic(handle: try topic(name), partitions: partitions)
        }
        if !located.isEmpty { try metadata(ofAll: false, within: limit) { _ in } }
        return located
    }

    func metadata<Answer>(
        ofAll: Bool,
        within limit: Duration,
        _ body: (UnsafeBufferPointer<rd_kafka_metadata_topic_t>) -> Answer
    ) throws(ChannelFailure) -> Answer {
        var metadata: UnsafePointer<rd_kafka_metadata>?
        let code = rd_kafka_metadata(try open(), ofAll ? 1 : 0, nil, &metadata, limit.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
            throw failure(code, in: "rd_kafka_metadata")
        }
        defer { rd_kafka_metadata_destroy(metadata) }
        let count = Int(metadata.pointee.topic_cnt)
        return body(UnsafeBufferPointer(start: metadata.pointee.topics, count: count))
    }
}
