/// Equality as JSON Schema defines it: by value, whatever the order of an object's members.
extension JSONNode {
    func hasSameValue(as other: JSONNode) -> Bool {
        if let number = JSONNumber(self) { return number == JSONNumber(other) }
        switch (kind, other.kind) {
        case (.null, .null): return true
        case (.bool, .bool): return bool == other.bool
        case (.string, .string):
            return tape.string(index).hasSameBytes(as: other.tape.string(other.index))
        case (.array, .array): return hasSameElements(as: other)
        case (.object, .object): return hasSameMembers(as: other)
        default: return false
        }
    }

    private func hasSameElements(as other: JSONNode) -> Bool {
        var others = other.elements.makeIterator()
        for element in elements {
            guard let counterpart = others.next(), element.hasSameValue(as: counterpart) else {
                return false
            }
        }
        return others.next() == nil
    }

    /// Sorts both sides, so that an object of any size costs no more than its sorting.
    private func hasSameMembers(as other: JSONNode) -> Bool {
        let (keys, otherKeys) = (sortedKeys, other.sortedKeys)
        guard keys.count == otherKeys.count else { return false }
        return zip(keys, otherKeys).allSatisfy { key, otherKey in
            tape.string(key).hasSameBytes(as: other.tape.string(otherKey))
                && JSONNode(tape: tape, index: key + 1)
                    .hasSameValue(as: JSONNode(tape: other.tape, index: otherKey + 1))
        }
    }

    private var sortedKeys: [Int] {
        var keys: [Int] = []
        var key = index + 1
        while key < tape.containerEnd(index) - 1 {
            keys.append(key)
            key = tape.next(after: key + 1)
        }
        return keys.sorted { tape.string($0).precedesByLength(tape.string($1)) }
    }

    /// Equal for equal values, different for nearly all others.
    private func hash(into hasher: inout Hasher) {
        if let number = JSONNumber(self) { return hasher.combine(number) }
        switch kind {
        case .string: hasher.combine(bytes: UnsafeRawBufferPointer(tape.string(index)))
        case .array:
            hasher.combine(1)
            for element in elements { element.hash(into: &hasher) }
        case .object:
            hasher.combine(2)
            for key in sortedKeys {
                hasher.combine(bytes: UnsafeRawBufferPointer(tape.string(key)))
                JSONNode(tape: tape, index: key + 1).hash(into: &hasher)
            }
        case .bool: hasher.combine(bool)
        default: hasher.combine(3)
        }
    }

    /// The first element of the array that repeats an earlier one, and where both stand.
    var firstRepetition: (element: JSONNode, position: Int, earlier: Int)? {
        let elements = Array(self.elements)
        let hasContainers = elements.contains { $0.kind == .object || $0.kind == .array }
        guard hasContainers || elements.count > 16 else {
            return firstRepetitionPairwise(elements)
        }
        let hashes = elements.map { element in
            var hasher = Hasher()
            element.hash(into: &hasher)
            return hasher.finalize()
        }
        let order = elements.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
        var first: (position: Int, earlier: Int)?
        for (earlier, position) in zip(order, order.dropFirst())
        where hashes[earlier] == hashes[position] && position < first?.position ?? .max {
            if elements[earlier].hasSameValue(as: elements[position]) {
                first = (position, earlier)
            }
        }
        return first.map { (elements[$0.position], $0.position, $0.earlier) }
    }

    /// For a few values that are compared in no time.
    private func firstRepetitionPairwise(
        _ elements: [JSONNode]
    ) -> (element: JSONNode, position: Int, earlier: Int)? {
        for (position, element) in elements.enumerated() {
            for (earlier, other) in elements[..<position].enumerated()
            where element.hasSameValue(as: other) {
                return (element, position, earlier)
            }
        }
        return nil
    }
}
