/// Texts in lower case, to look words up in.
///
/// Of Latin letters up to ÿ, each a character by itself, a plain search of bytes tells the same
/// as the standard library's of characters; any other text is left to the library.
enum FoldedText {
    case latin([UInt8])
    case other(String)

    /// The texts one after the other, a space between; words do not go across.
    init(_ texts: String?...) {
        let text = texts.compactMap(\.self).joined(separator: " ")
        self = Self.latin(text).map(FoldedText.latin) ?? .other(text.lowercased())
    }

    /// - Parameter word: In lower case.
    func contains(_ word: String) -> Bool {
        switch self {
        case .latin(let bytes): Self.contains(word, bytes)
        case .other(let text): text.contains(word)
        }
    }

    private static func contains(_ word: String, _ bytes: [UInt8]) -> Bool {
        var word = word
        return word.withUTF8 { word in
            guard let first = word.first else { return true }
            return bytes.withUnsafeBufferPointer { text in
                var start = 0
                while start + word.count <= text.count {
                    let isHere =
                        text[start] == first
                        && UnsafeBufferPointer(rebasing: text[start..<(start + word.count)])
                            .elementsEqual(word)
                    if isHere { return true }
                    start += 1
                }
                return false
            }
        }
    }

    /// Nil when there is more in it than Latin letters up to ÿ.
    private static func latin(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isAfterLead = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case 0..<0x80, 0xC3: bytes.append(byte)
            case 0x80...0xBF where isAfterLead:
                // À to Þ, without the multiplication sign.
                bytes.append((0x80...0x9E).contains(byte) && byte != 0x97 ? byte | 0x20 : byte)
            default: return nil
            }
            isAfterLead = byte == 0xC3
        }
        return bytes
    }
}
