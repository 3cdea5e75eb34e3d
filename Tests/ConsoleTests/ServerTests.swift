import Console
import Fanout
import Foundation
import Testing

/// The server over a real socket: what is well formed is answered, what is not is refused, and
/// slow clients cost nobody else anything.
@Suite(.serialized) struct ServerTests {
    private static func head(_ method: String, _ path: String, _ headers: String...) -> String {
        (["\(method) \(path) HTTP/1.1", "Host: localhost"] + headers)
            .joined(separator: "\r\n") + "\r\n\r\n"
    }

    private static let token =
        "Authorization: Bearer \(ConsoleFixture.token(.register("MAT"), .operator))"

    @Test func `requests on one connection are answered one after another`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        try await withServer(fixture) { port in
            let answers = try await blocking {
                let client = try RawClient(port: port)
                defer { client.close() }
                // Both at once: pipelined.
                let body = #"{"description": "x"}"#
                let change = Self.head(
                    "PATCH",
                    "/v1/subscriptions/sub-3",
                    Self.token,
                    "Content-Type: application/json",
                    "Content-Length: \(body.utf8.count)"
                )
                let list = Self.head("GET", "/v1/subscriptions?limit=1", Self.token)
                client.send((change + body + list).utf8)
                return [client.readAnswer(), client.readAnswer()]
            }
            #expect(answers.map(\.status) == [200, 200])
            #expect(answers[0].header("etag") == "\"2\"")
            #expect(answers[1].body.contains("\"sub-3\""))
            #expect(answers[1].header("cache-control") == "no-store")
            #expect(answers[1].header("content-type") == "application/json")
        }
    }

    @Test func `HEAD is GET without the body`() async throws {
        try await withServer(try ConsoleFixture()) { port in
            let (head, get) = try await blocking {
                let client = try RawClient(port: port)
                defer { client.close() }
                client.send(Self.head("HEAD", "/livez", "Connection: close").utf8)
                let head = RawClient.answer(client.readToEnd())
                let get = try RawClient.exchange(
                    port: port,
                    Array(Self.head("GET", "/livez", "Connection: close").utf8)
                )
                return (head, get)
            }
            #expect(head.status == 200)
            #expect(head.body == "")
            #expect(head.header("content-length") == "3")
            #expect(get.body == "ok\n")
        }
    }

    static let malformed: [(String, String)] = [
        (
            "both lengths",
            "POST /v1/untold HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        (
            "two lengths",
            "POST /v1/untold HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                + "Content-Length: 5\r\n\r\nhello"
        ),
        ("length below zero", "POST /v1/untold HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
        ("length no number", "POST /v1/untold HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n"),
        (
            "chunk no number",
            "POST /v1/untold HTTP/1.1\r\nHost: x\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"
        ),
        (
            "chunk too long",
            "POST /v1/untold HTTP/1.1\r\nHost: x\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"
        ),
        (
            "odd encoding",
            "POST /v1/untold HTTP/1.1\r\nHost: x\r\n"
                + "Transfer-Encoding: gzip, cow\r\n\r\n"
        ),
        ("blank in a name", "GET /livez HTTP/1.1\r\nHost : x\r\n\r\n"),
        ("folded header", "GET /livez HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n"),
        ("no version", "GET /livez\r\n\r\n"),
        ("version 9", "GET /livez HTTP/9.9\r\nHost: x\r\n\r\n"),
        ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        ("a TLS hello", "\u{16}\u{3}\u{1}\u{0}\u{a5}\u{1}\u{0}"),
        ("no method", " /livez HTTP/1.1\r\n\r\n"),
        ("TRACE", head("TRACE", "/livez")),
        ("CONNECT", "CONNECT example.dk:443 HTTP/1.1\r\nHost: x\r\n\r\n"),
        ("PUT", head("PUT", "/v1/subscriptions", "Content-Length: 0")),
        ("another path", head("GET", "/v1/../livez")),
        ("an encoded path", head("GET", "/%6civez")),
        ("a doubled slash", head("GET", "//livez")),
        ("two tokens", head("GET", "/v1/subscriptions", token, token)),
        ("a long line", "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\r\n"),
        ("a long header", head("GET", "/livez", "A: " + String(repeating: "a", count: 100_000))),
        (
            "many headers",
            "GET /livez HTTP/1.1\r\n"
                + String(repeating: "A: b\r\n", count: 5_000) + "\r\n"
        ),
        ("NUL", "GET /livez HTTP/1.1\r\nHost: x\r\nA: \u{0}\r\n\r\n"),
    ]

    @Test func `what is malformed is refused, and nobody is hurt`() async throws {
        try await withServer(try ConsoleFixture(.ofEverybody())) { port in
            for (name, text) in Self.malformed {
                let answer = try await blocking {
                    try RawClient.exchange(port: port, Array(text.utf8))
                }
                let isRefused = answer.status.map { (400...499).contains($0) } ?? true
                #expect(isRefused, "\(name): \(answer)")
                #expect(try await Self.isAlive(port), "after \(name)")
            }
        }
    }

    private static func isAlive(_ port: Int) async throws -> Bool {
        try await blocking {
            let bytes = Array(head("GET", "/livez", "Connection: close").utf8)
            return try RawClient.exchange(port: port, bytes).status == 200
        }
    }

    @Test func `a body beyond the bound is refused without being read`() async throws {
        try await withServer(try ConsoleFixture()) { port in
            let answers = try await blocking {
                let declared = try RawClient.exchange(
                    port: port,
                    Array(
                        Self.head(
                            "POST",
                            "/v1/subscriptions",
                            Self.token,
                            "Content-Type: application/json",
                            "Content-Length: 10000000"
                        ).utf8
                    ),
                    endsSending: false
                )
                let chunk = "4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n"
                let chunked = try RawClient.exchange(
                    port: port,
                    Array(
                        (Self.head(
                            "POST",
                            "/v1/subscriptions",
                            Self.token,
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked"
                        ) + String(repeating: chunk, count: 5)).utf8
                    ),
                    endsSending: false
                )
                return [declared, chunked]
            }
            for answer in answers {
                #expect(answer.status == 413)
                #expect(answer.header("content-type") == "application/problem+json")
                #expect(answer.body.contains("\"body.too-large\""))
            }
        }
    }

    @Test func `who is slow with a head, a body or nothing at all is let go of`() async throws {
        let limits = ServerLimits(
            idle: .milliseconds(400),
            body: .milliseconds(400),
            exchange: .milliseconds(1_500)
        )
        try await withServer(try ConsoleFixture(limits: limits)) { port in
            let post = Self.head(
                "POST",
                "/v1/subscriptions",
                Self.token,
                "Content-Type: application/json",
                "Content-Length: 5000"
            )
            for (start, status) in [("", nil), ("GET /livez HTTP/1.1\r\nA: ", nil), (post, 408)]
                as [(String, Int?)]
            {
                let (answer, took) = try await blocking {
                    let begun = ContinuousClock.now
                    let client = try RawClient(port: port)
                    defer { client.close() }
                    client.send(start.utf8)
                    // A byte now and then, as long as somebody takes it.
                    var wait = timeval()
                    while !start.isEmpty, client.send([0x61]) {
                        wait = timeval(tv_sec: 0, tv_usec: 50_000)
                        select(0, nil, nil, nil, &wait)
                        if ContinuousClock.now - begun > .seconds(10) { break }
                    }
                    let answer = RawClient.answer(client.readToEnd())
                    return (answer, ContinuousClock.now - begun)
                }
                #expect(took < .seconds(8), "\(start.prefix(8))")
                // The answer may be lost with the connection when the client goes on sending.
                #expect(answer.status == nil || answer.status == status, "\(answer)")
            }
            #expect(try await Self.isAlive(port))
        }
    }

    @Test func `a late body is told so while the client listens`() async throws {
        let limits = ServerLimits(body: .milliseconds(200))
        try await withServer(try ConsoleFixture(limits: limits)) { port in
            let answer = try await blocking {
                let client = try RawClient(port: port)
                defer { client.close() }
                client.send(
                    Self.head(
                        "POST",
                        "/v1/subscriptions",
                        Self.token,
                        "Content-Type: application/json",
                        "Content-Length: 50"
                    ).utf8
                )
                return client.readAnswer()
            }
            #expect(answer.status == 408)
            #expect(answer.body.contains("\"request.timeout\""))
        }
    }

    @Test func `hundreds of slow clients do not slow the others`() async throws {
        try await withServer(try ConsoleFixture()) { port in
            let worst = try await blocking {
                var slow: [RawClient] = []
                defer { for client in slow { client.close() } }
                for _ in 0..<300 {
                    let client = try RawClient(port: port)
                    client.send("GET /livez HTTP/1.1\r\nHost: x\r\nA: ".utf8)
                    slow.append(client)
                }
                var times: [Duration] = []
                for round in 0..<200 {
                    slow[round].send([0x61])
                    let begun = ContinuousClock.now
                    let bytes = Array(Self.head("GET", "/livez", "Connection: close").utf8)
                    let answer = try RawClient.exchange(port: port, bytes)
                    guard answer.status == 200 else { throw RawClient.Fault() }
                    times.append(ContinuousClock.now - begun)
                }
                return times.sorted()[197]
            }
            // 100 ms where nothing else runs; the tests share their cores.
            #expect(worst < .milliseconds(500), "p99 \(worst)")
        }
    }

    @Test func `bytes at random crash nothing and are never an error of ours`() async throws {
        let rounds = ProcessInfo.processInfo.environment["CONSOLE_FUZZ"].flatMap(Int.init) ?? 1_500
        let fixture = try ConsoleFixture(.ofEverybody())
        try await withServer(fixture) { port in
            let statuses = try await blocking {
                var random = SeededRandom(seed: 20_261_127)
                var statuses: [Int?: Int] = [:]
                for _ in 0..<rounds {
                    let bytes = Self.mutated(using: &random)
                    let answer = try RawClient.exchange(port: port, bytes)
                    statuses[answer.status, default: 0] += 1
                }
                return statuses
            }
            #expect(statuses.keys.allSatisfy { $0.map { $0 < 500 } ?? true }, "\(statuses)")
            #expect(statuses.keys.contains(400) && statuses.keys.contains(422), "\(statuses)")
            #expect(try await Self.isAlive(port))
        }
    }

    /// A good request with some of it spoilt.
    private static func mutated(using random: inout SeededRandom) -> [UInt8] {
        let body = #"{"channel": {"kind": "webhook", "url": "https://a.example.dk/x"}}"#
        let requests = [
            head("GET", "/v1/subscriptions?limit=3&after=sub-1", token),
            head("GET", "/v1/incidents/itsm-1/events?after=2", token),
            head(
                "POST",
                "/v1/subscriptions",
                token,
                "Content-Type: application/json",
                "Content-Length: \(body.utf8.count)"
            ) + body,
        ]
        var bytes = Array(requests[Int.random(in: 0..<requests.count, using: &random)].utf8)
        // The end more often than the beginning: past the head there is more to go wrong.
        let from = Bool.random(using: &random) ? bytes.count / 2 : 0
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let position = Int.random(in: from..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
            default: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
