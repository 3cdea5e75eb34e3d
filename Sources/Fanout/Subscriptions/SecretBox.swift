import Crypto
internal import Messaging

/// Seals secrets for the topic and opens them again: AES-256-GCM under a key that stays here.
///
/// Several keys open, the first of them seals: so a key is replaced by putting a new one first.
package struct SecretBox: Sendable {
    private let keys: [String: SymmetricKey]
    private let sealing: (id: String, key: SymmetricKey)

    package static let keyBytes = 32

    /// - Parameter keys: 32 bytes each, their ids different; the first seals.
    package init(keys: [(id: String, bytes: [UInt8])]) throws(SecretFault) {
        guard let first = keys.first else { throw .noKey }
        var byID: [String: SymmetricKey] = [:]
        for (id, bytes) in keys {
            guard bytes.count == Self.keyBytes, Self.isKeyID(id), byID[id] == nil else {
                throw .keyMalformed
            }
            byID[id] = SymmetricKey(data: bytes)
        }
        self.keys = byID
        self.sealing = (first.id, SymmetricKey(data: first.bytes))
    }

    /// Reads a key file: a line `id base64` for each key, the one that seals first; `#` begins a
    /// comment.
    package init(keyFile text: String) throws(SecretFault) {
        var keys: [(id: String, bytes: [UInt8])] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard !words.isEmpty else { continue }
            guard words.count == 2, let bytes = Base64.decode(String(words[1])) else {
                throw .keyMalformed
            }
            keys.append((String(words[0]), bytes))
        }
        try self.init(keys: keys)
    }

    /// Sealed under a fresh nonce; opens only for the same subscription.
    package func seal(_ secret: [UInt8], for subscription: String) throws(SecretFault) -> Sealed {
        do {
            let box = try AES.GCM.seal(
                secret,
                using: sealing.key,
                authenticating: Array(subscription.utf8)
            )
            return Sealed(keyID: sealing.id, bytes: Array(box.nonce) + box.ciphertext + box.tag)
        } catch {
            throw .notSealed
        }
    }

    package func open(_ sealed: Sealed, for subscription: String) throws(SecretFault) -> [UInt8] {
        guard let key = keys[sealed.keyID] else { throw .keyUnknown }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.bytes)
            return Array(
                try AES.GCM.open(box, using: key, authenticating: Array(subscription.utf8))
            )
        } catch {
            throw .notOpened
        }
    }

    private static func isKeyID(_ id: String) -> Bool {
        (1...32).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension SecretBox: CustomStringConvertible {
    package var description: String { "<secret>" }
}

package enum SecretFault: Error, Equatable {
    case noKey
    case keyMalformed
    /// Sealed under a key that is not here.
    case keyUnknown
    /// Tampered with, or sealed for another subscription.
    case notOpened
    case notSealed
}
