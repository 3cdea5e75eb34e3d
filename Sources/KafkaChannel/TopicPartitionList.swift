import CRdKafka
internal import Messaging

/// Librdkafka's list of partitions with offsets.
struct TopicPartitionList: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(capacity: Int) {
        self.pointer = rd_kafka_topic_partition_list_new(Int32(capacity))
    }

    /// Takes a list over.
    init(owning pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
        self.pointer = pointer
    }

    init(_ positions: [TopicPartition]) {
        self.init(capacity: positions.count)
        for position in positions { add(position) }
    }

    deinit {
        rd_kafka_topic_partition_list_destroy(pointer)
    }

    func add(_ position: TopicPartition, offset: Int64? = nil) {
        let element = rd_kafka_topic_partition_list_add(
            pointer,
            position.topic,
            position.partition
        )
        if let offset { element?.pointee.offset = offset }
    }

    var elements: UnsafeBufferPointer<rd_kafka_topic_partition_t> {
        UnsafeBufferPointer(start: pointer.pointee.elems, count: Int(pointer.pointee.cnt))
    }

    /// The first partition's own error.
    var firstError: rd_kafka_resp_err_t? {
        elements.first { $0.err != RD_KAFKA_RESP_ERR_NO_ERROR }?.err
    }
}

extension TopicPartition {
    init(_ element: rd_kafka_topic_partition_t) {
        self.init(String(cString: element.topic), element.partition)
    }
}
