import CRdKafka
internal import Streaming

extension KafkaClient {
    /// How many partitions the topic has; nil when there is no such topic.
    func partitions(
        of topic: OpaquePointer,
        _ name: String,
        within limit: Duration
    ) throws(ChannelFailure) -> Int32? {
        let client = try open()
        var metadata: UnsafePointer<rd_kafka_metadata>?
        let code = rd_kafka_metadata(client, 0, topic, &metadata, limit.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
            throw failure(code, in: "rd_kafka_metadata")
        }
        defer { rd_kafka_metadata_destroy(metadata) }

        let topics = UnsafeBufferPointer(
            start: metadata.pointee.topics,
            count: Int(metadata.pointee.topic_cnt)
        )
        guard let found = topics.first(where: { String(cString: $0.topic) == name }) else {
            return nil
        }
        switch found.err {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
            return found.partition_cnt > 0 ? found.partition_cnt : nil
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
            return nil
        default:
            throw failure(found.err, in: "rd_kafka_metadata")
        }
    }
}
