package import Messaging

/// How a subscription's deliveries travel.
package enum SubscriptionChannel: Equatable, Sendable {
    case webhook(WebhookEndpoint)
    /// A mail address.
    case mail(String)
}

/// Where webhooks go, and what proves to the other end that they are ours.
package struct WebhookEndpoint: Equatable, Sendable {
    package var url: String
    /// Those that still sign, the newest last; one as a rule, two while a secret is rotated.
    package var secrets: [SigningSecret]
    /// Sent beside ours; their values may be credentials and stand sealed.
    package var headers: [SealedHeader]
    package var tls: ClientTLS?

    package init(
        url: String,
        secrets: [SigningSecret],
        headers: [SealedHeader] = [],
        tls: ClientTLS? = nil
    ) {
        self.url = url
        self.secrets = secrets
        self.headers = headers
        self.tls = tls
    }

    /// The secrets whose signatures a webhook bears at this time.
    package func live(at now: Timestamp) -> [SigningSecret] {
        secrets.filter { $0.until.map { now < $0 } ?? true }
    }

    /// Puts a new secret beside the old ones, which sign until `until` at the latest.
    package mutating func rotate(to secret: SigningSecret, until: Timestamp, at now: Timestamp) {
        secrets = live(at: now).suffix(SigningSecret.liveMax - 1).map { old in
            var old = old
            old.until = old.until.map { min($0, until) } ?? until
            return old
        }
        secrets.append(secret)
    }
}

/// A key that signs webhooks, as it stands at rest.
package struct SigningSecret: Equatable, Sendable {
    package enum Scheme: String, CaseIterable, Sendable {
        /// HMAC-SHA256 with a shared key of 24 to 64 bytes.
        case v1
        /// Ed25519 with a private key of 32 bytes.
        case v1a
    }

    /// As many as may sign at once; a header must not grow without bound.
    package static let liveMax = 4

    package let scheme: Scheme
    /// The key's bytes, sealed for the subscription's id.
    package let sealed: Sealed
    package let created: Timestamp
    /// When it signs no longer; nil: no end is set.
    package var until: Timestamp?

    package init(
        scheme: Scheme,
        sealed: Sealed,
        created: Timestamp,
        until: Timestamp? = nil
    ) {
        self.scheme = scheme
        self.sealed = sealed
        self.created = created
        self.until = until
    }
}

/// A header whose value is sealed for the subscription's id.
package struct SealedHeader: Equatable, Sendable {
    package let name: String
    package let sealed: Sealed

    package init(_ name: String, _ sealed: Sealed) {
        self.name = name
        self.sealed = sealed
    }
}
