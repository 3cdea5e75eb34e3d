internal import JSON

/// Values that no rule of a dialect reads, under their pointers: nothing sent is ever lost.
struct UnmappedValues {
    /// Members of the object, without its braces; made at the first value.
    private var writer: JSONWriter?
    /// Where the walk is, as an RFC 6901 pointer: the first `length` bytes.
    private var path: [UInt8]
    private var length = 0
    private var kept: [JSONPointer] = []

    init() {
        path = Array(repeating: 0, count: 256)
    }

    /// A JSON object, or nil when everything was mapped.
    var json: [UInt8]? {
        writer.map { [UInt8(ascii: "{")] + $0.bytes + [UInt8(ascii: "}")] }
    }

    /// Steps into a member or an element; what it returns is needed to step out again.
    mutating func enter(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        let before = length
        append(name)
        return before
    }

    mutating func leave(to before: Int) {
        length = before
    }

    /// A member of the value the walk stands at.
    mutating func add(_ value: JSONNode, named name: UnsafeBufferPointer<UInt8>) {
        let before = enter(name)
        add(value)
        leave(to: before)
    }

    /// The value the walk stands at.
    mutating func add(_ value: JSONNode) {
        open()
        path.withUnsafeBufferPointer { room in
            writer?.key(utf8: UnsafeBufferPointer(rebasing: room[..<length]))
        }
        writer?.node(value)
    }

    /// A value the walk has handed out and nobody could use; several rules may say so.
    mutating func keep(_ value: JSONNode, at pointer: JSONPointer) {
        guard !kept.contains(pointer) else { return }
        kept.append(pointer)
        open()
        writer?.key(pointer.text)
        writer?.node(value)
    }

    private mutating func append(_ name: UnsafeBufferPointer<UInt8>) {
        // Every byte may become two.
        let needed = length + 1 + 2 * name.count
        if path.count < needed { path += Array(repeating: 0, count: needed) }
        path[length] = UInt8(ascii: "/")
        length += 1
        guard let start = name.baseAddress else { return }
        if name.contains(UInt8(ascii: "~"), or: UInt8(ascii: "/")) { return appendEscaping(name) }
        path.withUnsafeMutableBufferPointer { room in
            room.baseAddress.map { $0 + length }?.update(from: start, count: name.count)
        }
        length += name.count
    }

    private mutating func appendEscaping(_ name: UnsafeBufferPointer<UInt8>) {
        for byte in name {
            let isSpecial = byte == UInt8(ascii: "~") || byte == UInt8(ascii: "/")
            path[length] = isSpecial ? UInt8(ascii: "~") : byte
            length += 1
            guard isSpecial else { continue }
            path[length] = byte == UInt8(ascii: "~") ? UInt8(ascii: "0") : UInt8(ascii: "1")
            length += 1
        }
    }

    private mutating func open() {
        if writer == nil { writer = JSONWriter(capacity: 1024) }
    }
}
