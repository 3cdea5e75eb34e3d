internal import JSON

/// Pointers as a tree, while they are collected; values are to be put into numbered slots.
///
/// `TrieTable` is made of it and does the work.
struct PointerTrie {
    /// The elements of an array that a slot takes, bounded to what a mask can hold.
    final class Selection: Sendable {
        let rule: ArraySelection
        let slot: Int
        /// This selection's bit in the masks below the array.
        let mask: UInt64

        init(rule: ArraySelection, slot: Int, mask: UInt64) {
            self.rule = rule
            self.slot = slot
            self.mask = mask
        }
    }

    struct Node {
        var edges: [(name: [UInt8], child: Int)] = []
        /// Take the value that stands here.
        var slots: [Int] = []
        var selections: [Selection] = []
        /// Root of the tree that the elements of the selections are walked with.
        var element: Int?
        /// The value here is accounted for when one of these bits is among those looked for.
        var consumed: UInt64 = 0
    }

    static let root = 0
    /// What is looked for outside every selection.
    static let everything: UInt64 = .max

    private(set) var nodes = [Node()]
    private(set) var slotCount = 0

    /// A new slot for the value at the pointer, or for what the selection takes of it.
    mutating func add(_ pointer: JSONPointer, _ selection: ArraySelection? = nil) -> Int {
        let slot = slotCount
        slotCount += 1
        let node = node(at: pointer.tokens, from: Self.root)
        guard let selection else {
            nodes[node].slots.append(slot)
            nodes[node].consumed = Self.everything
            return slot
        }
        addSelection(selection, slot: slot, at: node)
        return slot
    }

    /// Accounts for a value that decided something and is in no slot.
    mutating func consume(_ pointer: JSONPointer) {
        nodes[node(at: pointer.tokens, from: Self.root)].consumed = Self.everything
    }

    /// A slot for an array's elements, of which these pointers are accounted for.
    mutating func addEach(_ pointer: JSONPointer, reading items: [JSONPointer]) -> Int {
        let all = ArraySelection(conditions: [:], item: JSONPointer([]), pick: .all)
        let slot = slotCount
        slotCount += 1
        let node = node(at: pointer.tokens, from: Self.root)
        addSelection(all, slot: slot, at: node, consuming: items)
        return slot
    }

    private mutating func addSelection(
        _ selection: ArraySelection,
        slot: Int,
        at node: Int,
        consuming items: [JSONPointer]? = nil
    ) {
        let position = nodes[node].selections.count
        precondition(position < UInt64.bitWidth, "a dialect's file is checked for this bound")
        let mask: UInt64 = 1 << UInt64(position)
        nodes[node].selections.append(Selection(rule: selection, slot: slot, mask: mask))
        let element = nodes[node].element ?? append()
        nodes[node].element = element
        for pointer in items ?? selection.conditions.keys + [selection.item] {
            nodes[self.node(at: pointer.tokens, from: element)].consumed |= mask
        }
    }

    private mutating func append() -> Int {
        nodes.append(Node())
        return nodes.count - 1
    }

    private mutating func node(at tokens: [String], from start: Int) -> Int {
        var node = start
        for token in tokens {
            let name = Array(token.utf8)
            if let edge = nodes[node].edges.first(where: { $0.name == name }) {
                node = edge.child
            } else {
                let child = append()
                nodes[node].edges.append((name, child))
                node = child
            }
        }
        return node
    }
}
