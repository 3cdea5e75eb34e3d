/// One topic as it should be, and who stands at its ends.
package struct TopicSpecification: Equatable, Sendable {
    package enum Cleanup: String, Sendable {
        /// Records go when they are old.
        case delete
        /// The latest record of each key stays.
        case compact
    }

    package let name: String
    package let writer: String
    package let reader: String
    package let partitions: Int32
    package let cleanup: Cleanup
    /// Days a record is kept; nil: for ever.
    package let retentionDays: Int?
    /// One sentence for people.
    package let purpose: String

    /// Topic configs as Kafka names them.
    package func configs(messageBytesMax: Int) -> [String: String] {
        var configs = [
            "cleanup.policy": cleanup.rawValue,
            "max.message.bytes": String(messageBytesMax),
            "message.timestamp.type": "CreateTime",
        ]
        switch cleanup {
        case .delete:
            configs["retention.ms"] = retentionDays.map { String($0 * 86_400_000) } ?? "-1"
        case .compact:
            // A reader that is away for up to a week still sees every tombstone.
            configs["min.compaction.lag.ms"] = "60000"
            configs["delete.retention.ms"] = String(7 * 86_400_000)
        }
        return configs
    }
}
