/// The members of an object in document order; empty for every other value.
package struct JSONMembers: Sequence {
    let node: JSONNode

    init(node: JSONNode) {
        self.node = node
    }

    package func makeIterator() -> Iterator {
        Iterator(node: node)
    }

    package struct Iterator: IteratorProtocol {
        let tape: JSONTape
        let end: Int
        var index: Int

        init(node: JSONNode) {
            self.tape = node.tape
            self.index = node.index &+ 1
            let isObject = node.tape.tag(node.index) == .object
            self.end = isObject ? node.tape.containerEnd(node.index) &- 1 : index
        }

        package mutating func next() -> (key: String, value: JSONNode)? {
            guard index < end else { return nil }
            let key = String(decoding: tape.string(index), as: UTF8.self)
            let value = JSONNode(tape: tape, index: index &+ 1)
            index = tape.next(after: index &+ 1)
            return (key, value)
        }
    }
}

extension JSONNode {
    package var members: JSONMembers { JSONMembers(node: self) }

    /// The members with their keys as bytes: for the hot path, which need not own the keys.
    package func forEachMember(_ body: (UnsafeBufferPointer<UInt8>, JSONNode) -> Void) {
        guard tape.tag(index) == .object else { return }
        let end = tape.containerEnd(index) &- 1
        var position = index &+ 1
        while position < end {
            body(tape.string(position), JSONNode(tape: tape, index: position &+ 1))
            position = tape.next(after: position &+ 1)
        }
    }
}
