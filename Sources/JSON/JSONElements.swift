/// The elements of an array in order; empty for every other value.
package struct JSONElements: Sequence {
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
            let isArray = node.tape.tag(node.index) == .array
            self.end = isArray ? node.tape.containerEnd(node.index) &- 1 : index
        }

        package mutating func next() -> JSONNode? {
            guard index < end else { return nil }
            let element = JSONNode(tape: tape, index: index)
            index = tape.next(after: index)
            return element
        }
    }
}

extension JSONNode {
    package var elements: JSONElements { JSONElements(node: self) }
}
