import Foundation
import KafkaChannel
import Testing

@Suite("Kafka settings")
struct KafkaSettingsTests {
    static let roles: [KafkaRole] = [
        .source(group: "g", instance: "i"), .sink(transactionalID: "t"), .writer, .admin,
        .reader(isolation: .uncommitted, wait: .milliseconds(10)),
    ]

    /// What the operator may choose although we set it: our defaults.
    static let defaults: Set<String> = [
        "reconnect.backoff.max.ms", "socket.keepalive.enable", "log.connection.close",
        "queued.max.messages.kbytes", "fetch.error.backoff.ms", "queue.buffering.max.kbytes",
        "socket.timeout.ms", "fetch.wait.max.ms",
    ]

    static func refusal(_ settings: [String: String]) -> KafkaSettingsRefusal? {
        do {
            _ = try KafkaSettings(bootstrapServers: "localhost:9092", settings: settings)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a setting librdkafka does not know is refused in its own words`() throws {
        let fault = try #require(Self.refusal(["sasl.pasword": "x"])?.faults.first)
        #expect(fault.key == "sasl.pasword")
        #expect(fault.kind == .unknown(#"No such configuration property: "sasl.pasword""#))
    }

    @Test func `a value librdkafka cannot read is refused with its reason`() throws {
        let fault = try #require(Self.refusal(["session.timeout.ms": "soon"])?.faults.first)
        #expect(fault.key == "session.timeout.ms")
        guard case .invalid(let reason) = fault.kind else {
            Issue.record("\(fault)")
            return
        }
        #expect(reason.contains("session.timeout.ms"))
    }

    @Test(arguments: roles)
    func `whatever we enforce cannot be chosen`(role: KafkaRole) throws {
        let settings = try KafkaSettings(bootstrapServers: "localhost:9092")
        for (key, value) in settings.pairs(for: role) where !Self.defaults.contains(key) {
            let fault = try #require(Self.refusal([key: value])?.faults.first, "\(key)")
            guard case .protected(let reason) = fault.kind else {
                Issue.record("\(fault)")
                continue
            }
            #expect(!reason.isEmpty)
        }
    }

    @Test(arguments: [
        ("acks", "1"), ("request.required.acks", "1"), ("isolation.level", "read_uncommitted"),
        ("enable.auto.commit", "true"), ("auto.offset.reset", "latest"),
        ("metadata.broker.list", "x:1"), ("queue.buffering.max.ms", "900"),
        ("delivery.timeout.ms", "1"), ("max.in.flight", "50"), ("retries", "0"),
        ("plugin.library.paths", "/tmp/evil"), ("test.mock.num.brokers", "3"),
    ])
    func `aliases and the settings beside them are protected too`(key: String, value: String) {
        let fault = Self.refusal([key: value])?.faults.first
        guard case .protected = fault?.kind else {
            Issue.record("\(key) was let through: \(String(describing: fault))")
            return
        }
    }

    @Test func `all faults are told together`() {
        let refusal = Self.refusal(["acks": "1", "no.such": "1", "session.timeout.ms": "x"])
        #expect(refusal?.faults.map(\.key) == ["acks", "no.such", "session.timeout.ms"])
    }

    @Test func `settings that only fail together are found when they are read`() throws {
        let refusal = try #require(
            Self.refusal(["ssl.ca.location": "/no/such", "security.protocol": "ssl"])
        )
        guard case .combination(let reason) = try #require(refusal.faults.first).kind else {
            Issue.record("\(refusal)")
            return
        }
        #expect(reason.contains("ssl.ca.location"))
        #expect(refusal.faults.count == 1)
    }

    @Test func `credentials that SCRAM needs are asked for when the settings are read`() throws {
        let refusal = Self.refusal([
            "security.protocol": "sasl_plaintext", "sasl.mechanism": "SCRAM-SHA-512",
        ])
        guard case .combination = refusal?.faults.first?.kind else {
            Issue.record("\(String(describing: refusal))")
            return
        }
    }

    @Test func `secrets are never printed`() throws {
        let settings = try KafkaSettings(
            bootstrapServers: "localhost:9092",
            settings: [
                "sasl.password": "hunter2", "sasl.username": "broker",
                "sasl.mechanism": "SCRAM-SHA-512", "security.protocol": "sasl_plaintext",
                "ssl.key.password": "hunter2",
            ]
        )
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] {
            #expect(!text.contains("hunter2"), "\(text)")
        }
        #expect("\(settings)".contains("sasl.password=<secret>"))
        #expect("\(settings)".contains("sasl.username=broker"))
    }

    @Test func `a secret may be named by file`() throws {
        let path = NSTemporaryDirectory() + "secret-" + UUID().uuidString
        try "hunter2\n".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let settings = try KafkaSettings(
            bootstrapServers: "localhost:9092",
            settings: [
                "sasl.password.file": path, "sasl.username": "broker",
                "sasl.mechanism": "SCRAM-SHA-512", "security.protocol": "sasl_plaintext",
            ]
        )
        let password = settings.pairs(for: .writer).first { $0.key == "sasl.password" }
        #expect(password?.value == "hunter2")
    }

    @Test func `a secret's file that cannot be read is a fault`() {
        #expect(
            Self.refusal(["sasl.password.file": "/no/such"])?.faults
                == [.init("sasl.password.file", .unreadable(path: "/no/such"))]
        )
    }

    @Test func `only secrets may be named by file`() {
        guard case .unknown = Self.refusal(["debug.file": "/etc/hosts"])?.faults.first?.kind else {
            Issue.record("debug.file was let through")
            return
        }
    }

    @Test func `the operator's choice beats our defaults`() throws {
        let settings = try KafkaSettings(
            bootstrapServers: "localhost:9092",
            settings: ["reconnect.backoff.max.ms": "500"]
        )
        let pair = settings.pairs(for: .writer).first { $0.key == "reconnect.backoff.max.ms" }
        #expect(pair?.value == "500")
    }

    @Test(arguments: ["", String(repeating: "x", count: 33)])
    func `a client id that 2.0.2 cannot take is refused`(clientID: String) {
        #expect(throws: KafkaSettingsRefusal.self) {
            try KafkaSettings(bootstrapServers: "localhost:9092", clientID: clientID)
        }
    }

    @Test func `no brokers at all is a fault of the settings`() {
        #expect(throws: KafkaSettingsRefusal.self) { try KafkaSettings(bootstrapServers: "") }
    }
}
