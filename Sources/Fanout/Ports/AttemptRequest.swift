/// One attempt to be made: everything the sender needs, and nothing it has to decide.
package struct AttemptRequest: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case webhook(WebhookRequest)
        case mail(MailRequest)
    }

    /// Chosen by the caller, never used twice with one sender; the result bears it.
    package let number: UInt64
    package let kind: Kind
    /// For the whole attempt, from the name's look-up to the last byte; 1 to 60 seconds.
    package let timeout: Duration

    package static let timeouts: ClosedRange<Duration> = .seconds(1) ... .seconds(60)
    package static let timeoutDefault: Duration = .seconds(15)

    package init(number: UInt64, kind: Kind, timeout: Duration = Self.timeoutDefault) {
        self.number = number
        self.kind = kind
        self.timeout = min(max(timeout, Self.timeouts.lowerBound), Self.timeouts.upperBound)
    }
}

/// A POST of exactly these bytes, signed already.
package struct WebhookRequest: Equatable, Sendable {
    package let url: String
    /// All of them but `Host` and `Content-Length`, in this order.
    package let headers: [HeaderField]
    package let body: [UInt8]
    /// How we prove who we are; nil: the signature has to do.
    package let tls: ClientTLS?

    package init(url: String, headers: [HeaderField], body: [UInt8], tls: ClientTLS? = nil) {
        self.url = url
        self.headers = headers
        self.body = body
        self.tls = tls
    }
}

/// A mail as it is handed to the server, headers and body, RFC 5322 with CRLF.
package struct MailRequest: Equatable, Sendable {
    /// Envelope addresses, without angle brackets.
    package let sender: String
    package let recipient: String
    package let message: [UInt8]

    package init(sender: String, recipient: String, message: [UInt8]) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
    }
}
