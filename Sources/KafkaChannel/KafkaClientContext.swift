import CRdKafka
internal import Messaging

/// What librdkafka's callbacks write to.
///
/// `report` is called on any of its threads. All else belongs to the thread that polls the
/// client: these callbacks only run inside a call of that thread.
final class KafkaClientContext {
    enum Rebalance {
        case assigned([TopicPartition])
        case revoked
    }

    let client: String
    private let reporter: KafkaReporter

    /// Not yet told to the runtime, oldest first.
    var rebalances: [Rebalance] = []
    /// From now on a revocation is answered on the spot, as nobody else will.
    var isClosing = false
    /// The first record that could not be delivered since the last reset.
    var deliveryFailure: rd_kafka_resp_err_t?
    /// Told of every delivery, when set: the record's number, its place or its failure.
    var delivered: ((Int, UnsafePointer<rd_kafka_message_t>) -> Void)?

    init(client: String, reporter: @escaping KafkaReporter) {
        self.client = client
        self.reporter = reporter
    }

    func report(_ content: KafkaReport.Content) {
        reporter(KafkaReport(client: client, content: content))
    }

    /// The context of a client, from inside a callback.
    static func of(_ opaque: UnsafeMutableRawPointer?) -> KafkaClientContext? {
        opaque.map { Unmanaged<KafkaClientContext>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Makes this the context of the client to come, which holds it until it is destroyed.
    func install(in configuration: OpaquePointer, for role: KafkaRole) {
        let retained = Unmanaged.passRetained(self)
        rd_kafka_conf_set_opaque(configuration, retained.toOpaque())
        rd_kafka_conf_set_log_cb(configuration) { client, level, facility, text in
            guard let client, let facility, let text else { return }
            let context = KafkaClientContext.of(rd_kafka_opaque(client))
            let name = String(cString: facility)
            // Notes on settings that concern the other kind of client; they have been checked.
            if name == "CONFWARN" { return }
            context?.report(.line(level: Int(level), facility: name, text: String(cString: text)))
        }
        if role.isPolled { installConditions(in: configuration) }
        installRole(in: configuration, role)
    }

    private func installConditions(in configuration: OpaquePointer) {
        rd_kafka_conf_set_error_cb(configuration) { _, code, reason, opaque in
            let code = rd_kafka_resp_err_t(code)
            KafkaClientContext.of(opaque)?.report(
                .condition(code: code.name, reason: reason.map(String.init(cString:)) ?? "")
            )
        }
        rd_kafka_conf_set_stats_cb(configuration) { _, json, length, opaque in
            let bytes = UnsafeRawBufferPointer(start: json, count: length)
            let text = String(decoding: bytes, as: UTF8.self)
            KafkaClientContext.of(opaque)?.report(.statistics(text))
            return 0
        }
    }

    /// Takes back what `install` gave, once no client can call any more.
    func release() {
        Unmanaged.passUnretained(self).release()
    }

    private func installRole(in configuration: OpaquePointer, _ role: KafkaRole) {
        switch role {
        case .source:
            rd_kafka_conf_set_rebalance_cb(configuration) { client, code, partitions, opaque in
                guard let context = KafkaClientContext.of(opaque) else { return }
                if context.isClosing { return _ = rd_kafka_assign(client, nil) }
                context.rebalanced(code, partitions)
            }
        case .sink, .writer:
            rd_kafka_conf_set_dr_msg_cb(configuration) { _, message, opaque in
                guard let message else { return }
                KafkaClientContext.of(opaque)?.reported(message)
            }
        case .reader, .admin:
            break
        }
    }

    private func rebalanced(
        _ code: rd_kafka_resp_err_t,
        _ partitions: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
    ) {
        guard code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS, let partitions else {
            if code != RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS {
                report(.condition(code: code.name, reason: "the group's rebalance failed"))
            }
            return rebalances.append(.revoked)
        }
        let count = Int(partitions.pointee.cnt)
        let list = UnsafeBufferPointer(start: partitions.pointee.elems, count: count)
        rebalances.append(.assigned(list.map(TopicPartition.init)))
    }

    private func reported(_ message: UnsafePointer<rd_kafka_message_t>) {
        let code = message.pointee.err
        // What an abort throws away has not failed.
        if code != RD_KAFKA_RESP_ERR_NO_ERROR, code != RD_KAFKA_RESP_ERR__PURGE_QUEUE,
            code != RD_KAFKA_RESP_ERR__PURGE_INFLIGHT, deliveryFailure == nil
        {
            deliveryFailure = code
        }
        delivered?(Int(bitPattern: message.pointee._private), message)
    }
}
