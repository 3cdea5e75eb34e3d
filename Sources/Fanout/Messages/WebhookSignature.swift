package import Messaging

/// The three headers of Standard Webhooks 1.0.0.
package enum WebhookSignature {
    /// Largest difference between clocks that a verifier lets pass.
    package static let toleranceSeconds: Int64 = 300

    /// The headers of one attempt: an id that stays, the time of the attempt, and a signature
    /// by each secret; nil when there is none to sign with.
    package static func headers(
        id: String,
        at now: Timestamp,
        body: [UInt8],
        secrets: [WebhookSecret]
    ) -> [HeaderField]? {
        let content = content(id: id, seconds: now.seconds, body: body)
        let signatures = secrets.compactMap { $0.signature(of: content) }
        guard !signatures.isEmpty, signatures.count == secrets.count else { return nil }
        return [
            HeaderField("webhook-id", id),
            HeaderField("webhook-timestamp", String(now.seconds)),
            HeaderField("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    /// What is signed: `id.timestamp.body`.
    package static func content(id: String, seconds: Int64, body: [UInt8]) -> [UInt8] {
        Array("\(id).\(seconds).".utf8) + body
    }

    /// Why a webhook is not to be believed; nil: it is.
    package enum Fault: String, Sendable {
        case timestampMalformed = "timestamp-malformed"
        case timestampOld = "timestamp-old"
        case timestampAhead = "timestamp-ahead"
        case signatureWrong = "signature-wrong"
    }

    package static func verify(
        id: String,
        timestamp: String,
        signature: String,
        body: [UInt8],
        secrets: [WebhookSecret],
        at now: Timestamp
    ) -> Fault? {
        guard let seconds = Int64(timestamp), String(seconds) == timestamp else {
            return .timestampMalformed
        }
        if seconds < now.seconds - toleranceSeconds { return .timestampOld }
        if seconds > now.seconds + toleranceSeconds { return .timestampAhead }
        let content = content(id: id, seconds: seconds, body: body)
        let isOurs = signature.split(separator: " ").contains { one in
            secrets.contains { $0.accepts(String(one), of: content) }
        }
        return isOurs ? nil : .signatureWrong
    }
}
