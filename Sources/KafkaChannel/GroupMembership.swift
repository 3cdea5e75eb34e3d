import CRdKafka

/// Who we are in a consumer group at one generation, as transactions are fenced by it.
final class GroupMembership {
    let pointer: OpaquePointer

    init?(_ client: OpaquePointer) {
        guard let pointer = rd_kafka_consumer_group_metadata(client) else { return nil }
        self.pointer = pointer
    }

    deinit {
        rd_kafka_consumer_group_metadata_destroy(pointer)
    }
}
