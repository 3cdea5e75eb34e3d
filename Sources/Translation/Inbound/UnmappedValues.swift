internal import JSON

/// Values that no rule of a dialect reads, under their pointers: nothing sent is ever lost.
struct UnmappedValues {
    /// Members of the object, without its braces; made at the first value.
    private var writer: JSONWriter?
    /// Where the walk is, as an RFC 6901 pointer.
    private var path: [UInt8] = []
    private var kept: [JSONPointer] = []

    init() {
        path.reserveCapacity(256)
    }

    /// A JSON object, or nil when everything was mapped.
    var json: [UInt8]? {
        writer.map { [UInt8(ascii: "{")] + $0.bytes + [UInt8(ascii: "}")] }
    }

    /// Steps into a member or an element; what it returns is needed to step out again.
    mutating func enter(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        let length = path.count
        path.append(UInt8(ascii: "/"))
        let start = path.count
        path.append(contentsOf: name)
        let isPlain = name.allSatisfy { $0 != UInt8(ascii: "~") && $0 != UInt8(ascii: "/") }
        if !isPlain {
            path.removeLast(path.count - start)
            for byte in name {
                switch byte {
                case UInt8(ascii: "~"): path += [byte, UInt8(ascii: "0")]
                case UInt8(ascii: "/"): path += [UInt8(ascii: "~"), UInt8(ascii: "1")]
                default: path.append(byte)
                }
            }
        }
        return length
    }

    mutating func leave(to length: Int) {
        path.removeLast(path.count - length)
    }

    /// The value the walk stands at.
    mutating func add(_ value: JSONNode) {
        open()
        path.withUnsafeBufferPointer { writer?.key(utf8: $0) }
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

    private mutating func open() {
        if writer == nil { writer = JSONWriter(capacity: 4096) }
    }
}
