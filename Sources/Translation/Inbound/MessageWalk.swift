internal import JSON

/// One walk over a message: fills the slots of a trie and writes down what it does not know.
struct MessageWalk {
    /// The value at each slot; nil where the message has none.
    private(set) var slots: [JSONNode?]
    /// What selections of all elements took, in the message's order.
    private(set) var elements: [(slot: Int, node: JSONNode)] = []
    private(set) var unmapped = UnmappedValues()
    private let trie: PointerTrie

    init(_ message: JSONNode, _ trie: PointerTrie) {
        self.trie = trie
        slots = Array(repeating: nil, count: trie.slotCount)
        visit(message, PointerTrie.root, PointerTrie.everything)
    }

    /// Keeps a value that a rule could not use, under its own pointer.
    mutating func keep(_ node: JSONNode, of message: JSONNode) {
        unmapped.keep(node, at: message.pointer(to: node))
    }

    private mutating func visit(_ value: JSONNode, _ node: Int, _ sought: UInt64) {
        for slot in trie.nodes[node].slots { slots[slot] = value }
        if !trie.nodes[node].selections.isEmpty {
            select(value, node, sought)
        } else if trie.nodes[node].consumed & sought == 0 {
            descend(value, node, sought)
        } else if trie.nodes[node].slots.isEmpty, sought == PointerTrie.everything {
            // It has decided something, which only a scalar can.
            if value.scalarText == nil, !value.isNull { unmapped.add(value) }
        }
    }

    private mutating func descend(_ value: JSONNode, _ node: Int, _ sought: UInt64) {
        guard !trie.nodes[node].edges.isEmpty else { return unmapped.add(value) }
        switch value.kind {
        case .object:
            value.forEachMember { name, member in
                visit(member, child(of: node, name), named: name, sought)
            }
        case .array:
            for (position, element) in value.elements.enumerated() {
                var name = String(position)
                name.withUTF8 { visit(element, child(of: node, $0), named: $0, sought) }
            }
        case .null: return
        case .string, .integer, .double, .bool: unmapped.add(value)
        }
    }

    private func child(of node: Int, _ name: UnsafeBufferPointer<UInt8>) -> Int? {
        trie.child(of: node, named: name)
    }

    private mutating func visit(
        _ value: JSONNode,
        _ node: Int?,
        named name: UnsafeBufferPointer<UInt8>,
        _ sought: UInt64
    ) {
        let length = unmapped.enter(name)
        if let node {
            visit(value, node, sought)
        } else {
            unmapped.add(value)
        }
        unmapped.leave(to: length)
    }

    private mutating func select(_ value: JSONNode, _ node: Int, _ sought: UInt64) {
        guard let element = trie.nodes[node].element else { return }
        switch value.kind {
        case .null: return
        case .array: break
        case .object:
            // One thing where there could be several.
            let taken = take(value, node) { selection in Self.holds(selection.rule, value) }
            taken == 0 ? unmapped.add(value) : visit(value, element, taken)
            return
        case .string, .integer, .double, .bool:
            let taken = take(value, node) { selection in
                selection.rule.pick == .all && selection.rule.item.tokens.isEmpty
            }
            if taken == 0 { unmapped.add(value) }
            return
        }
        let picked = trie.nodes[node].selections.map { Self.position(of: $0.rule, in: value) }
        for (position, item) in value.elements.enumerated() {
            var index = 0
            let taken = take(item, node) { selection in
                defer { index += 1 }
                if selection.rule.pick == .all { return Self.holds(selection.rule, item) }
                return picked[index] == position
            }
            var name = String(position)
            name.withUTF8 { name in
                let length = unmapped.enter(name)
                taken == 0 ? unmapped.add(item) : visit(item, element, taken)
                unmapped.leave(to: length)
            }
        }
    }

    /// Gives an element to the selections that want it; their bits.
    private mutating func take(
        _ element: JSONNode,
        _ node: Int,
        where isWanted: (PointerTrie.Selection) -> Bool
    ) -> UInt64 {
        var taken: UInt64 = 0
        for selection in trie.nodes[node].selections where isWanted(selection) {
            taken |= selection.mask
            guard let item = element.at(selection.rule.item) else { continue }
            slots[selection.slot] = item
            if selection.rule.pick == .all { elements.append((selection.slot, item)) }
        }
        return taken
    }

    /// Which element of the array a selection of one means.
    private static func position(of rule: ArraySelection, in array: JSONNode) -> Int? {
        guard rule.pick != .all else { return nil }
        var found: Int?
        for (position, element) in array.elements.enumerated() where holds(rule, element) {
            found = position
            if rule.pick == .first { break }
        }
        return found
    }

    static func holds(_ rule: ArraySelection, _ element: JSONNode) -> Bool {
        rule.conditions.allSatisfy { pointer, text in
            element.at(pointer)?.scalarText == text
        }
    }
}

extension JSONNode {
    /// A scalar as text: numbers and booleans as JSON writes them; nil for null and containers.
    var scalarText: String? {
        switch kind {
        case .string: string
        case .integer: integer.map(String.init)
        case .double: integer.map(String.init) ?? double?.description
        case .bool: bool.map(String.init)
        case .object, .array, .null: nil
        }
    }

    /// Null and empty text say nothing: many tools send every field they have.
    var saysNothing: Bool {
        switch kind {
        case .null: true
        case .string: withUTF8(\.isEmpty) ?? true
        case .array: elements.first { _ in true } == nil
        case .object, .integer, .double, .bool: false
        }
    }
}
