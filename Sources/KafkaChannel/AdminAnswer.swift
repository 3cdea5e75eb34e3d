import CRdKafka

/// One answer of the Admin API; freed with the value.
struct AdminAnswer: ~Copyable {
    let event: OpaquePointer

    init(owning event: OpaquePointer) {
        self.event = event
    }

    deinit {
        rd_kafka_event_destroy(event)
    }

    /// The failure of the request as a whole; single items have their own.
    var failure: rd_kafka_resp_err_t? {
        let code = rd_kafka_event_error(event)
        return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : code
    }
}
