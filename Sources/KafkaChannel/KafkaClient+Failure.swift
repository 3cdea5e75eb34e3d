import CRdKafka
internal import Streaming

extension KafkaClient {
    /// The class of an error object, which is freed here.
    ///
    /// Librdkafka's own order: fatal, then abortable, then retriable; anything else is fatal. The
    /// client is asked too, as some calls answer "abortable" on a client that is past saving.
    func failure(_ error: OpaquePointer, in call: String) -> ChannelFailure {
        defer { rd_kafka_error_destroy(error) }
        let code = rd_kafka_error_code(error).name
        let reason = rd_kafka_error_string(error).map(String.init(cString:)) ?? ""
        context.report(.failure(call: call, code: code, reason: reason))

        if let fatal = fatalFailure() { return fatal }
        if rd_kafka_error_is_fatal(error) != 0 { return .fatal(code: code) }
        if rd_kafka_error_txn_requires_abort(error) != 0 { return .abortable(code: code) }
        if rd_kafka_error_is_retriable(error) != 0 { return .retriable(code: code) }
        return .fatal(code: code)
    }

    /// The class of an error code of a call that knows no error objects.
    func failure(
        _ code: rd_kafka_resp_err_t,
        in call: String,
        reason: String? = nil
    ) -> ChannelFailure {
        let words = reason ?? String(cString: rd_kafka_err2str(code))
        context.report(.failure(call: call, code: code.name, reason: words))
        if let fatal = fatalFailure() { return fatal }
        return code.isPermanent ? .fatal(code: code.name) : .retriable(code: code.name)
    }

    /// What has ended this client for good, if anything has.
    func fatalFailure() -> ChannelFailure? {
        guard let client = try? open() else { return nil }
        let code = rd_kafka_fatal_error(client, nil, 0)
        return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : .fatal(code: code.name)
    }
}

extension rd_kafka_resp_err_t {
    /// Librdkafka's name: `_FENCED`, `TOPIC_AUTHORIZATION_FAILED`.
    var name: String { String(cString: rd_kafka_err2name(self)) }

    /// Outside transactions: an error that asking again will not mend.
    var isPermanent: Bool { Self.permanent.contains(rawValue) }

    private static let permanent: Set<RawValue> = Set(
        [
            RD_KAFKA_RESP_ERR__FATAL, RD_KAFKA_RESP_ERR__FENCED, RD_KAFKA_RESP_ERR__DESTROY,
            RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR__SSL,
            RD_KAFKA_RESP_ERR__INVALID_ARG, RD_KAFKA_RESP_ERR__UNKNOWN_GROUP,
            RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION,
            RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE, RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED,
            RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET, RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE,
            RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED,
            RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM, RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION,
            RD_KAFKA_RESP_ERR_INVALID_GROUP_ID, RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL,
            RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION,
            RD_KAFKA_RESP_ERR_POLICY_VIOLATION, RD_KAFKA_RESP_ERR_INVALID_CONFIG,
            RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE,
        ].map(\.rawValue)
    )
}
