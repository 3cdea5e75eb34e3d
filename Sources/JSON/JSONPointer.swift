/// A path to a value in a JSON document, RFC 6901.
package struct JSONPointer: Hashable, Sendable {
    /// Member names and array indices from the root down, unescaped.
    package let tokens: [String]

    package init(_ tokens: [String]) {
        self.tokens = tokens
    }

    /// Nil unless `text` is empty or starts with a slash, and every tilde is `~0` or `~1`.
    package init?(_ text: String) {
        guard !text.isEmpty else {
            self.tokens = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ) {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    package var text: String {
        var text = ""
        for token in tokens {
            text.append("/")
            // Nearly no name has anything to escape.
            guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
            else {
                text.append(token)
                continue
            }
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": text.append("~0")
                case "/": text.append("~1")
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }

    /// The text, or its deepest part above the value that is short enough to be told.
    ///
    /// Member names come from outside and may be of any length; what a report says may not.
    package var textForReports: String {
        let bytesMax = 512
        var pointer = self
        while pointer.text.utf8.count > bytesMax {
            pointer = JSONPointer(Array(pointer.tokens.dropLast()))
        }
        return pointer.text
    }

    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens + [token])
    }

    private static func unescaped(_ part: some Collection<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var rest = part.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.next() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
