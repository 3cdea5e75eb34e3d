/// What a Kafka client of ours is set up with: the operator's settings over our defaults, and
/// under the ones that our promises stand on.
///
/// Read once: a value of this type has been accepted by librdkafka, for a consumer as for a
/// producer. It prints without its secrets.
package struct KafkaSettings: Sendable {
    package let bootstrapServers: String
    /// At most 32 characters: longer ones crash librdkafka 2.0.2 on some error paths.
    package let clientID: String
    /// The largest record written, as the topics allow it (`max.message.bytes`).
    package let recordBytesMax: Int
    /// After this the brokers abort a transaction that its producer has left open.
    package let transactionTimeout: Duration
    /// The operator's own, checked.
    let chosen: [String: String]

    static let clientIDCharactersMax = 32

    /// Checks every setting; all faults come together.
    ///
    /// A secret may be named by file: `sasl.password.file: /run/secrets/kafka`.
    package init(
        bootstrapServers: String,
        clientID: String = "incident-broker",
        recordBytesMax: Int = 1_000_000,
        transactionTimeout: Duration = .seconds(30),
        settings: [String: String] = [:]
    ) throws(KafkaSettingsRefusal) {
        self.bootstrapServers = bootstrapServers
        self.clientID = clientID
        self.recordBytesMax = recordBytesMax
        self.transactionTimeout = transactionTimeout

        var check = SettingsCheck()
        check.identity(bootstrapServers: bootstrapServers, clientID: clientID)
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            check.setting(key, value)
        }
        self.chosen = check.accepted
        if check.faults.isEmpty { check.combination(self) }
        guard check.faults.isEmpty else { throw KafkaSettingsRefusal(faults: check.faults) }
    }

    /// The same settings for another cluster, as the embedded one.
    package func against(bootstrapServers: String) throws(KafkaSettingsRefusal) -> KafkaSettings {
        try KafkaSettings(
            bootstrapServers: bootstrapServers,
            clientID: clientID,
            recordBytesMax: recordBytesMax,
            transactionTimeout: transactionTimeout,
            settings: chosen
        )
    }

    /// Everything a client of this role is created with; ours come last and so win.
    package func pairs(for role: KafkaRole) -> [(key: String, value: String)] {
        let defaults = Self.defaults.merging(role.defaults) { _, new in new }
        let free = defaults.merging(chosen) { _, new in new }
        let ours = enforced.merging(role.enforced(self)) { _, new in new }
        return free.merging(ours) { _, new in new }
            .sorted { $0.key < $1.key }
            .map { (key: $0.key, value: $0.value) }
    }

    /// What librdkafka would do worse; the operator may choose otherwise.
    private static let defaults: [String: String] = [
        // Back within seconds after a network fault; the default waits up to 10 s.
        "reconnect.backoff.max.ms": "1000",
        "socket.keepalive.enable": "true",
        // An idle connection that the broker closes is no news.
        "log.connection.close": "false",
    ]

    private var enforced: [String: String] {
        [
            "bootstrap.servers": bootstrapServers,
            "client.id": clientID,
            "socket.nagle.disable": "true",
            "allow.auto.create.topics": "false",
            "message.max.bytes": String(recordBytesMax),
        ]
    }
}

extension KafkaSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static let secretKeys: Set<String> = [
        "sasl.password", "ssl.key.password", "ssl.keystore.password", "ssl.key.pem",
        "sasl.oauthbearer.config", "sasl.oauthbearer.client.secret",
    ]

    package var description: String {
        let shown = chosen.sorted { $0.key < $1.key }.map { key, value in
            "\(key)=\(Self.secretKeys.contains(key) ? "<secret>" : value)"
        }
        return (["bootstrap.servers=\(bootstrapServers)", "client.id=\(clientID)"] + shown)
            .joined(separator: " ")
    }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: ["settings": description]) }
}
