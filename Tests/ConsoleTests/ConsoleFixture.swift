import Console
import Fanout
import JSON
import Messaging
import Synchronization
import Vitals

/// The API over plain values, with a token for every party and role.
struct ConsoleFixture {
    static let now = Timestamp(rfc3339: "2026-11-23T08:00:00Z")!
    static let owners: [SubscriptionOwner] = [
        .itsm, .portal, .spoc, .register("MAT"), .organisation("Aarhus Kommune"),
    ]
    static let secretKey = [UInt8](repeating: 7, count: 32)

    let backend: InMemoryBackend
    let settings: ConsoleSettings
    let vitals: BrokerVitals
    let api: ConsoleAPI

    init(
        _ content: InMemoryBackend.Content = InMemoryBackend.Content(),
        scrapingNeedsToken: Bool? = nil,
        hosts: HostRules = HostRules(),
        hasKey: Bool = true,
        description: [UInt8] = Array("openapi: 3.1.0\n".utf8),
        limits: ServerLimits = ServerLimits()
    ) throws {
        backend = InMemoryBackend(content)
        settings = ConsoleSettings(
            port: 0,
            home: "https://broker.example.dk",
            tokens: TokenTable(Self.tokens),
            secretBox: hasKey ? try SecretBox(keys: [("k1", Self.secretKey)]) : nil,
            hosts: hosts,
            scrapingNeedsToken: scrapingNeedsToken,
            description: description,
            limits: limits
        )
        vitals = BrokerVitals(
            labels: BrokerVitals.Labels(
                stages: ["intake", "case"],
                routes: Route.allCases.map(\.rawValue)
            ),
            build: BrokerVitals.Build(version: "1", commit: "c", swift: "6")
        )
        api = ConsoleAPI(
            settings: settings,
            backend: backend,
            vitals: vitals.registry,
            random: Self.random()
        )
    }

    /// Bytes that differ from one call to the next, the same in every run.
    static func random() -> @Sendable (Int) -> [UInt8] {
        let calls = Calls()
        return { count in
            let call = calls.next()
            return (0..<count).map { UInt8(truncatingIfNeeded: call &* 31 &+ $0 &* 7) }
        }
    }

    private final class Calls: Sendable {
        private let count = Atomic<Int>(0)
        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
    }

    // MARK: Tokens

    static func token(_ owner: SubscriptionOwner, _ role: Role) -> String {
        "token-of-\(owner.name.filter { $0 != " " })-as-\(role.rawValue)"
    }

    static let expired = "token-of-somebody-that-was"

    static let tokens: [AccessToken] =
        owners.flatMap { owner in
            Role.allCases.map { role in
                AccessToken(
                    caller: Caller(
                        name: "\(owner.name)-\(role.rawValue)",
                        owner: owner,
                        role: role
                    ),
                    hash: AccessToken.hash(of: token(owner, role)),
                    expires: now.adding(seconds: 60)
                )
            }
        } + [
            AccessToken(
                caller: Caller(name: "expired", owner: .itsm, role: .operator),
                hash: AccessToken.hash(of: expired),
                expires: now
            )
        ]

    // MARK: Asking

    func ask(
        _ method: String,
        _ target: String,
        as bearer: String? = Self.token(.register("MAT"), .operator),
        body: String? = nil,
        headers: [String: String] = [:],
        at now: Timestamp = Self.now
    ) async -> Answer {
        let parts = target.split(separator: "?", maxSplits: 1)
        var fields = headers.map { HeaderField($0.key, $0.value) }
        if let bearer { fields.append(HeaderField("authorization", "Bearer \(bearer)")) }
        if body != nil, headers["content-type"] == nil {
            fields.append(HeaderField("content-type", "application/json"))
        }
        return await api.answer(
            APIRequest(
                method: method,
                path: String(parts[0]),
                query: parts.count == 2 ? String(parts[1]) : nil,
                headers: fields,
                body: Array((body ?? "").utf8)
            ),
            at: now
        )
    }
}

extension Answer {
    var status: Int { response.status }
    var text: String { String(decoding: response.body, as: UTF8.self) }

    /// The text at a pointer of the JSON body, as it is written.
    func at(_ pointer: String) -> String? {
        let parser = JSONParser()
        guard let root = try? parser.parse(response.body),
            let node = JSONPointer(pointer).flatMap(root.at)
        else { return nil }
        if let string = node.string { return string }
        var writer = JSONWriter()
        writer.node(node)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Pointers of the faults.
    var pointers: [String] {
        let parser = JSONParser()
        guard let root = try? parser.parse(response.body) else { return [] }
        return root["errors"]?.elements.compactMap { $0["pointer"]?.string } ?? []
    }

    var items: [String] {
        let parser = JSONParser()
        guard let root = try? parser.parse(response.body) else { return [] }
        return root["items"]?.elements.compactMap { $0["id"]?.string } ?? []
    }
}
