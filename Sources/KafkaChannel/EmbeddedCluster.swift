import CRdKafka
import Synchronization

/// A Kafka cluster inside this process: librdkafka's mock, for the demo and for fault tests.
///
/// It forgets: about 5 MB or 100,000 records per partition are kept. It is no proof of anything
/// about transactions either: aborted records stay visible and committed offsets of transactions
/// are dropped. It has no admin API; topics are made with `createTopic`.
package final class EmbeddedCluster: Sendable {
    /// The requests that errors can be pushed for, by their Kafka API key.
    package enum Request: Int16, Sendable, CaseIterable {
        case produce = 0
        case fetch = 1
        case listOffsets = 2
        case metadata = 3
        case offsetFetch = 9
        case findCoordinator = 10
        case joinGroup = 11
        case heartbeat = 12
        case leaveGroup = 13
        case syncGroup = 14
        case initProducerID = 22
        case addPartitionsToTransaction = 24
        case addOffsetsToTransaction = 25
        case endTransaction = 26
        case transactionOffsetCommit = 28
    }

    package enum Coordinator: String, Sendable {
        case group
        case transaction
    }

    /// The cluster could not be started, or is closed.
    package struct Fault: Error, Equatable {
        package let reason: String
    }

    private struct Handle: ~Copyable {
        let client: OpaquePointer
        let cluster: OpaquePointer

        deinit {
            rd_kafka_destroy(client)
        }
    }

    package let bootstrapServers: String
    private let handle: Mutex<Handle?>

    /// Starts that many brokers on free loopback ports; takes some milliseconds.
    package init(brokers: Int = 1) throws(Fault) {
        let configuration = rd_kafka_conf_new()
        var reason = [CChar](repeating: 0, count: 512)
        rd_kafka_conf_set(configuration, "test.mock.num.brokers", "\(brokers)", nil, 0)
        rd_kafka_conf_set(configuration, "log_level", "0", nil, 0)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, &reason, reason.count)
        else {
            rd_kafka_conf_destroy(configuration)
            throw Fault(reason: String(nulTerminated: reason))
        }
        guard let cluster = rd_kafka_handle_mock_cluster(client),
            let servers = rd_kafka_mock_cluster_bootstraps(cluster)
        else {
            rd_kafka_destroy(client)
            throw Fault(reason: "librdkafka has started no brokers")
        }
        self.bootstrapServers = String(cString: servers)
        self.handle = Mutex(Handle(client: client, cluster: cluster))
    }

    /// Ends the brokers; clients of theirs should be closed first.
    ///
    /// Idempotent.
    package func close() {
        handle.withLock { $0 = nil }
    }

    package func createTopic(_ name: String, partitions: Int = 1) throws(Fault) {
        try check { cluster in
            rd_kafka_mock_topic_create(cluster, name, Int32(partitions), 1)
        }
    }

    /// The next requests of this kind fail with these errors, one each, in order.
    ///
    /// Errors go by librdkafka's names (`NOT_COORDINATOR`); `_TRANSPORT` breaks the connection.
    package func push(_ errors: [String], on request: Request) throws(Fault) {
        var codes: [rd_kafka_resp_err_t] = []
        for name in errors {
            guard let code = Self.codes[name] else { throw Fault(reason: "no error \(name)") }
            codes.append(code)
        }
        let pushed = codes
        try check { cluster in
            rd_kafka_mock_push_request_errors_array(
                cluster,
                request.rawValue,
                pushed.count,
                pushed
            )
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    private static let codes: [String: rd_kafka_resp_err_t] = {
        var first: UnsafePointer<rd_kafka_err_desc>?
        var count = 0
        rd_kafka_get_err_descs(&first, &count)
        var codes: [String: rd_kafka_resp_err_t] = [:]
        for description in UnsafeBufferPointer(start: first, count: count) {
            if let name = description.name { codes[String(cString: name)] = description.code }
        }
        return codes
    }()

    /// Broker -1 is all of them; they are numbered from 1.
    package func brokerDown(_ broker: Int32 = -1) throws(Fault) {
        try check { rd_kafka_mock_broker_set_down($0, broker) }
    }

    package func brokerUp(_ broker: Int32 = -1) throws(Fault) {
        try check { rd_kafka_mock_broker_set_up($0, broker) }
    }

    /// Delays every answer.
    package func roundTrip(_ time: Duration, broker: Int32 = -1) throws(Fault) {
        try check { rd_kafka_mock_broker_set_rtt($0, broker, time.milliseconds) }
    }

    /// Moves the coordinator of a group or a transactional id.
    package func coordinate(
        _ kind: Coordinator,
        _ key: String,
        broker: Int32
    ) throws(Fault) {
        try check { rd_kafka_mock_coordinator_set($0, kind.rawValue, key, broker) }
    }

    private func check(_ body: (OpaquePointer) -> rd_kafka_resp_err_t) throws(Fault) {
        let code = handle.withLock { handle -> rd_kafka_resp_err_t? in
            guard let cluster = handle?.cluster else { return nil }
            return body(cluster)
        }
        guard let code else { throw Fault(reason: "the cluster is closed") }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw Fault(reason: code.name) }
    }
}
