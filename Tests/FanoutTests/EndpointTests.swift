import Fanout
import Messaging
import Testing

@Suite("Endpoints")
struct EndpointTests {
    static let start = Timestamp(seconds: 1_795_000_000)

    private func verdict(_ status: Int, retryAfter: String? = nil) -> AttemptVerdict {
        AttemptVerdict.of(
            .response(AttemptResponse(status: status, retryAfter: retryAfter)),
            isMail: false,
            at: Self.start
        )
    }

    @Test func `five failures in a row open the breaker, and one attempt finds out`() {
        var health = EndpointHealth(concurrency: 8, perSecond: 100)
        for _ in 0..<5 {
            #expect(Bool(health.admit(at: Self.start)))
            _ = health.end(verdict(500), at: Self.start)
        }
        #expect(health.state == .open)
        #expect(!Bool(health.admit(at: Self.start.adding(seconds: 29))))
        #expect(Bool(health.admit(at: Self.start.adding(seconds: 30))))
        #expect(!Bool(health.admit(at: Self.start.adding(seconds: 30))), "one and no more")
        _ = health.end(verdict(500), at: Self.start.adding(seconds: 31))
        #expect(!Bool(health.admit(at: Self.start.adding(seconds: 90))))
        #expect(Bool(health.admit(at: Self.start.adding(seconds: 91))))
        #expect(Bool(health.end(verdict(200), at: Self.start.adding(seconds: 92))))
        #expect(health.state == .healthy)
    }

    @Test func `an endpoint that says it is too much is asked half as much, and later more`() {
        var health = EndpointHealth(concurrency: 8, perSecond: 1_000)
        func admitted(at now: Timestamp) -> Int {
            var count = 0
            while health.admit(at: now) { count += 1 }
            return count
        }
        #expect(admitted(at: Self.start) == 8)
        _ = health.end(verdict(429, retryAfter: "20"), at: Self.start)
        for _ in 0..<7 { _ = health.end(verdict(200), at: Self.start) }
        #expect(!Bool(health.admit(at: Self.start.adding(seconds: 19))))
        _ = health.end(verdict(503), at: Self.start.adding(seconds: 20))
        #expect(admitted(at: Self.start.adding(seconds: 30)) == 4)
    }

    @Test func `no more begin in a second than the rate allows`() {
        var health = EndpointHealth(concurrency: 256, perSecond: 10)
        var begun = 0
        for millisecond in 0..<3_000 as Range<Int64> {
            let now = Self.start.adding(milliseconds: millisecond)
            while health.admit(at: now) {
                begun += 1
                _ = health.end(verdict(200), at: now)
            }
        }
        #expect((39...41).contains(begun), "a bucket of ten, and ten a second for three seconds")
    }

    @Test func `lanes wait in turn, and those of a lost partition are forgotten`() {
        var board = EndpointBoard()
        board.configure("e", concurrency: 1, perSecond: 1_000)
        #expect(Bool(board.admit("e", at: Self.start)))
        let far = Timestamp(milliseconds: .max)
        for number in 0..<6 {
            let lane = EndpointBoard.HeldLane(
                partition: Int32(number % 2),
                key: "e/\(number)",
                expires: far
            )
            board.hold("e", lane, at: Self.start)
        }
        #expect(board.released(at: Self.start, max: 10).isEmpty)
        board.forget(partition: 1)
        var order: [String] = []
        for _ in 0..<3 {
            board.end("e", verdict(200), at: Self.start)
            let released = board.released(at: Self.start, max: 10)
            #expect(released.count == 1)
            order += released.map(\.lane.key)
        }
        #expect(order == ["e/0", "e/2", "e/4"])
    }

    @Test func `an endpoint's trouble is its own`() {
        var board = EndpointBoard()
        board.configure("bad", concurrency: 2, perSecond: 100)
        board.configure("good", concurrency: 2, perSecond: 100)
        for _ in 0..<5 {
            #expect(Bool(board.admit("bad", at: Self.start)))
            board.end("bad", verdict(500), at: Self.start)
        }
        #expect(!Bool(board.admit("bad", at: Self.start)))
        #expect(Bool(board.admit("good", at: Self.start)))
        #expect(board.states[.open] == 1)
        #expect(board.states[.healthy] == 1)
    }
}
