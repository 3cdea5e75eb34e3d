import Fanout
import Testing
import WebhookSender

/// What libcurl's codes mean.
@Suite("Codes of libcurl")
struct CurlCodeTests {
    @Test func `every code has a meaning`() {
        for code in 1..<AttemptFailure.curlCodesEnd {
            #expect(AttemptFailure.byCurlCode[code] != nil, "\(code)")
        }
        #expect(AttemptFailure.of(curlCode: 9_999, TransferCourse()) == .senderFault)
    }

    private func failure(
        _ code: UInt32,
        _ change: (inout TransferCourse) -> Void = { _ in }
    ) -> AttemptFailure {
        var course = TransferCourse()
        change(&course)
        return .of(curlCode: code, course)
    }

    @Test func `what was seen of a transfer says more than the code`() {
        #expect(failure(7) == .refused)
        #expect(failure(7) { $0.socketsDenied = 1 } == .addressDenied)
        #expect(failure(7) { ($0.socketsDenied, $0.socketsOpened) = (1, 1) } == .refused)
        #expect(failure(7) { $0.lacksSocket = true } == .senderFault)
        #expect(failure(7) { $0.systemError = 113 } == .unreachable)
        #expect(failure(28) == .notResolved)
        #expect(failure(28) { $0.isResolved = true } == .connectTimeout)
        #expect(failure(28) { $0.isConnected = true } == .timeout)
        #expect(failure(1) == .urlRefused)
        #expect(failure(1) { $0.isConnected = true } == .protocolBroken)
        #expect(failure(77) == .senderFault)
        #expect(failure(77) { $0.namesAuthorities = true } == .clientCertificateUnusable)
        #expect(failure(42) { $0.isDeniedLate = true } == .addressDenied)
        #expect(failure(67) { ($0.isMail, $0.status) = (true, 535) } == .senderFault)
        for code: UInt32 in 1..<100 {
            #expect(failure(code) { $0.isOverrun = true } == .responseTooLarge)
        }
    }

    @Test(
        arguments: [
            ("Retry-After: 120\r\n", "120"), ("retry-after:120", "120"),
            ("RETRY-AFTER: \tFri, 27 Nov 2026 08:00:00 GMT \r\n", "Fri, 27 Nov 2026 08:00:00 GMT"),
            ("Retry-After:\r\n", nil), ("Retry-After2: 1", nil), ("X-Retry-After: 1", nil),
            ("retry\u{D}after: 1", nil), ("Retry-After: \u{1}", nil), ("R", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `Retry-After is found among the lines`(line: String, value: String?) {
        let found = Array(line.utf8).withUnsafeBytes { RetryAfterLine.value(of: $0) }
        #expect(found == value)
    }
}
