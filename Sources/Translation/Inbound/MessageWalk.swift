internal import JSON

/// One walk over a message: fills the slots of a trie and writes down what it does not know.
struct MessageWalk {
    /// The value at each slot; nil where the message has none.
    private(set) var slots: [JSONNode?]
    /// What selections of all elements took, in the message's order.
    private(set) var elements: [(slot: Int, node: JSONNode)] = []
    private(set) var unmapped = UnmappedValues()
    private let selections: [[PointerTrie.Selection]]

    init(_ message: JSONNode, _ table: TrieTable) {
        slots = Array(repeating: nil, count: table.slotCount)
        selections = table.selections
        table.withView { visit(message, PointerTrie.root, PointerTrie.everything, $0) }
    }

    /// Keeps a value that a rule could not use, under its own pointer.
    mutating func keep(_ node: JSONNode, of message: JSONNode) {
        unmapped.keep(node, at: message.pointer(to: node))
    }

    private mutating func visit(
        _ value: JSONNode,
        _ position: Int,
        _ sought: UInt64,
        _ trie: TrieView
    ) {
        let node = trie.nodes[position]
        for slot in node.slots { slots[Int(trie.slots[Int(slot)])] = value }
        if node.selection >= 0 {
            select(value, node, trie)
        } else if node.consumed & sought == 0 {
            descend(value, node, sought, trie)
        } else if node.slots.isEmpty, sought == PointerTrie.everything {
            // It has decided something, which only a scalar can.
            if value.kind == .object || value.kind == .array { unmapped.add(value) }
        }
    }

    private mutating func descend(
        _ value: JSONNode,
        _ node: TrieTable.Node,
        _ sought: UInt64,
        _ trie: TrieView
    ) {
        guard !node.edges.isEmpty else { return unmapped.add(value) }
        switch value.kind {
        case .object:
            value.forEachMember { name, member in
                visit(member, named: name, of: node, sought, trie)
            }
        case .array:
            for (position, element) in value.elements.enumerated() {
                var name = String(position)
                name.withUTF8 { visit(element, named: $0, of: node, sought, trie) }
            }
        case .null: return
        case .string, .integer, .double, .bool: unmapped.add(value)
        }
    }

    private mutating func visit(
        _ value: JSONNode,
        named name: UnsafeBufferPointer<UInt8>,
        of parent: TrieTable.Node,
        _ sought: UInt64,
        _ trie: TrieView
    ) {
        guard let child = trie.child(of: parent, named: name) else {
            return unmapped.add(value, named: name)
        }
        let node = trie.nodes[child]
        // Most of what is known is one scalar in one slot: no need to step in.
        if node.selection < 0, node.consumed & sought != 0, !node.slots.isEmpty {
            for slot in node.slots { slots[Int(trie.slots[Int(slot)])] = value }
            return
        }
        let length = unmapped.enter(name)
        visit(value, child, sought, trie)
        unmapped.leave(to: length)
    }

    // MARK: Arrays of which elements are chosen

    private mutating func select(_ value: JSONNode, _ node: TrieTable.Node, _ trie: TrieView) {
        let selections = selections[Int(node.selection)]
        switch value.kind {
        case .null: return
        case .array: selectElements(of: value, selections, node, trie)
        case .object:
            // One thing where there could be several.
            let taken = take(value, selections) { Self.holds($0.rule, value) }
            settle(value, taken, node, trie)
        case .string, .integer, .double, .bool:
            let taken = take(value, selections) { selection in
                selection.rule.pick == .all && selection.rule.item.tokens.isEmpty
            }
            if taken == 0 { unmapped.add(value) }
        }
    }

    private mutating func selectElements(
        of array: JSONNode,
        _ selections: [PointerTrie.Selection],
        _ node: TrieTable.Node,
        _ trie: TrieView
    ) {
        let picked = selections.map { Self.position(of: $0.rule, in: array) }
        for (position, element) in array.elements.enumerated() {
            var index = 0
            let taken = take(element, selections) { selection in
                defer { index += 1 }
                if selection.rule.pick == .all { return Self.holds(selection.rule, element) }
                return picked[index] == position
            }
            var name = String(position)
            let length = name.withUTF8 { unmapped.enter($0) }
            settle(element, taken, node, trie)
            unmapped.leave(to: length)
        }
    }

    /// What nobody wanted of an element is kept, and all of it when nobody wanted it.
    private mutating func settle(
        _ element: JSONNode,
        _ taken: UInt64,
        _ node: TrieTable.Node,
        _ trie: TrieView
    ) {
        if taken == 0 {
            unmapped.add(element)
        } else {
            visit(element, Int(node.element), taken, trie)
        }
    }

    /// Gives an element to the selections that want it; their bits.
    private mutating func take(
        _ element: JSONNode,
        _ selections: [PointerTrie.Selection],
        where isWanted: (PointerTrie.Selection) -> Bool
    ) -> UInt64 {
        var taken: UInt64 = 0
        for selection in selections where isWanted(selection) {
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
        rule.conditions.allSatisfy { pointer, text in element.at(pointer)?.isText(text) ?? false }
    }
}
