import Crypto
internal import Messaging

/// A key that signs webhooks, opened (Standard Webhooks 1.0.0).
package enum WebhookSecret: Sendable {
    /// HMAC-SHA256.
    case v1(SymmetricKey)
    /// Ed25519.
    case v1a(Curve25519.Signing.PrivateKey)

    package static let sharedKeyBytes = 24...64

    /// From the key's bytes; nil when they can be none of that scheme.
    package init?(_ scheme: SigningSecret.Scheme, bytes: [UInt8]) {
        switch scheme {
        case .v1:
            guard Self.sharedKeyBytes.contains(bytes.count) else { return nil }
            self = .v1(SymmetricKey(data: bytes))
        case .v1a:
            guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
                return nil
            }
            self = .v1a(key)
        }
    }

    /// From the text that is handed to people: `whsec_…`, `whsk_…`.
    package init?(text: String) {
        guard let (scheme, bytes) = Self.parse(text) else { return nil }
        self.init(scheme, bytes: bytes)
    }

    /// The scheme and the key's bytes that a text stands for.
    package static func parse(_ text: String) -> (SigningSecret.Scheme, [UInt8])? {
        let schemes: [(String, SigningSecret.Scheme)] = [("whsec_", .v1), ("whsk_", .v1a)]
        for (prefix, scheme) in schemes where text.hasPrefix(prefix) {
            return Base64.decode(String(text.dropFirst(prefix.count))).map { (scheme, $0) }
        }
        return nil
    }

    /// The text that is handed out, once, to whoever will check the signatures: of an Ed25519
    /// key the public one, `whpk_…`.
    package var textForReceiver: String {
        switch self {
        case .v1(let key): "whsec_" + Base64.encode(key.withUnsafeBytes { Array($0) })
        case .v1a(let key): "whpk_" + Base64.encode(Array(key.publicKey.rawRepresentation))
        }
    }

    /// One signature as it stands in the header: `v1,…` or `v1a,…`.
    package func signature(of content: [UInt8]) -> String? {
        switch self {
        case .v1(let key):
            return "v1,"
                + Base64.encode(HMAC<SHA256>.authenticationCode(for: content, using: key))
        case .v1a(let key):
            return (try? key.signature(for: content)).map { "v1a," + Base64.encode(Array($0)) }
        }
    }

    /// Whether a signature of that form is ours; for the signature verifier.
    package func accepts(_ signature: String, of content: [UInt8]) -> Bool {
        let parts = signature.split(separator: ",", maxSplits: 1)
        guard parts.count == 2, let bytes = Base64.decode(String(parts[1])) else { return false }
        switch self {
        case .v1(let key):
            return parts[0] == "v1"
                && HMAC<SHA256>.isValidAuthenticationCode(
                    bytes,
                    authenticating: content,
                    using: key
                )
        case .v1a(let key):
            return parts[0] == "v1a" && key.publicKey.isValidSignature(bytes, for: content)
        }
    }
}

extension WebhookSecret: CustomStringConvertible {
    package var description: String { "<secret>" }
}
