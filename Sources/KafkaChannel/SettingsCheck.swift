import CRdKafka
import Foundation

/// Asks librdkafka about settings before any client is made of them.
struct SettingsCheck: ~Copyable {
    private(set) var accepted: [String: String] = [:]
    private(set) var faults: [KafkaSettingsRefusal.Fault] = []
    /// A scratch configuration that every setting is tried on.
    private let scratch = rd_kafka_conf_new()

    deinit {
        rd_kafka_conf_destroy(scratch)
    }

    mutating func identity(bootstrapServers: String, clientID: String) {
        if bootstrapServers.isEmpty {
            refuse("bootstrap.servers", .invalid("an address is needed: host:port,host:port"))
        }
        if clientID.isEmpty || clientID.count > KafkaSettings.clientIDCharactersMax {
            refuse("client.id", .invalid("1 to \(KafkaSettings.clientIDCharactersMax) characters"))
        }
    }

    mutating func setting(_ key: String, _ value: String) {
        if let reason = ProtectedSetting.reasons[key] {
            return refuse(key, .protected(reason))
        }
        if let named = Self.secretNamed(key) {
            return secret(named, path: value, written: key)
        }
        if attempt(key, value, written: key) { accepted[key] = value }
    }

    /// Makes one client of each kind, with no brokers to connect to.
    mutating func combination(_ settings: KafkaSettings) {
        let roles: [KafkaRole] = [
            .source(group: "check", instance: "check"), .sink(transactionalID: "check"),
        ]
        for role in roles {
            var pairs = settings.pairs(for: role)
            pairs.removeAll { $0.key == "bootstrap.servers" }
            let context = KafkaClientContext(client: "check") { _ in }
            switch KafkaClient.make(pairs, role, context) {
            case .made(let pointer):
                rd_kafka_destroy(pointer)
                context.release()
            case .refused(let key, let reason):
                let fault = KafkaSettingsRefusal.Fault(key ?? "", .combination(reason))
                if !faults.contains(fault) { faults.append(fault) }
            }
        }
    }

    private mutating func secret(_ key: String, path: String, written: String) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            return refuse(written, .unreadable(path: path))
        }
        let value = text.trimmingCharacters(in: .newlines)
        if attempt(key, value, written: written) { accepted[key] = value }
    }

    private mutating func attempt(_ key: String, _ value: String, written: String) -> Bool {
        var reason = [CChar](repeating: 0, count: 512)
        switch rd_kafka_conf_set(scratch, key, value, &reason, reason.count) {
        case RD_KAFKA_CONF_OK:
            return true
        case RD_KAFKA_CONF_UNKNOWN:
            refuse(written, .unknown(String(nulTerminated: reason)))
        default:
            // Librdkafka quotes the value, which a secret must never be.
            let isSecret = KafkaSettings.secretKeys.contains(key)
            let words = isSecret ? "librdkafka refuses the value" : String(nulTerminated: reason)
            refuse(written, .invalid(words))
        }
        return false
    }

    private mutating func refuse(_ key: String, _ kind: KafkaSettingsRefusal.Fault.Kind) {
        faults.append(KafkaSettingsRefusal.Fault(key, kind))
    }

    /// The secret that `sasl.password.file` and the like stand for.
    private static func secretNamed(_ key: String) -> String? {
        guard key.hasSuffix(".file") else { return nil }
        let named = String(key.dropLast(5))
        return KafkaSettings.secretKeys.contains(named) ? named : nil
    }
}

extension String {
    /// What a C function has written into a buffer.
    init(nulTerminated buffer: [CChar]) {
        self = buffer.withUnsafeBufferPointer { bytes in
            String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
