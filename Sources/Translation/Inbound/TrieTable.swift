/// A trie of pointers laid out flat, so that a walk over a message touches no reference counts.
///
/// Immutable; made once for each verb of a dialect.
struct TrieTable: Sendable {
    struct Node: Sendable {
        let edges: Range<Int32>
        let slots: Range<Int32>
        /// Into `selections`, or -1.
        let selection: Int32
        /// The node that elements of the selections are walked from, or -1.
        let element: Int32
        let consumed: UInt64
    }

    struct Edge: Sendable {
        let signature: UInt64
        let name: Range<Int32>
        let child: Int32
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var names: [UInt8] = []
    private(set) var slots: [Int32] = []
    private(set) var selections: [[PointerTrie.Selection]] = []
    let slotCount: Int

    init(_ trie: PointerTrie) {
        slotCount = trie.slotCount
        for node in trie.nodes {
            let firstEdge = Int32(edges.count)
            for edge in node.edges {
                let start = Int32(names.count)
                names += edge.name
                let signature = edge.name.withUnsafeBufferPointer { TrieTable.signature(of: $0) }
                let name = start..<Int32(names.count)
                edges.append(Edge(signature: signature, name: name, child: Int32(edge.child)))
            }
            let firstSlot = Int32(slots.count)
            slots += node.slots.map(Int32.init)
            if !node.selections.isEmpty { selections.append(node.selections) }
            nodes.append(
                Node(
                    edges: firstEdge..<Int32(edges.count),
                    slots: firstSlot..<Int32(slots.count),
                    selection: node.selections.isEmpty ? -1 : Int32(selections.count - 1),
                    element: Int32(node.element ?? -1),
                    consumed: node.consumed
                )
            )
        }
    }

    /// Hands out the table's parts without a copy, for the length of one walk.
    func withView<Result>(_ body: (TrieView) -> Result) -> Result {
        nodes.withUnsafeBufferPointer { nodes in
            edges.withUnsafeBufferPointer { edges in
                names.withUnsafeBufferPointer { names in
                    slots.withUnsafeBufferPointer { slots in
                        body(TrieView(nodes: nodes, edges: edges, names: names, slots: slots))
                    }
                }
            }
        }
    }

    /// Equal for equal names, different for nearly all others.
    static func signature(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let start = UnsafeRawPointer(name.baseAddress) else { return 0 }
        let count = name.count
        guard count >= 8 else {
            var signature = UInt64(count)
            for byte in name { signature = signature << 8 | UInt64(byte) }
            return signature
        }
        let head = start.loadUnaligned(as: UInt64.self)
        let tail = (start + (count - 8)).loadUnaligned(as: UInt64.self)
        return (head &* 0x9e37_79b9_7f4a_7c15) ^ tail &+ UInt64(count)
    }
}

/// The parts of a trie while a walk goes on; not to be kept.
struct TrieView {
    let nodes: UnsafeBufferPointer<TrieTable.Node>
    let edges: UnsafeBufferPointer<TrieTable.Edge>
    let names: UnsafeBufferPointer<UInt8>
    let slots: UnsafeBufferPointer<Int32>

    /// The node a member's name leads to; nil when no pointer goes there.
    func child(of node: TrieTable.Node, named name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !node.edges.isEmpty else { return nil }
        let signature = TrieTable.signature(of: name)
        for position in Int(node.edges.lowerBound)..<Int(node.edges.upperBound) {
            let edge = edges[position]
            guard edge.signature == signature, edge.name.count == name.count else { continue }
            let known = names[Int(edge.name.lowerBound)..<Int(edge.name.upperBound)]
            if known.elementsEqual(name) { return Int(edge.child) }
        }
        return nil
    }
}
