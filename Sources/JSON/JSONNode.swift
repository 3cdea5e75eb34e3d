/// A value in a parsed document: a cursor on its parser's tape.
///
/// Valid until the parser parses again or is freed; debug builds trap when it is used later.
/// Copying and walking allocate nothing; only `string` and the keys of `members` do.
package struct JSONNode {
    package enum Kind: String, CaseIterable, Sendable {
        case object
        case array
        case string
        case integer
        /// Written with a fraction or an exponent, or beyond `Int64`.
        case double
        case bool
        case null
    }

    let tape: JSONTape
    let index: Int

    init(tape: JSONTape, index: Int) {
        self.tape = tape
        self.index = index
    }

    package var kind: Kind {
        switch tape.tag(index) {
        case .object: .object
        case .array: .array
        case .string: .string
        case .signed: .integer
        case .unsigned, .double: .double
        case .true, .false: .bool
        default: .null
        }
    }

    package var isNull: Bool { tape.tag(index) == .null }

    /// Nil when not a string.
    package var string: String? {
        utf8.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The string's bytes, valid UTF-8 and valid as long as the node; nil when not a string.
    package var utf8: UnsafeBufferPointer<UInt8>? {
        tape.tag(index) == .string ? tape.string(index) : nil
    }

    /// Hands out the string's bytes, valid UTF-8, without a copy; nil when not a string.
    package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard let utf8 else { return nil }
        return body(utf8)
    }

    /// Whole numbers within `Int64`, however written: `1`, `1.0` and `1e0` are the same number.
    package var integer: Int64? {
        switch tape.tag(index) {
        case .signed: Int64(bitPattern: tape.number(index))
        case .double: Int64(exactly: Double(bitPattern: tape.number(index)))
        default: nil
        }
    }

    /// Every number; beyond 2^53 rounded.
    package var double: Double? {
        switch tape.tag(index) {
        case .signed: Double(Int64(bitPattern: tape.number(index)))
        case .unsigned: Double(tape.number(index))
        case .double: Double(bitPattern: tape.number(index))
        default: nil
        }
    }

    package var bool: Bool? {
        switch tape.tag(index) {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The object's member of that name; keys are compared byte by byte.
    package subscript(_ key: String) -> JSONNode? {
        guard tape.tag(index) == .object else { return nil }
        var key = key
        return key.withUTF8 { member($0) }
    }

    /// The array's element at that position.
    package subscript(_ position: Int) -> JSONNode? {
        guard tape.tag(index) == .array, position >= 0 else { return nil }
        return elements.dropFirst(position).first { _ in true }
    }

    /// The value a pointer leads to from here; nil where nothing is.
    package func at(_ pointer: JSONPointer) -> JSONNode? {
        var node = self
        for token in pointer.tokens {
            guard let next = node.step(token) else { return nil }
            node = next
        }
        return node
    }

    /// Where `node`, which is within this one, stands from here.
    package func pointer(to node: JSONNode) -> JSONPointer {
        tape.pointer(from: index, to: node.index)
    }

    func member(_ key: UnsafeBufferPointer<UInt8>) -> JSONNode? {
        let end = tape.containerEnd(index) &- 1
        var position = index &+ 1
        while position < end {
            if tape.string(position).hasSameBytes(as: key) {
                return JSONNode(tape: tape, index: position &+ 1)
            }
            position = tape.next(after: position &+ 1)
        }
        return nil
    }

    private func step(_ token: String) -> JSONNode? {
        guard kind == .array else { return self[token] }
        guard let position = Int(token), String(position) == token else { return nil }
        return self[position]
    }
}
