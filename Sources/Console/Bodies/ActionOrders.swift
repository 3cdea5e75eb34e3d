internal import Fanout
internal import Messaging

/// A body in which nothing may stand.
struct EmptyOrder: Sendable {
    static func read(_ object: inout BodyObject) -> EmptyOrder? { EmptyOrder() }
}

/// A new secret, and how long those before it go on signing.
struct RotationOrder: Sendable {
    let grace: Int64
    let scheme: SigningSecret.Scheme?

    static let graceDefault: Int64 = 24 * 3600
    static let graceMax: Int64 = 7 * 24 * 3600

    static func read(_ object: inout BodyObject) -> RotationOrder? {
        RotationOrder(
            grace: object.optional("graceSeconds") { $0.integer(in: 0...graceMax) }
                ?? graceDefault,
            scheme: object.optional("scheme", ChannelOrder.scheme)
        )
    }
}

/// All that has been parked since.
struct RecoveryOrder: Sendable {
    let since: Timestamp
    /// Only counts; so that somebody sees how many before they come.
    let dryRun: Bool

    static func read(_ object: inout BodyObject) -> RecoveryOrder? {
        let since = object.required("since") { $0.timestamp() }
        let dryRun = object.optional("dryRun") { $0.bool() } ?? false
        return since.map { RecoveryOrder(since: $0, dryRun: dryRun) }
    }
}

/// A webhook as it arrived, to be told whether it is ours.
struct SignatureOrder: Sendable {
    let id: String
    let timestamp: String
    let signature: String
    let body: String
    let secret: String
    /// When it arrived; nil: now.
    let at: Timestamp?

    /// More than a webhook of ours can have.
    private static let bodyMax = 20_480

    static func read(_ object: inout BodyObject) -> SignatureOrder? {
        let headers: (id: String, timestamp: String, signature: String)? =
            object.required("headers") { value in
                value.object { object in
                    let id = object.required("webhook-id") { $0.text(max: 256) }
                    let timestamp = object.required("webhook-timestamp") { $0.text(max: 32) }
                    let signature = object.required("webhook-signature") { $0.text(max: 2_048) }
                    guard let id, let timestamp, let signature else { return nil }
                    return (id, timestamp, signature)
                }
            }
        let body = object.required("body") { value in
            value.word("the body as one string") { $0.unicodeScalars.count <= bodyMax ? $0 : nil }
        }
        let secret = object.required("secret") { value in
            value.word("a secret: whsec_…, or whpk_… to check Ed25519", SignatureCheck.isSecret)
        }
        let at = object.optional("at") { $0.timestamp() }
        guard let headers, let body, let secret else { return nil }
        return SignatureOrder(
            id: headers.id,
            timestamp: headers.timestamp,
            signature: headers.signature,
            body: body,
            secret: secret,
            at: at
        )
    }
}
