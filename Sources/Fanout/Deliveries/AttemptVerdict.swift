package import Messaging

/// What an attempt's outcome means for its delivery and its endpoint.
package struct AttemptVerdict: Equatable, Sendable {
    package enum Fate: Equatable, Sendable {
        case delivered
        /// To be tried again by the schedule.
        case failed
        /// No further attempt can help: this recipient does not exist.
        case hopeless
        /// The endpoint wants nothing more, ever (410).
        case gone
        /// Nothing was attempted, through no fault of the endpoint's.
        case undone
    }

    package let fate: Fate
    /// The stable word for it, as `http-503` or `timeout`.
    package let code: String
    /// Whether the failure counts against the endpoint.
    package var isCharged = true
    /// Whether the endpoint asks to be spared (429, 502, 503, 504, a timeout).
    package var slows = false
    package var retryAfter: Duration?

    package static func of(
        _ outcome: AttemptResult.Outcome,
        isMail: Bool,
        at now: Timestamp
    ) -> AttemptVerdict {
        switch outcome {
        case .response(let response) where isMail: of(mail: response.status)
        case .response(let response): of(response, at: now)
        case .failed(.mailRefused(let status)): of(mail: status)
        case .failed(let failure): of(failure)
        }
    }

    private static func of(_ response: AttemptResponse, at now: Timestamp) -> AttemptVerdict {
        let retryAfter = response.retryAfter.flatMap { RetryAfter.wait($0, at: now) }
        let code = "http-\(response.status)"
        return switch response.status {
        case 200...299: AttemptVerdict(fate: .delivered, code: "delivered", isCharged: false)
        case 410: AttemptVerdict(fate: .gone, code: code)
        case 429, 502, 503, 504:
            AttemptVerdict(fate: .failed, code: code, slows: true, retryAfter: retryAfter)
        default: AttemptVerdict(fate: .failed, code: code, retryAfter: retryAfter)
        }
    }

    /// SMTP: 2xx taken, 4xx later, 5xx never.
    private static func of(mail status: Int) -> AttemptVerdict {
        switch status {
        case 200...299: AttemptVerdict(fate: .delivered, code: "delivered", isCharged: false)
        case 500...599: AttemptVerdict(fate: .hopeless, code: "mail-\(status)", isCharged: false)
        default: AttemptVerdict(fate: .failed, code: "mail-\(status)", isCharged: false)
        }
    }

    private static func of(_ failure: AttemptFailure) -> AttemptVerdict {
        switch failure {
        case .abandoned:
            AttemptVerdict(fate: .undone, code: failure.code, isCharged: false)
        case .senderFault, .clientCertificateUnusable, .secretUnusable:
            AttemptVerdict(fate: .failed, code: failure.code, isCharged: false)
        case .timeout, .connectTimeout:
            AttemptVerdict(fate: .failed, code: failure.code, slows: true)
        default:
            AttemptVerdict(fate: .failed, code: failure.code)
        }
    }
}
