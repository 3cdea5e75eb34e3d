/// What simdjson lets through and we do not.
enum TapeCheck {
    enum Fault: Equatable {
        /// The tape index of the first key that was there before.
        case duplicateKey(Int)
        case tooDeep
    }

    /// Objects up to this size are checked by comparing every two keys, larger ones by sorting.
    private static let pairwiseMax = 32

    /// One pass over the tape; every key is visited once more by its object.
    static func firstFault(on tape: JSONTape, depthMax: Int) -> Fault? {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: pairwiseMax) { signatures in
            let end = tape.end
            var index = JSONTape.rootIndex
            var depth = 0
            while index < end {
                switch tape.tag(index) {
                case .object:
                    depth += 1
                    if depth > depthMax { return .tooDeep }
                    if let duplicate = duplicateKey(tape, index, signatures) {
                        return .duplicateKey(duplicate)
                    }
                    index += 1
                case .array:
                    depth += 1
                    if depth > depthMax { return .tooDeep }
                    index += 1
                case .objectEnd, .arrayEnd:
                    depth -= 1
                    index += 1
                case .signed, .unsigned, .double:
                    index += 2
                default:
                    index += 1
                }
            }
            return nil
        }
    }

    private static func duplicateKey(
        _ tape: JSONTape,
        _ object: Int,
        _ signatures: UnsafeMutableBufferPointer<UInt64>
    ) -> Int? {
        let end = tape.containerEnd(object) - 1
        var key = object + 1
        var count = 0
        while key < end {
            if count == pairwiseMax { return duplicateKeyBySorting(tape, object) }
            let signature = KeySignature(onTape: tape.string(key)).word
            var hits: UInt64 = 0
            // No early exit: the compiler makes this a few wide comparisons.
            for earlier in 0..<count { hits |= signatures[earlier] == signature ? 1 : 0 }
            if hits != 0, isRepeated(tape, object, key) { return key }
            signatures[count] = signature
            count += 1
            key = tape.next(after: key + 1)
        }
        return nil
    }

    private static func isRepeated(_ tape: JSONTape, _ object: Int, _ key: Int) -> Bool {
        let wanted = tape.string(key)
        var earlier = object + 1
        while earlier < key {
            if tape.string(earlier).hasSameBytes(as: wanted) { return true }
            earlier = tape.next(after: earlier + 1)
        }
        return false
    }

    private static func duplicateKeyBySorting(_ tape: JSONTape, _ object: Int) -> Int? {
        let end = tape.containerEnd(object) - 1
        var keys: [Int] = []
        var key = object + 1
        while key < end {
            keys.append(key)
            key = tape.next(after: key + 1)
        }
        keys.sort { left, right in
            let (first, second) = (tape.string(left), tape.string(right))
            if first.precedesByLength(second) { return true }
            return left < right && first.hasSameBytes(as: second)
        }
        return zip(keys, keys.dropFirst())
            .filter { tape.string($0).hasSameBytes(as: tape.string($1)) }
            .map(\.1).min()
    }
}
