internal import JSON

/// A media type as it stands in a content type: `application/json; charset=utf-8`.
struct MediaType: Equatable, Sendable {
    /// Type and subtype, lower case, without parameters.
    let essence: String
    /// The charset parameter, lower case.
    let charset: String?

    init(_ text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.trimmed.lowercased() }
        self.essence = parts[0]
        self.charset =
            parts.dropFirst().lazy
            .compactMap { parameter in
                let sides = parameter.split(separator: "=", maxSplits: 1).map(\.trimmed)
                guard sides.count == 2, sides[0] == "charset" else { return nil }
                return String(sides[1].filter { $0 != "\"" })
            }
            .first
    }

    /// Whether there are a type and a subtype.
    var isWellFormed: Bool {
        let sides = essence.split(separator: "/", omittingEmptySubsequences: false)
        return sides.count == 2
            && sides.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.tokens.contains) }
    }

    private static let tokens = ByteSet.alphanumerics(and: "!#$%&'*+-.^_`|~")
}

extension StringProtocol {
    /// Without blanks around it.
    fileprivate var trimmed: SubSequence {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return start }
        return start[...last]
    }
}
