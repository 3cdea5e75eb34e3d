import Console
import Messaging
import Testing

@Suite struct IdempotencyTests {
    private static let order = #"{"channel": {"kind": "webhook", "url": "https://a.dk/"}}"#
    private static let now = ConsoleFixture.now

    private func ask(_ fixture: ConsoleFixture, key: String, body: String = order) async -> Answer {
        await fixture.ask(
            "POST",
            "/v1/subscriptions",
            body: body,
            headers: ["idempotency-key": key]
        )
    }

    @Test func `the same key and body get the same answer and one subscription`() async throws {
        let fixture = try ConsoleFixture()
        let first = await ask(fixture, key: "\"k-1\"")
        let second = await ask(fixture, key: "\"k-1\"")
        #expect(first.status == 201)
        #expect(second.response.body == first.response.body)
        #expect(second.response.header("idempotency-replayed") == "true")
        #expect(try fixture.backend.subscriptions().count == 1)
        #expect(await ask(fixture, key: "\"k-2\"").response.body != first.response.body)
    }

    @Test func `another body under the key is refused`() async throws {
        let fixture = try ConsoleFixture()
        _ = await ask(fixture, key: "k")
        let other = await ask(fixture, key: "k", body: Self.order + " ")
        #expect(other.code == .idempotencyMismatch)
        #expect(other.status == 422)
    }

    @Test func `another caller's key is another key`() async throws {
        let fixture = try ConsoleFixture()
        let first = await ask(fixture, key: "k")
        let other = await fixture.ask(
            "POST",
            "/v1/subscriptions",
            as: ConsoleFixture.token(.spoc, .writer),
            body: Self.order,
            headers: ["idempotency-key": "k"]
        )
        #expect(other.at("/owner") == "spoc")
        #expect(other.response.body != first.response.body)
    }

    @Test func `what failed may be tried again under its key`() async throws {
        let fixture = try ConsoleFixture()
        try fixture.backend.change { $0.fault = .unavailable }
        #expect(await ask(fixture, key: "k").status == 503)
        try fixture.backend.change { $0.fault = nil }
        #expect(await ask(fixture, key: "k").status == 201)
    }

    @Test(arguments: ["", "æ", "a b", String(repeating: "k", count: 256)])
    func `a key is visible ASCII`(key: String) async throws {
        let fixture = try ConsoleFixture()
        #expect(await ask(fixture, key: key).code == .idempotencyKeyMalformed)
    }

    @Test func `of many at once one is done`() async throws {
        let fixture = try ConsoleFixture()
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask { await ask(fixture, key: "k").status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try fixture.backend.subscriptions().count == 1)
        #expect(statuses.allSatisfy { $0 == 201 || $0 == 409 })
        #expect(statuses.contains(201))
    }

    // MARK: The table

    private func key(_ number: Int) -> IdempotencyTable.Key {
        IdempotencyTable.Key(caller: "c", text: "\(number)")
    }

    private let done = APIResponse(status: 200, body: [1])

    @Test func `under way is told from done`() {
        var table = IdempotencyTable()
        #expect(table.begin(key(1), fingerprint: [1], at: Self.now) == .fresh)
        #expect(table.begin(key(1), fingerprint: [1], at: Self.now) == .inProgress)
        #expect(table.begin(key(1), fingerprint: [2], at: Self.now) == .mismatch)
        table.finish(key(1), done)
        #expect(table.begin(key(1), fingerprint: [1], at: Self.now) == .replay(done))
        #expect(table.begin(key(2), fingerprint: [1], at: Self.now) == .fresh)
        table.abandon(key(2))
        #expect(table.begin(key(2), fingerprint: [9], at: Self.now) == .fresh)
    }

    @Test func `after a day a key is new`() {
        var table = IdempotencyTable()
        _ = table.begin(key(1), fingerprint: [1], at: Self.now)
        table.finish(key(1), done)
        let almost = Self.now.adding(seconds: 24 * 3600 - 1)
        #expect(table.begin(key(1), fingerprint: [1], at: almost) == .replay(done))
        let day = Self.now.adding(seconds: 24 * 3600)
        #expect(table.begin(key(1), fingerprint: [2], at: day) == .fresh)
    }

    @Test func `it grows no further than its bounds, and never forgets what is under way`() {
        var table = IdempotencyTable()
        for number in 0..<(3 * IdempotencyTable.entriesMax) {
            #expect(table.begin(key(number), fingerprint: [], at: Self.now) == .fresh)
            table.finish(key(number), done)
        }
        #expect(table.count == IdempotencyTable.entriesMax)
        #expect(table.begin(key(0), fingerprint: [], at: Self.now) == .fresh)

        var busy = IdempotencyTable()
        for number in 0..<IdempotencyTable.entriesMax {
            _ = busy.begin(key(number), fingerprint: [], at: Self.now)
        }
        let later = Self.now.adding(seconds: 48 * 3600)
        #expect(busy.begin(key(-1), fingerprint: [], at: later) == .full)
        #expect(busy.begin(key(0), fingerprint: [], at: later) == .inProgress)
    }

    @Test func `answers take a bounded room`() {
        var table = IdempotencyTable()
        let large = APIResponse(status: 200, body: [UInt8](repeating: 0, count: 1 << 20))
        for number in 0..<100 {
            _ = table.begin(key(number), fingerprint: [], at: Self.now)
            table.finish(key(number), large)
        }
        #expect(table.count <= 17)
    }
}
