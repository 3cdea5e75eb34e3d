extension JSONWriter {
    /// Writes a parsed value again: members in their order, numbers as the same numbers.
    package mutating func node(_ node: JSONNode) {
        let (tape, index) = (node.tape, node.index)
        switch tape.tag(index) {
        case .object:
            object { writer in
                node.forEachMember { key, value in
                    writer.key(utf8: key)
                    writer.node(value)
                }
            }
        case .array:
            array { writer in
                for element in node.elements { writer.node(element) }
            }
        case .string: string(utf8: tape.string(index))
        case .signed: integer(Int64(bitPattern: tape.number(index)))
        case .unsigned: integer(tape.number(index))
        case .double: double(Double(bitPattern: tape.number(index)))
        case .true: bool(true)
        case .false: bool(false)
        default: null()
        }
    }
}
