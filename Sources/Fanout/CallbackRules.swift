/// Which hosts a callback may name that came in with a report, by the system it was reported in.
///
/// A report is written by people all over; without this list each of them could make the broker
/// call wherever they like.
package struct CallbackRules: Equatable, Sendable {
    package enum Refusal: String, Sendable {
        case urlMalformed = "callback.url-malformed"
        case hostForbidden = "callback.host-forbidden"
    }

    /// Hosts by system (`itsm`, `portal`, `mat`); `*.example.dk` is every host beneath.
    package var hosts: [String: [String]]
    /// For systems that are not named: the register authorities'.
    package var registerHosts: [String]
    package var httpsOnly: Bool

    package init(
        hosts: [String: [String]] = [:],
        registerHosts: [String] = [],
        httpsOnly: Bool = true
    ) {
        self.hosts = hosts
        self.registerHosts = registerHosts
        self.httpsOnly = httpsOnly
    }

    /// Nil when the callback may be used.
    package func judge(_ url: String, system: String) -> Refusal? {
        guard let host = host(url) else { return .urlMalformed }
        let allowed = hosts[system] ?? registerHosts
        return allowed.contains { Self.covers($0, host) } ? nil : .hostForbidden
    }

    /// The host of a plain `https://host[:port]/…`; nil for every other spelling.
    ///
    /// Stricter than the sender's own parser, so that the two cannot read different hosts.
    package func host(_ url: String) -> String? {
        let schemes = httpsOnly ? ["https://"] : ["https://", "http://"]
        guard url.utf8.count <= 2_048, let scheme = schemes.first(where: url.hasPrefix),
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\\\"<>^`{|}#".utf8.contains($0) })
        else { return nil }
        let authority = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.count == 1 || Self.isPort(parts[1]) else {
            return nil
        }
        let host = parts[0].lowercased()
        return host.utf8.allSatisfy(Self.isHostByte) && !host.isEmpty && !host.hasPrefix(".")
            ? host : nil
    }

    /// Digits only: `UInt16` would read a sign as well.
    private static func isPort(_ text: Substring) -> Bool {
        (1...5).contains(text.utf8.count) && UInt16(text) != nil
            && text.utf8.first != UInt8(ascii: "+")
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func covers(_ pattern: String, _ host: String) -> Bool {
        guard pattern.hasPrefix("*.") else { return pattern == host }
        return host.hasSuffix(pattern.dropFirst()) && host.count > pattern.count - 1
    }
}
