internal import Fanout
internal import Messaging
internal import StrictYAML

extension YAMLShape where Value == String {
    /// The shape, or an empty text for there being none.
    static func orNothing(_ shape: YAMLShape<String>) -> YAMLShape<String> {
        YAMLShape<String>(wanted: "\(shape.wanted), or nothing") { node in
            node.scalar?.string == "" ? "" : shape.read(node)
        }
    }

    static var host: YAMLShape<String> {
        YAMLShape<String>.string.checked("a host in lower case, or *. and a domain") {
            (text: String) -> String? in
            let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
            let isHost = name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
                    || byte == 0x2E
            }
            return isHost && name.contains(".") && !name.hasPrefix(".") ? text : nil
        }
    }

    static var network: YAMLShape<String> {
        YAMLShape<String>.string.checked("a network as 10.1.0.0/16 or fd00:1::/32") {
            (text: String) -> String? in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let isAddress = parts[0].utf8.allSatisfy { byte in
                (0x30...0x3A).contains(byte) || (0x61...0x66).contains(byte) || byte == 0x2E
            }
            let bitsMax = parts[0].contains(":") ? 128 : 32
            guard parts.count == 2, isAddress, !parts[0].isEmpty, let bits = Int(parts[1]),
                (0...bitsMax).contains(bits)
            else { return nil }
            return text
        }
    }

    static var link: YAMLShape<String> {
        YAMLShape<String>.string.checked("https://… without a slash at its end") {
            (text: String) -> String? in
            let isLink = text.hasPrefix("https://") || text.hasPrefix("http://")
            return isLink && !text.hasSuffix("/") ? text : nil
        }
    }

    static var mailAddress: YAMLShape<String> {
        YAMLShape<String>.string.checked("a mail address") { (text: String) -> String? in
            MailMessage.isAddress(text) ? text : nil
        }
    }

    static var hostAndPort: YAMLShape<String> {
        YAMLShape<String>.string.checked("host:port") { (text: String) -> String? in
            guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
                UInt16(text[text.index(after: colon)...]) != nil
            else { return nil }
            return text
        }
    }

    static var subscriptionID: YAMLShape<String> {
        YAMLShape<String>.string.checked("1 to 64 of a-z, 0-9, _ and -") {
            (text: String) -> String? in
            let isID = text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
                    || byte == 0x5F
            }
            return isID && (1...64).contains(text.utf8.count) ? text : nil
        }
    }
}

extension YAMLShape where Value == Timestamp {
    static var moment: YAMLShape<Timestamp> {
        YAMLShape<String>.string.checked("a moment as 2026-12-01T00:00:00Z") {
            (text: String) -> Timestamp? in
            Timestamp(rfc3339: text)
        }
    }
}

extension YAMLShape where Value == SubscriptionOwner {
    static var subscriptionOwner: YAMLShape<SubscriptionOwner> {
        YAMLShape<String>.string.checked(
            "itsm, portal, spoc, register:CODE or organisation:NAME"
        ) { (text: String) -> SubscriptionOwner? in
            SubscriptionOwner(name: text)
        }
    }
}
