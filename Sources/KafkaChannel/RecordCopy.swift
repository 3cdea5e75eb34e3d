import CRdKafka
internal import Messaging

/// Copies librdkafka's messages out, each exactly once.
struct RecordCopy {
    /// Topic names by topic handle, so that not every record makes its own string.
    ///
    /// A handle lives as long as its partitions are assigned: `forget` goes with every change of
    /// those.
    private var names: [OpaquePointer: String] = [:]

    mutating func forget() {
        names.removeAll(keepingCapacity: true)
    }

    mutating func record(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> ConsumedRecord {
        let raw = message.pointee
        return ConsumedRecord(
            position: position(raw),
            offset: raw.offset,
            timestamp: Self.timestamp(message),
            key: Self.bytes(raw.key, raw.key_len),
            value: Self.bytes(raw.payload, raw.len),
            headers: Self.headers(message)
        )
    }

    mutating func position(_ raw: rd_kafka_message_t) -> TopicPartition {
        guard let handle = raw.rkt else { return TopicPartition("", raw.partition) }
        if let name = names[handle] { return TopicPartition(name, raw.partition) }
        let name = String(cString: rd_kafka_topic_name(handle))
        names[handle] = name
        return TopicPartition(name, raw.partition)
    }

    /// What librdkafka says in place of a record's value, naming partition and offset.
    static func reason(_ raw: rd_kafka_message_t) -> String {
        guard let payload = raw.payload else { return String(cString: rd_kafka_err2str(raw.err)) }
        let bytes = UnsafeRawBufferPointer(start: payload, count: raw.len)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func timestamp(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> Timestamp
    {
        var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let milliseconds = rd_kafka_message_timestamp(message, &kind)
        // Kafka says -1 when there is none.
        return Timestamp(milliseconds: max(milliseconds, 0))
    }

    private static func bytes(_ start: UnsafeMutableRawPointer?, _ count: Int) -> [UInt8]? {
        guard let start else { return nil }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private static func headers(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> [Header] {
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list
        else { return [] }

        let count = rd_kafka_header_cnt(list)
        return [Header](unsafeUninitializedCapacity: count) { buffer, initialised in
            var name: UnsafePointer<CChar>?
            var value: UnsafeRawPointer?
            var size = 0
            while initialised < count,
                rd_kafka_header_get_all(list, initialised, &name, &value, &size)
                    == RD_KAFKA_RESP_ERR_NO_ERROR, let name
            {
                let bytes = value.map { Array(UnsafeRawBufferPointer(start: $0, count: size)) }
                buffer.initializeElement(at: initialised, to: Header(String(cString: name), bytes))
                initialised += 1
            }
        }
    }
}
