/// How one attempt ended.
package struct AttemptResult: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        /// The other end answered; whether that is a success is not the sender's to judge.
        case response(AttemptResponse)
        case failed(AttemptFailure)
    }

    package let number: UInt64
    package let outcome: Outcome
    package let duration: Duration
    /// The address connected to, as text; nil when there was no connection.
    package let address: String?

    package init(
        number: UInt64,
        outcome: Outcome,
        duration: Duration,
        address: String? = nil
    ) {
        self.number = number
        self.outcome = outcome
        self.duration = duration
        self.address = address
    }
}

/// What came back: of HTTP the status, of SMTP the last reply's code.
package struct AttemptResponse: Equatable, Sendable {
    package static let bodyBytesMax = 1_024

    package let status: Int
    /// The `Retry-After` header as it stood.
    package let retryAfter: String?
    /// The beginning of the body, for people; untrusted.
    package let body: [UInt8]

    package init(status: Int, retryAfter: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = Array(body.prefix(Self.bodyBytesMax))
    }
}
