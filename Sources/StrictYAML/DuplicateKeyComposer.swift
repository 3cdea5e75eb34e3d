internal import Yams

/// Composes a document in which keys may occur twice, so that duplicates can be reported like
/// any other fault.
///
/// Yams stops at the first mapping with a duplicate, naming the earliest key. That key's first
/// character is then replaced by a private-use one, which keeps every line and column, and the
/// text is composed again; the tree builder puts the names back and reports all of them.
struct DuplicateKeyComposer {
    /// Bounds the times a text is composed.
    static let duplicatesMax = 32

    private var scalars: [Unicode.Scalar]
    /// By the renamed key's place: the name it has in the file.
    private var renamed: [YAMLPosition: String] = [:]

    init(text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Calls the closure while the parser lives: Yams' nodes hold their anchors weakly.
    mutating func compose<Result>(
        _ body: (Node?, [YAMLPosition: String]) -> Result
    ) throws -> Result {
        while true {
            do {
                var text = String.UnicodeScalarView()
                text.append(contentsOf: scalars)
                let parser = try Parser(yaml: String(text), resolver: .basic, encoding: .utf8)
                let root = try parser.singleRoot()
                return withExtendedLifetime(parser) { body(root, renamed) }
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let first = YAMLPosition(context.mark)
                // Yams sorts the names and gives the place of the first of them.
                guard let name = names.first, renamed.count < Self.duplicatesMax,
                    rename(name, at: first)
                else {
                    throw YamlError.duplicatedKeysInMapping(duplicates: names, context: context)
                }
            }
        }
    }

    /// Whether the key could be renamed: only a plain or quoted key with its name written out.
    private mutating func rename(_ name: String, at position: YAMLPosition) -> Bool {
        guard var index = index(of: position), let initial = name.unicodeScalars.first else {
            return false
        }
        if scalars[index] == "'" || scalars[index] == "\"" { index += 1 }
        guard index < scalars.count, scalars[index] == initial,
            let stand = Unicode.Scalar(0xE000 + UInt32(renamed.count))
        else { return false }
        scalars[index] = stand
        renamed[position] = name
        return true
    }

    private func index(of position: YAMLPosition) -> Int? {
        var line = 1
        var column = 1
        for (index, scalar) in scalars.enumerated() {
            if line == position.line, column == position.column { return index }
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return nil
    }
}
