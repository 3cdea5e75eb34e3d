/// Writes JSON into bytes, one value after another; commas come by themselves.
///
/// What is written is what is called: the writer does not check that keys differ, nor that a
/// document is one value.
package struct JSONWriter {
    /// Room made in advance and filled up to `count`: an array that grew byte by byte would
    /// check its owner and its capacity for each of them.
    private var room: [UInt8]
    /// How many bytes are written.
    package private(set) var count = 0
    /// Whether the next key or element follows another one.
    private var needsComma = false

    package init(capacity: Int = 512) {
        self.room = [UInt8](repeating: 0, count: Swift.max(capacity, 64))
    }

    /// A copy of what was written.
    package var bytes: [UInt8] { Array(room[..<count]) }

    /// Forgets what was written and keeps the room for it.
    package mutating func reset() {
        count = 0
        needsComma = false
    }

    /// A place to come back to.
    package struct Mark {
        fileprivate let count: Int
        fileprivate let needsComma: Bool
    }

    package var mark: Mark { Mark(count: count, needsComma: needsComma) }

    /// Forgets what was written since, which is whole: what was opened is closed.
    package mutating func takeBack(to mark: Mark) {
        count = mark.count
        needsComma = mark.needsComma
    }

    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    /// A key known when the program is written; it holds nothing that needs an escape.
    package mutating func key(_ name: StaticString) {
        let length = name.utf8CodeUnitCount
        let start = name.utf8Start
        value(lengthMax: length + 3) { out in
            out[0] = UInt8(ascii: "\"")
            (out + 1).update(from: start, count: length)
            out[length + 1] = UInt8(ascii: "\"")
            out[length + 2] = UInt8(ascii: ":")
            return length + 3
        }
        needsComma = false
    }

    package mutating func key(_ name: String) {
        string(name)
        colon()
    }

    package mutating func key(utf8 name: UnsafeBufferPointer<UInt8>) {
        string(utf8: name)
        colon()
    }

    package mutating func string(_ text: String) {
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { string(utf8: $0) }
        guard isWritten == nil else { return }
        var text = text
        text.withUTF8 { string(utf8: $0) }
    }

    /// A string whose bytes are known to be valid UTF-8.
    package mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
        let plainLength = text.count + 2
        var plainCount = 0
        value(lengthMax: plainLength) { out in
            out[0] = UInt8(ascii: "\"")
            plainCount = JSONEscape.copyPlain(text, to: out + 1)
            guard plainCount == text.count else { return plainCount + 1 }
            out[plainLength - 1] = UInt8(ascii: "\"")
            return plainLength
        }
        guard plainCount < text.count else { return }
        // The rest of the same string: no comma before it.
        needsComma = false
        let rest = UnsafeBufferPointer(rebasing: text[plainCount...])
        value(lengthMax: rest.count * JSONEscape.bytesPerByteMax + 1) { out in
            let length = JSONEscape.copyEscaping(rest, to: out)
            out[length] = UInt8(ascii: "\"")
            return length + 1
        }
    }

    /// A string that needs no escapes, written by the caller, who returns its length.
    package mutating func quoted(
        lengthMax: Int,
        _ write: (UnsafeMutablePointer<UInt8>) -> Int
    ) {
        value(lengthMax: lengthMax + 2) { out in
            let length = write(out + 1)
            out[0] = UInt8(ascii: "\"")
            out[length + 1] = UInt8(ascii: "\"")
            return length + 2
        }
    }

    package mutating func integer(_ value: Int64) {
        unsigned(value.magnitude, isNegative: value < 0)
    }

    package mutating func integer(_ value: UInt64) {
        unsigned(value, isNegative: false)
    }

    /// The shortest text that reads back as the same number; always with a fraction or exponent.
    package mutating func double(_ value: Double) {
        precondition(value.isFinite, "JSON has no word for \(value)")
        var text = value.description
        text.withUTF8 { raw($0) }
    }

    package mutating func bool(_ value: Bool) {
        word(value ? "true" : "false")
    }

    package mutating func null() {
        word("null")
    }

    /// One whole JSON value, as it is.
    package mutating func raw(_ json: [UInt8]) {
        json.withUnsafeBufferPointer { raw($0) }
    }

    private mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
        guard let start = json.baseAddress else { return }
        value(lengthMax: json.count) { out in
            out.update(from: start, count: json.count)
            return json.count
        }
    }

    private mutating func word(_ word: StaticString) {
        raw(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private mutating func unsigned(_ value: UInt64, isNegative: Bool) {
        var length = isNegative ? 2 : 1
        var rest = value
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        self.value(lengthMax: length) { out in
            var rest = value
            var position = length
            repeat {
                position -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                out[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
                rest = quotient
            } while rest != 0
            if isNegative { out[0] = UInt8(ascii: "-") }
            return length
        }
    }

    /// Writes a comma if one is due, and then what the caller writes, who returns its length.
    @inline(__always)
    private mutating func value(
        lengthMax: Int,
        _ write: (UnsafeMutablePointer<UInt8>) -> Int
    ) {
        if room.count - count <= lengthMax { grow(by: lengthMax + 1) }
        let (start, comma) = (count, needsComma)
        let length = room.withUnsafeMutableBufferPointer { room -> Int in
            guard let base = room.baseAddress else { return 0 }
            // Written where it belongs if it is due, and overwritten if not.
            base[start] = UInt8(ascii: ",")
            let gap = comma ? 1 : 0
            return write(base + (start + gap)) + gap
        }
        count = start + length
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        value(lengthMax: 1) { out in
            out[0] = bracket
            return 1
        }
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        needsComma = false
        open(bracket)
        needsComma = true
    }

    private mutating func colon() {
        close(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func grow(by length: Int) {
        let added = Swift.max(room.count, length)
        room.append(contentsOf: repeatElement(0, count: added))
    }
}
