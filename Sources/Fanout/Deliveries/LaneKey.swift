import Crypto

/// A lane: the deliveries of one incident to one endpoint, which keep their order.
package struct LaneKey: Hashable, Sendable {
    /// A subscription's id, or what stands for a reporter's own endpoint.
    package let target: String
    package let incident: String

    package init(target: String, incident: String) {
        self.target = target
        self.incident = incident
    }

    /// Nil for the keys of other state.
    package init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let target = String(text[..<slash])
        guard !target.hasPrefix("@") || Self.prefixes.contains(where: target.hasPrefix) else {
            return nil
        }
        self.init(target: target, incident: String(text[text.index(after: slash)...]))
    }

    package var text: String { "\(target)/\(incident)" }

    private static let callbackPrefix = "@cb-"
    private static let mailPrefix = "@ml-"
    private static let prefixes = [callbackPrefix, mailPrefix]

    /// A reporter's callback; its URL and secret are the endpoint's, not the incident's.
    package static func callback(_ url: String, incident: String) -> LaneKey {
        LaneKey(target: callbackPrefix + digest(url), incident: incident)
    }

    package static func mail(_ address: String, incident: String) -> LaneKey {
        LaneKey(target: mailPrefix + digest(address), incident: incident)
    }

    package var isCallback: Bool { target.hasPrefix(Self.callbackPrefix) }

    package var isMail: Bool { target.hasPrefix(Self.mailPrefix) }

    /// What its attempts are limited by: all mails to reporters go through one server.
    package var endpoint: String { isMail ? "@mail" : target }

    private static func digest(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).prefix(8).reduce(into: "") { out, byte in
            out += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }
}
