/// Names of the files an endpoint's mutual TLS needs, within the folder the configuration names.
///
/// File names only: whoever may write a subscription must not be able to name any file.
package struct ClientTLS: Hashable, Sendable {
    package var certificate: String?
    package var key: String?
    /// Who vouches for the endpoint instead of the system's own authorities.
    package var authorities: String?

    package init(certificate: String? = nil, key: String? = nil, authorities: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.authorities = authorities
    }

    /// Whether every name stays within its folder.
    package var isWellFormed: Bool {
        [certificate, key, authorities].allSatisfy { $0.map(Self.isFileName) ?? true }
    }

    private static func isFileName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.first != UInt8(ascii: ".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default:
                    false
                }
            }
    }
}
