internal import CFetchPacing
import CRdKafka
import Dispatch
import Foundation
internal import Streaming

/// One `rd_kafka_t`, its callbacks and its topic handles.
///
/// Used from one thread. `close` frees it on a thread that can be abandoned: in 2.0.2 leaving a
/// group and destroying a client may both hang.
final class KafkaClient {
    enum Making {
        case made(OpaquePointer)
        /// The setting that librdkafka names, if any, and its reason.
        case refused(key: String?, reason: String)
    }

    let context: KafkaClientContext
    private var handle: OpaquePointer?
    private var topics: [String: OpaquePointer] = [:]
    private let leavesGroup: Bool

    init(
        _ settings: KafkaSettings,
        _ role: KafkaRole,
        reporter: @escaping KafkaReporter
    ) throws(ChannelFailure) {
        self.context = KafkaClientContext(client: role.name, reporter: reporter)
        if case .source = role { self.leavesGroup = true } else { self.leavesGroup = false }
        switch Self.make(settings.pairs(for: role), role, context) {
        case .made(let pointer):
            self.handle = pointer
        case .refused(_, let reason):
            let code = RD_KAFKA_RESP_ERR__INVALID_ARG.name
            context.report(.failure(call: "rd_kafka_new", code: code, reason: reason))
            throw .fatal(code: code)
        }
    }

    deinit {
        close(within: .zero)
    }

    /// The client, as long as it is open.
    func open() throws(ChannelFailure) -> OpaquePointer {
        guard let handle else { throw .fatal(code: RD_KAFKA_RESP_ERR__DESTROY.name) }
        return handle
    }

    /// A handle of the topic, kept until the client is closed.
    func topic(_ name: String) throws(ChannelFailure) -> OpaquePointer {
        if let topic = topics[name] { return topic }
        let client = try open()
        guard let topic = rd_kafka_topic_new(client, name, nil) else {
            throw failure(rd_kafka_last_error(), in: "rd_kafka_topic_new")
        }
        topics[name] = topic
        return topic
    }

    /// Leaves the group and frees the client; what takes longer than `limit` goes on unattended.
    ///
    /// Idempotent. `before` runs first, on the thread that frees the client.
    func close(within limit: Duration, before: (@Sendable () -> Void)? = nil) {
        guard let handle else { return }
        self.handle = nil
        context.isClosing = true

        // These leave this object for good: the freeing thread is their only user from here on.
        nonisolated(unsafe) let client = handle
        nonisolated(unsafe) let topics = Array(topics.values)
        nonisolated(unsafe) let context = context
        self.topics = [:]
        let leavesGroup = leavesGroup
        let isDone = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            before?()
            if leavesGroup {
                // A rebalance that nobody has answered would hold the closing up.
                rd_kafka_assign(client, nil)
                rd_kafka_consumer_close(client)
            }
            for topic in topics { rd_kafka_topic_destroy(topic) }
            rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
            context.release()
            isDone.signal()
        }
        if limit > .zero {
            _ = isDone.wait(timeout: .now() + .milliseconds(Int(limit.milliseconds)))
        }
    }

    /// A client of these settings, or why there is none.
    static func make(
        _ pairs: [(key: String, value: String)],
        _ role: KafkaRole,
        _ context: KafkaClientContext
    ) -> Making {
        guard let configuration = rd_kafka_conf_new() else {
            return .refused(key: nil, reason: "out of memory")
        }
        var reason = [CChar](repeating: 0, count: 512)
        for (key, value) in pairs {
            let outcome = rd_kafka_conf_set(configuration, key, value, &reason, reason.count)
            guard outcome == RD_KAFKA_CONF_OK else {
                rd_kafka_conf_destroy(configuration)
                return .refused(key: key, reason: String(nulTerminated: reason))
            }
        }
        context.install(in: configuration, for: role)
        if role.isConsumer { fetchpacing_install(configuration) }
        let type = role.isConsumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER
        guard let client = rd_kafka_new(type, configuration, &reason, reason.count) else {
            // Of a refused client 2.0.2 frees the interceptors, which the settings still point to:
            // those of a consumer are lost rather than freed twice.
            if !role.isConsumer { rd_kafka_conf_destroy(configuration) }
            context.release()
            return .refused(key: nil, reason: String(nulTerminated: reason))
        }
        // Logs and errors come with the records, from the one queue that is polled.
        if case .source = role { rd_kafka_poll_set_consumer(client) }
        return .made(client)
    }
}
