/// A fixed set of names, looked up by the bytes of a key on a tape.
final class NameTable: Sendable {
    /// In the order given.
    let names: [String]
    /// The names' bytes in one piece, and where each one ends.
    private let bytes: [UInt8]
    private let ends: [Int]
    private let signatures: [KeySignature]
    /// Open addressing, at most half full; a slot holds a position or `vacant`.
    private let slots: [UInt16]
    private let shift: UInt64

    private static let vacant = UInt16.max
    static let countMax = 4096

    /// The nodes are strings, all different, at most `countMax`.
    init(_ nodes: [UnsafeBufferPointer<UInt8>]) {
        precondition(nodes.count <= Self.countMax, "checked by the schema's compiler")
        let bits = max(2, Int.bitWidth - (2 * nodes.count).leadingZeroBitCount)
        let signatures = nodes.map(KeySignature.init(onTape:))
        let shift = UInt64(64 - bits)
        var slots = [UInt16](repeating: Self.vacant, count: 1 << bits)
        for (position, signature) in signatures.enumerated() {
            var slot = Self.slot(signature, shift)
            while slots[slot] != Self.vacant { slot = (slot + 1) % slots.count }
            slots[slot] = UInt16(position)
        }
        var bytes: [UInt8] = []
        self.ends = nodes.map { node in
            bytes += node
            return bytes.count
        }
        self.bytes = bytes
        self.names = nodes.map { String(decoding: $0, as: UTF8.self) }
        self.signatures = signatures
        self.shift = shift
        self.slots = slots
    }

    /// Where the key stands in `names`.
    func position(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        let signature = KeySignature(onTape: key)
        var slot = Self.slot(signature, shift)
        while slots[slot] != Self.vacant {
            let position = Int(slots[slot])
            if signatures[position] == signature, isName(at: position, key) { return position }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isName(at position: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = ends[position]
        let start = position == 0 ? 0 : ends[position - 1]
        return bytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[start..<end]).hasSameBytes(as: key)
        }
    }

    private static func slot(_ signature: KeySignature, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (signature.word &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
