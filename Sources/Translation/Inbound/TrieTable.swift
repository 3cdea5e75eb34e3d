/// A trie of pointers laid out flat, so that a walk over a message touches no reference counts.
///
/// Immutable; made once for each verb of a dialect.
struct TrieTable: Sendable {
    struct Node: Sendable {
        /// The hash table of this node's edges: a power of two long, or 0.
        let edges: Range<Int32>
        let slots: Range<Int32>
        /// Into `selections`, or -1.
        let selection: Int32
        /// The node that elements of the selections are walked from, or -1.
        let element: Int32
        let consumed: UInt64
    }

    /// A place in a node's hash table; one without a child is free.
    struct Edge: Sendable {
        var signature: UInt64 = 0
        var name: Range<Int32> = 0..<0
        var child: Int32 = -1
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
            addEdges(node.edges)
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

    /// At most half full, so that a name no pointer has is found to be unknown at once.
    private mutating func addEdges(_ known: [(name: [UInt8], child: Int)]) {
        guard !known.isEmpty else { return }
        var capacity = 2
        while capacity < known.count * 2 { capacity *= 2 }
        let first = edges.count
        edges += Array(repeating: Edge(), count: capacity)
        for (name, child) in known {
            let start = Int32(names.count)
            names += name
            let signature = name.withUnsafeBufferPointer { Self.signature(of: $0) }
            var place = Self.place(of: signature, capacity)
            while edges[first + place].child >= 0 { place = (place + 1) & (capacity - 1) }
            edges[first + place] = Edge(
                signature: signature,
                name: start..<Int32(names.count),
                child: Int32(child)
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

    /// Where a signature's search begins in a table of so many places.
    static func place(of signature: UInt64, _ capacity: Int) -> Int {
        Int((signature &* 0x9e37_79b9_7f4a_7c15) &>> 40) & (capacity &- 1)
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
        let capacity = node.edges.count
        guard capacity > 0, let known = names.baseAddress else { return nil }
        let signature = TrieTable.signature(of: name)
        var place = TrieTable.place(of: signature, capacity)
        while true {
            let edge = edges[Int(node.edges.lowerBound) &+ place]
            guard edge.child >= 0 else { return nil }
            if edge.signature == signature {
                let stored = UnsafeBufferPointer(
                    start: known + Int(edge.name.lowerBound),
                    count: edge.name.count
                )
                if stored.hasSameBytes(as: name) { return Int(edge.child) }
            }
            place = (place &+ 1) & (capacity &- 1)
        }
    }
}
