import CRdKafka
internal import Messaging

/// Hands records to librdkafka's producer queue, with no allocation of ours on the way.
enum RecordEnqueuing {
    /// Copies the record into the queue.
    ///
    /// `number` comes back with its delivery report.
    static func enqueue(
        _ record: ProducedRecord,
        to topic: OpaquePointer,
        of client: OpaquePointer,
        number: Int = 0
    ) -> rd_kafka_resp_err_t {
        let headers = list(record.headers)
        let partition = record.partition ?? RD_KAFKA_PARTITION_UA
        let timestamp = record.timestamp?.milliseconds ?? 0
        let opaque = UnsafeMutableRawPointer(bitPattern: number)
        return withBytes(record.key) { key, keySize in
            withBytes(record.value) { value, valueSize in
                crdkafka_produce(
                    client,
                    topic,
                    partition,
                    key,
                    keySize,
                    value,
                    valueSize,
                    timestamp,
                    headers,
                    opaque
                )
            }
        }
    }

    private static func list(_ headers: [Header]) -> OpaquePointer? {
        guard !headers.isEmpty else { return nil }
        let list = rd_kafka_headers_new(headers.count)
        for header in headers {
            var name = header.name
            name.withUTF8 { name in
                withBytes(header.value) { value, size in
                    name.withMemoryRebound(to: CChar.self) { name in
                        _ = rd_kafka_header_add(list, name.baseAddress, name.count, value, size)
                    }
                }
            }
        }
        return list
    }

    /// The bytes as C wants them: null for nil, a pointer and 0 for empty ones.
    @inline(__always)
    private static func withBytes<Result>(
        _ bytes: [UInt8]?,
        _ body: (UnsafeRawPointer?, Int) -> Result
    ) -> Result {
        guard let bytes else { return body(nil, 0) }
        return bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else {
                return withUnsafeBytes(of: 0 as UInt8) { body($0.baseAddress, 0) }
            }
            return body(start, buffer.count)
        }
    }
}
