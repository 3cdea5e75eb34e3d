extension String {
    /// Without white space at its ends; the same text when there is none.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else {
            return self
        }
        let start = unicodeScalars.firstIndex { !$0.properties.isWhitespace } ?? endIndex
        guard let end = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
            return ""
        }
        return String(self[start...end])
    }

    /// The values in one text.
    func parts(between separator: Character?) -> [String] {
        guard let separator else { return [self] }
        return split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Short enough to stand in a sentence.
    var excerpt: String {
        count > 60 ? prefix(60) + "…" : self
    }
}

extension InboundField {
    /// Prose, kept to the letter; everything else is a code and loses white space at its ends.
    var isFreeText: Bool {
        switch self {
        case .number, .incident, .reporterEmail, .reporterPhone, .reporterCallback, .category:
            false
        default:
            if case .text = valueKind { true } else { false }
        }
    }
}
