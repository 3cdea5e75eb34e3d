internal import Messaging

/// A secret as it may be written down: encrypted, with the name of the key that opens it.
package struct Sealed: Hashable, Sendable {
    /// `[A-Za-z0-9_.-]`, so that the text form can be told apart.
    package let keyID: String
    /// Nonce, ciphertext and tag.
    package let bytes: [UInt8]

    package init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    /// `keyID:base64`.
    package var text: String { "\(keyID):\(Base64.encode(bytes))" }

    package init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let bytes = Base64.decode(String(parts[1])) else { return nil }
        self.init(keyID: String(parts[0]), bytes: bytes)
    }
}
