internal import JSON

/// A value map laid out to be asked with a message's bytes: no text is made of a code that is
/// only looked up.
final class CodeTable: Sendable {
    let map: ValueMap
    private let signatures: [UInt64]
    private let codes: [[UInt8]]
    private let values: [String]

    init(_ map: ValueMap) {
        self.map = map
        let entries = map.values.sorted { $0.key < $1.key }
        self.codes = entries.map { Array($0.key.utf8) }
        self.values = entries.map(\.value)
        self.signatures = codes.map { code in
            code.withUnsafeBufferPointer { TrieTable.signature(of: $0) }
        }
    }

    /// What the code stands for; nil when the map does not have it to the letter.
    func value(of code: UnsafeBufferPointer<UInt8>) -> String? {
        let signature = TrieTable.signature(of: code)
        for (position, known) in signatures.enumerated() where known == signature {
            let isSame = codes[position].withUnsafeBufferPointer { $0.hasSameBytes(as: code) }
            if isSame { return values[position] }
        }
        return nil
    }
}
