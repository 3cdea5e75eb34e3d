/// Simdjson's tape: the document as 64-bit words in document order, strings beside it.
///
/// A word's top byte tells what it is; the rest is a value, or an index that jumps over a
/// container. Numbers take a second word. The first word belongs to the root.
package struct JSONTape {
    let storedWords: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    #if DEBUG
        // Debug builds trap where a release build would read a later document, or freed memory.
        private unowned let owner: JSONParser
        private let generation: Int
    #endif

    init(words: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, owner: JSONParser) {
        self.storedWords = words
        self.strings = strings
        #if DEBUG
            self.owner = owner
            self.generation = owner.generation
        #endif
    }

    static let rootIndex = 1

    #if DEBUG
        var words: UnsafePointer<UInt64> {
            precondition(owner.generation == generation, "a node is valid until the next parse")
            return storedWords
        }
    #else
        var words: UnsafePointer<UInt64> { storedWords }
    #endif

    /// One past the last word of the document.
    var end: Int { next(after: Self.rootIndex) }

    func tag(_ index: Int) -> Tag {
        Tag(byte: UInt8(truncatingIfNeeded: words[index] &>> 56))
    }

    /// Where the next sibling starts.
    func next(after index: Int) -> Int {
        switch tag(index) {
        case .object, .array: containerEnd(index)
        case .signed, .unsigned, .double: index &+ 2
        default: index &+ 1
        }
    }

    /// One past the closing word of the container at `index`.
    func containerEnd(_ index: Int) -> Int {
        Int(UInt32(truncatingIfNeeded: words[index]))
    }

    /// The bytes of the string at `index`; a zero byte follows them.
    func string(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = strings + Int(words[index] & 0x00FF_FFFF_FFFF_FFFF)
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(count))
    }

    /// The second word of the number at `index`.
    func number(_ index: Int) -> UInt64 {
        words[index &+ 1]
    }
}

extension JSONTape {
    /// The top byte of a word.
    struct Tag: Equatable {
        let byte: UInt8

        init(byte: UInt8) {
            self.byte = byte
        }

        static var object: Tag { Tag(byte: UInt8(ascii: "{")) }
        static var objectEnd: Tag { Tag(byte: UInt8(ascii: "}")) }
        static var array: Tag { Tag(byte: UInt8(ascii: "[")) }
        static var arrayEnd: Tag { Tag(byte: UInt8(ascii: "]")) }
        static var string: Tag { Tag(byte: UInt8(ascii: "\"")) }
        static var signed: Tag { Tag(byte: UInt8(ascii: "l")) }
        static var unsigned: Tag { Tag(byte: UInt8(ascii: "u")) }
        static var double: Tag { Tag(byte: UInt8(ascii: "d")) }
        static var `true`: Tag { Tag(byte: UInt8(ascii: "t")) }
        static var `false`: Tag { Tag(byte: UInt8(ascii: "f")) }
        static var null: Tag { Tag(byte: UInt8(ascii: "n")) }
    }
}

extension JSONTape {
    /// The JSON Pointer from the value at `root` to the value, or the key, at `target`.
    ///
    /// Found by walking down from the root: a path costs nothing until somebody asks for it.
    func pointer(from root: Int, to target: Int) -> JSONPointer {
        var tokens: [String] = []
        var index = root
        while index < target {
            switch tag(index) {
            case .object:
                var key = index + 1
                while next(after: key + 1) <= target { key = next(after: key + 1) }
                tokens.append(String(decoding: string(key), as: UTF8.self))
                if key == target { return JSONPointer(tokens) }
                index = key + 1
            case .array:
                var element = index + 1
                var position = 0
                while next(after: element) <= target {
                    element = next(after: element)
                    position += 1
                }
                tokens.append(String(position))
                index = element
            default:
                preconditionFailure("the target is within the root")
            }
        }
        return JSONPointer(tokens)
    }
}
