/// One Kafka header.
///
/// Names may repeat; a value may be null, empty or binary.
package struct Header: Hashable, Sendable {
    package let name: String
    package let value: [UInt8]?

    package init(_ name: String, _ value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = Array(value.utf8)
    }
}

/// One partition of one topic.
package struct TopicPartition: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let topic: String
    package let partition: Int32

    package init(_ topic: String, _ partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }

    package var description: String { "\(topic)-\(partition)" }
}

/// A record as it was read: bytes, headers and where it stood.
package struct ConsumedRecord: Equatable, Sendable {
    package let position: TopicPartition
    package let offset: Int64
    /// Kafka's own timestamp of the record (CreateTime or LogAppendTime).
    package let timestamp: Timestamp
    package let key: [UInt8]?
    /// Null is a tombstone.
    package let value: [UInt8]?
    package let headers: [Header]

    package init(
        position: TopicPartition,
        offset: Int64,
        timestamp: Timestamp,
        key: [UInt8]?,
        value: [UInt8]?,
        headers: [Header]
    ) {
        self.position = position
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The last header with this name, as Kafka readers agree to do; nil when absent or null.
    package func header(_ name: String) -> [UInt8]? {
        headers.last { $0.name == name }?.value
    }
}

/// A record to be written.
package struct ProducedRecord: Equatable, Sendable {
    package let topic: String
    /// Nil: by the key's murmur2 hash, as Java producers do it.
    package let partition: Int32?
    /// Nil: the time of writing.
    package let timestamp: Timestamp?
    package let key: [UInt8]?
    package let value: [UInt8]?
    package let headers: [Header]

    package init(
        topic: String,
        partition: Int32? = nil,
        timestamp: Timestamp? = nil,
        key: [UInt8]?,
        value: [UInt8]?,
        headers: [Header] = []
    ) {
        self.topic = topic
        self.partition = partition
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// What the record weighs on the wire, within a few bytes: key, value and headers.
    package var size: Int {
        headers.reduce((key?.count ?? 0) + (value?.count ?? 0) + 70) {
            $0 + $1.name.utf8.count + ($1.value?.count ?? 0) + 4
        }
    }
}
