internal import Crypto
internal import Fanout
internal import Messaging

/// Whether a webhook bears a signature of ours, for those who build a receiver.
enum SignatureCheck {
    private static let publicKeyPrefix = "whpk_"

    static func isSecret(_ text: String) -> String? {
        WebhookSecret(text: text) != nil || publicKey(text) != nil ? text : nil
    }

    /// Why it is not to be believed; nil: it is.
    static func fault(_ order: SignatureOrder, at now: Timestamp) -> WebhookSignature.Fault? {
        let body = Array(order.body.utf8)
        let fault = WebhookSignature.verify(
            id: order.id,
            timestamp: order.timestamp,
            signature: order.signature,
            body: body,
            secrets: WebhookSecret(text: order.secret).map { [$0] } ?? [],
            at: order.at ?? now
        )
        guard fault == .signatureWrong, let key = publicKey(order.secret),
            let seconds = Int64(order.timestamp)
        else { return fault }
        let content = WebhookSignature.content(id: order.id, seconds: seconds, body: body)
        let isOurs = order.signature.split(separator: " ").contains { one in
            guard one.hasPrefix("v1a,"), let bytes = Base64.decode(String(one.dropFirst(4))) else {
                return false
            }
            return key.isValidSignature(bytes, for: content)
        }
        return isOurs ? nil : .signatureWrong
    }

    static func sentence(_ fault: WebhookSignature.Fault) -> String {
        switch fault {
        case .timestampMalformed: "webhook-timestamp is no whole number of seconds since 1970."
        case .timestampOld: "It was signed more than five minutes before."
        case .timestampAhead: "It was signed more than five minutes ahead."
        case .signatureWrong:
            "No signature in webhook-signature is that secret's of this id, timestamp and body: "
                + "the exact bytes that arrived are needed."
        }
    }

    private static func publicKey(_ text: String) -> Curve25519.Signing.PublicKey? {
        guard text.hasPrefix(publicKeyPrefix),
            let bytes = Base64.decode(String(text.dropFirst(publicKeyPrefix.count)))
        else { return nil }
        return try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    }
}
