/// What a client is for; the role decides its type and what is enforced.
package enum KafkaRole {
    case source(group: String, instance: String)
    case sink(transactionalID: String)
    case writer
    /// `wait`: how long a broker may hold a fetch when there is nothing to give.
    case reader(isolation: Isolation, wait: Duration)
    case admin

    /// For reports.
    var name: String {
        switch self {
        case .source(let group, let instance): "source \(group)@\(instance)"
        case .sink(let transactionalID): "sink \(transactionalID)"
        case .writer: "writer"
        case .reader: "reader"
        case .admin: "admin"
        }
    }

    /// Whether its owner polls it all the time.
    ///
    /// Conditions and statistics queue up for the next poll; of clients that may be idle for long
    /// only log lines are heard.
    var isPolled: Bool { isConsumer }

    var isConsumer: Bool {
        switch self {
        case .source, .reader: true
        case .sink, .writer, .admin: false
        }
    }

    var defaults: [String: String] {
        switch self {
        case .source, .reader:
            [
                // Prefetch is bounded by bytes; 64 MB each is a lot beside several stages.
                "queued.max.messages.kbytes": "32768",
                "fetch.error.backoff.ms": "100",
                // How long an idle broker may hold a fetch back. A partition resumed or set back
                // waits for the fetch under way, and not every broker answers a held fetch when
                // a transaction commits: long here is latency at every hop.
                "fetch.wait.max.ms": "10",
            ]
        case .sink, .writer:
            ["queue.buffering.max.kbytes": "131072"]
        case .admin:
            // Watermarks are asked without a deadline of their own in 2.0.2.
            ["socket.timeout.ms": "10000"]
        }
    }

    func enforced(_ settings: KafkaSettings) -> [String: String] {
        switch self {
        case .source(let group, let instance):
            Self.reading(.committed).merging([
                "group.id": group,
                "group.instance.id": instance,
                "partition.assignment.strategy": "range",
            ]) { _, new in new }
        case .sink(let transactionalID):
            // Delivery reports stay on for all records: without them a flush only looks every 10 ms
            // whether it is done, which is most of a small transaction's time.
            Self.writing.merging([
                "transactional.id": transactionalID,
                "transaction.timeout.ms": String(settings.transactionTimeout.milliseconds),
                // Below the transaction's own timeout: a record's failure must be heard first.
                "message.timeout.ms": String((settings.transactionTimeout * 0.75).milliseconds),
            ]) { _, new in new }
        case .writer:
            Self.writing.merging(["message.timeout.ms": "30000"]) { _, new in new }
        case .reader(let isolation, let wait):
            Self.reading(isolation).merging([
                "fetch.wait.max.ms": String(wait.milliseconds)
            ]) { _, new in new }
        case .admin:
            [:]
        }
    }

    private static func reading(_ isolation: Isolation) -> [String: String] {
        [
            "isolation.level": isolation.rawValue,
            "enable.auto.commit": "false",
            "enable.auto.offset.store": "false",
            "auto.offset.reset": "error",
            "enable.partition.eof": "true",
        ]
    }

    private static let writing: [String: String] = [
        "enable.idempotence": "true",
        "acks": "all",
        "partitioner": "murmur2_random",
        "linger.ms": "1",
    ]
}
