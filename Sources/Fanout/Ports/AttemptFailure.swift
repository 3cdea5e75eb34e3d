/// Why an attempt got no answer that could be judged; closed, so that logs and metrics are too.
package enum AttemptFailure: Hashable, Sendable {
    /// The URL is none that we call: its scheme, its form, credentials in it.
    case urlRefused
    case notResolved
    /// Every address of the name is one we must not connect to.
    case addressDenied
    case refused
    case unreachable
    case connectTimeout
    case tlsFailed
    /// The other end's certificate does not vouch for it.
    case certificateRefused
    /// The files of our own certificate cannot be used.
    case clientCertificateUnusable
    case timeout
    case reset
    case responseTooLarge
    case protocolBroken
    /// The mail server gave this reply, of the 4xx or 5xx kind.
    case mailRefused(Int)
    /// The sender was closed, or let go of the attempt, before it ended.
    case abandoned
    /// The sender could not begin: out of descriptors, memory, or a fault of its own.
    case senderFault
    /// A signing secret or a header's value cannot be opened with the keys that are here.
    case secretUnusable

    /// The stable word for it.
    package var code: String {
        switch self {
        case .urlRefused: "url-refused"
        case .notResolved: "not-resolved"
        case .addressDenied: "address-denied"
        case .refused: "connection-refused"
        case .unreachable: "unreachable"
        case .connectTimeout: "connect-timeout"
        case .tlsFailed: "tls-failed"
        case .certificateRefused: "certificate-refused"
        case .clientCertificateUnusable: "client-certificate-unusable"
        case .timeout: "timeout"
        case .reset: "connection-reset"
        case .responseTooLarge: "response-too-large"
        case .protocolBroken: "protocol-broken"
        case .mailRefused: "mail-refused"
        case .abandoned: "abandoned"
        case .senderFault: "sender-fault"
        case .secretUnusable: "secret-unusable"
        }
    }

    /// Every code there is, for metrics that must know their labels in advance.
    package static let codes: [String] = [
        Self.urlRefused, .notResolved, .addressDenied, .refused, .unreachable, .connectTimeout,
        .tlsFailed, .certificateRefused, .clientCertificateUnusable, .timeout, .reset,
        .responseTooLarge, .protocolBroken, .mailRefused(0), .abandoned, .senderFault,
        .secretUnusable,
    ].map(\.code)
}
