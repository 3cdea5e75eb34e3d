/// What `If-Match` and `If-None-Match` name (RFC 9110 sections 8.8.3 and 13.1).
struct EntityTags: Equatable, Sendable {
    private enum Content: Equatable, Sendable {
        case any
        case tags([Tag])
    }

    private struct Tag: Equatable, Sendable {
        let isWeak: Bool
        /// With its quotes.
        let text: String
    }

    private let content: Content

    /// Nil when it is no list of entity tags.
    init?(_ text: String) {
        guard text != "*" else {
            content = .any
            return
        }
        var tags: [Tag] = []
        var rest = text[...]
        while true {
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\""),
                rest[..<end].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { return nil }
            tags.append(Tag(isWeak: isWeak, text: String(rest[...end])))
            rest = rest[end...].dropFirst().drop { $0 == " " }
            if rest.isEmpty { break }
            guard rest.first == "," else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
        }
        content = .tags(tags)
    }

    /// - Parameter weakly: Whether a weak tag may stand for it too: for `If-None-Match` only.
    func name(_ tag: String, weakly: Bool) -> Bool {
        switch content {
        case .any: true
        case .tags(let tags): tags.contains { $0.text == tag && (weakly || !$0.isWeak) }
        }
    }
}

extension APIRequest {
    func entityTags(_ header: String) throws(Problem) -> EntityTags? {
        guard let text = self.header(header) else { return nil }
        guard let tags = EntityTags(text) else {
            throw Problem(.requestMalformed, "\(header) is a list of entity tags, or *.")
        }
        return tags
    }
}
