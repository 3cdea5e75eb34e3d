/// Something a Kafka client says on its own account.
package struct KafkaReport: Sendable {
    package enum Content: Sendable {
        /// A log line of librdkafka; `level` as in syslog (3 error … 7 debug).
        case line(level: Int, facility: String, text: String)
        /// A condition of the client: brokers down, credentials refused.
        case condition(code: String, reason: String)
        /// A call that failed, with librdkafka's own sentence; the code alone is thrown.
        case failure(call: String, code: String, reason: String)
        /// Librdkafka's statistics (JSON), when `statistics.interval.ms` is set.
        case statistics(String)
    }

    /// Which client speaks: `sink incident-broker.case.3`.
    package let client: String
    package let content: Content
}

/// Where reports go; called on any thread, so it must not block.
package typealias KafkaReporter = @Sendable (KafkaReport) -> Void
