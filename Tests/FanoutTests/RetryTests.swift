import Fanout
import Messaging
import Testing

@Suite("Retries")
struct RetryTests {
    static let now = Timestamp(rfc3339: "1994-11-06T08:49:00.000Z")!

    @Test func `the standard schedule lasts 75 hours and 35 minutes, and 5 seconds`() {
        let schedule = RetrySchedule.standard
        #expect(schedule.attemptsMax == 10)
        let whole = schedule.waits.reduce(Duration.zero, +)
        #expect(whole == .seconds(272_105))
    }

    @Test func `a wait is at most a fifth longer, the same for the same delivery, and ends`() {
        let schedule = RetrySchedule.standard
        var seen: Set<Duration> = []
        for seed in 0..<100 as Range<UInt64> {
            for attempts in 1..<10 {
                let wait = schedule.wait(after: attempts, seed: seed, retryAfter: nil)!
                #expect(wait >= schedule.waits[attempts])
                #expect(wait <= schedule.waits[attempts] * 1.2)
                #expect(wait == schedule.wait(after: attempts, seed: seed, retryAfter: nil))
            }
            seen.insert(schedule.wait(after: 5, seed: seed, retryAfter: nil)!)
        }
        #expect(seen.count > 50)
        #expect(schedule.wait(after: 10, seed: 1, retryAfter: .seconds(1)) == nil)
    }

    @Test func `Retry-After lengthens a wait, within a day, and never shortens it`() {
        let schedule = RetrySchedule([.zero, .seconds(100)])
        func wait(_ asked: Duration) -> Duration? {
            schedule.wait(after: 1, seed: 1, retryAfter: asked)
        }
        #expect(wait(.seconds(500)) == .seconds(500))
        #expect(wait(.seconds(1))! >= .seconds(100))
        #expect(wait(.seconds(1_000_000_000)) == .seconds(86_400))
    }

    @Test(
        arguments: [
            ("120", .seconds(120)),
            ("0", .zero),
            (" 7 ", .seconds(7)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(37)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", .seconds(37)),
            ("Sun Nov  6 08:49:37 1994", .seconds(37)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
            ("-1", nil), ("1.5", nil), ("soon", nil), ("", nil),
            ("Sun, 31 Feb 1994 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 08:49:37 CET", nil),
        ] as [(String, Duration?)]
    )
    func `Retry-After is read as RFC 9110 writes it`(text: String, wait: Duration?) {
        #expect(RetryAfter.wait(text, at: Self.now) == wait)
    }

    @Test(
        arguments: [
            (200, AttemptVerdict.Fate.delivered, false), (204, .delivered, false),
            (299, .delivered, false), (301, .failed, false), (302, .failed, false),
            (304, .failed, false), (100, .failed, false), (400, .failed, false),
            (404, .failed, false), (410, .gone, false), (429, .failed, true),
            (500, .failed, false), (502, .failed, true), (503, .failed, true),
            (504, .failed, true),
        ]
    )
    func `only 2xx is a success`(status: Int, fate: AttemptVerdict.Fate, slows: Bool) {
        let response = AttemptResult.Outcome.response(AttemptResponse(status: status))
        let verdict = AttemptVerdict.of(response, isMail: false, at: Self.now)
        #expect(verdict.fate == fate)
        #expect(verdict.slows == slows)
    }

    @Test
    func `a mailbox that does not exist is given up at once, and not held against the server`() {
        let verdict = AttemptVerdict.of(.failed(.mailRefused(550)), isMail: true, at: Self.now)
        #expect(verdict.fate == .hopeless)
        #expect(!verdict.isCharged)
        let busy = AttemptVerdict.of(.failed(.mailRefused(451)), isMail: true, at: Self.now)
        #expect(busy.fate == .failed)
    }

    @Test func `our own faults are not charged to the endpoint`() {
        for failure in [AttemptFailure.senderFault, .clientCertificateUnusable, .abandoned] {
            let verdict = AttemptVerdict.of(.failed(failure), isMail: false, at: Self.now)
            #expect(!verdict.isCharged)
        }
    }
}
