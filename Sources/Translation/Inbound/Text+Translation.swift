extension UnsafeBufferPointer<UInt8> {
    var hasSpaceAround: Bool {
        guard let first, let last else { return false }
        return first <= 0x20 || last <= 0x20
    }

    /// Without white space at its ends.
    var trimmed: UnsafeBufferPointer<UInt8> {
        guard hasSpaceAround else { return self }
        let start = firstIndex { $0 > 0x20 } ?? endIndex
        let end = lastIndex { $0 > 0x20 } ?? start - 1
        return UnsafeBufferPointer(rebasing: self[start...end])
    }
}

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
