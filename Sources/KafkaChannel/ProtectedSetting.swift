/// Settings that the operator cannot choose, because a promise stands on them.
struct ProtectedSetting {
    /// The setting and its aliases.
    let keys: [String]
    /// Completes "cannot be chosen: …".
    let reason: String

    static let all: [ProtectedSetting] = [
        ProtectedSetting(
            keys: ["bootstrap.servers", "metadata.broker.list"],
            reason: "the brokers' addresses are given once, outside the settings"
        ),
        ProtectedSetting(
            keys: ["client.id"],
            reason: "the broker names its clients, in at most 32 characters"
        ),
        ProtectedSetting(
            keys: ["group.id", "group.instance.id", "transactional.id"],
            reason: "they follow from stage, instance and partition; fencing stands on them"
        ),
        ProtectedSetting(
            keys: ["isolation.level"],
            reason: "it is read_committed; otherwise aborted records would be decided upon"
        ),
        ProtectedSetting(
            keys: [
                "enable.auto.commit", "auto.commit.enable", "auto.commit.interval.ms",
                "enable.auto.offset.store", "offset.store.method", "offset.store.path",
                "offset.store.sync.interval.ms",
            ],
            reason: "offsets are committed in the transaction of the records they led to"
        ),
        ProtectedSetting(
            keys: ["auto.offset.reset"],
            reason: "it is error; a position that is gone must be told, never skipped"
        ),
        ProtectedSetting(
            keys: ["allow.auto.create.topics"],
            reason: "it is false; a misspelt topic must be an error"
        ),
        ProtectedSetting(
            keys: ["partition.assignment.strategy"],
            reason: "it is range; co-partitioned topics need it, and cooperative-sticky gives"
                + " partitions to two owners in librdkafka 2.0.2"
        ),
        ProtectedSetting(
            keys: [
                "enable.idempotence", "acks", "request.required.acks", "retries",
                "message.send.max.retries", "queuing.strategy", "enable.gapless.guarantee",
                "max.in.flight", "max.in.flight.requests.per.connection",
            ],
            reason: "producers are idempotent and wait for all replicas in sync"
        ),
        ProtectedSetting(
            keys: ["socket.nagle.disable"],
            reason: "it is true; Nagle's algorithm delays every commit"
        ),
        ProtectedSetting(
            keys: ["message.max.bytes"],
            reason: "it follows from the largest record allowed"
        ),
        ProtectedSetting(
            keys: ["linger.ms", "queue.buffering.max.ms"],
            reason: "it is small; a transaction is flushed at its end anyway"
        ),
        ProtectedSetting(
            keys: ["transaction.timeout.ms", "message.timeout.ms", "delivery.timeout.ms"],
            reason: "they follow from the transaction timeout"
        ),
        ProtectedSetting(
            keys: ["partitioner"],
            reason: "it is murmur2_random, so that keys meet those of Java producers"
        ),
        ProtectedSetting(
            keys: ["enable.partition.eof", "delivery.report.only.error", "log.queue"],
            reason: "the client code stands on it"
        ),
        ProtectedSetting(
            keys: ["plugin.library.paths"],
            reason: "it would load foreign code into the broker"
        ),
        ProtectedSetting(
            keys: ["test.mock.num.brokers"],
            reason: "the embedded cluster is started by the demo and by tests only"
        ),
    ]

    static let reasons: [String: String] = Dictionary(
        uniqueKeysWithValues: all.flatMap { setting in
            setting.keys.map { ($0, setting.reason) }
        }
    )
}
