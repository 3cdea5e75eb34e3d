/// How a call to a Kafka client failed, by what the caller does next.
///
/// The three classes of librdkafka's transactional API, kept for every call.
package enum ChannelFailure: Error, Equatable, Sendable {
    /// Call the same function again, within a deadline.
    case retriable(code: String)
    /// Abort the transaction, drop the task, start it again.
    case abortable(code: String)
    /// Destroy the client; it never works again. A fenced producer ends up here.
    case fatal(code: String)

    /// Librdkafka's name of the error (`_FENCED`), for logs and metrics.
    package var code: String {
        switch self {
        case .retriable(let code), .abortable(let code), .fatal(let code): code
        }
    }
}
