import JSON
import Testing

/// Seeded walks over what can be written, and over what is left of it after damage.
@Suite("JSON, fuzzed")
struct JSONFuzzTests {
    let parser = JSONParser()

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `what is written reads back and is written the same`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<10 {
            let bytes = Self.document(&random)
            var again = JSONWriter()
            again.node(try parser.parse(bytes))
            #expect(again.bytes == bytes)
        }
    }

    /// Whatever the damage: a document or a fault that says more than that there is one.
    @Test(arguments: 0..<150 as Range<UInt64>)
    func `damaged documents are read or explained`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let original = Self.document(&random)
        for _ in 0..<30 {
            var bytes = original
            for _ in 0...Int.random(in: 0..<3, using: &random) { Self.damage(&bytes, &random) }
            do {
                var writer = JSONWriter()
                writer.node(try parser.parse(bytes))
                let written = writer.bytes
                var again = JSONWriter()
                again.node(try parser.parse(written))
                #expect(again.bytes == written)
            } catch {
                #expect(error.detail != "This is not a JSON document.", "\(bytes)")
                #expect(JSONPointer(error.pointer) != nil)
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `every double and every integer keeps its value`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let double = Double(bitPattern: random.next())
            let integer =
                Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random)
            let unsigned = random.next() | 1 << 63
            guard double.isFinite else { continue }
            var writer = JSONWriter()
            writer.array { writer in
                writer.double(double)
                writer.integer(integer)
                writer.integer(unsigned)
            }
            let node = try parser.parse(writer.bytes)
            #expect(node[0]?.double == double)
            #expect(node[1]?.integer == integer)
            #expect(node[2]?.double == Double(unsigned))
            var again = JSONWriter()
            again.node(node)
            #expect(again.bytes == writer.bytes)
        }
    }

    private static func document(_ random: inout SplitMix64) -> [UInt8] {
        var writer = JSONWriter(capacity: 1)
        write(&writer, depth: 0, &random)
        return writer.bytes
    }

    private static func write(
        _ writer: inout JSONWriter,
        depth: Int,
        _ random: inout SplitMix64
    ) {
        switch Int.random(in: depth == 0 ? 0..<2 : depth > 4 ? 2..<9 : 0..<9, using: &random) {
        case 0:
            writer.object { writer in
                for number in 0..<Int.random(in: 0..<(12 - 2 * depth), using: &random) {
                    writer.key(text(&random) + "\(number)")
                    write(&writer, depth: depth + 1, &random)
                }
            }
        case 1:
            writer.array { writer in
                for _ in 0..<Int.random(in: 0..<6, using: &random) {
                    write(&writer, depth: depth + 1, &random)
                }
            }
        case 2: writer.integer(Int64(bitPattern: random.next()) >> 40)
        case 3: writer.double(Double(Int64(bitPattern: random.next()) >> 20) / 1024)
        case 4: writer.bool(Bool.random(using: &random))
        case 5: writer.null()
        default: writer.string(text(&random))
        }
    }

    /// Letters, what must be escaped, and everything Unicode has, of any length around eight.
    private static func text(_ random: inout SplitMix64) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0..<30, using: &random) {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: text += "\""
            case 1: text += "\\"
            case 2:
                let control = UInt8.random(in: 0..<0x20, using: &random)
                text.unicodeScalars.append(Unicode.Scalar(control))
            case 3:
                let value = UInt32.random(in: 0...0x10FFFF, using: &random)
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "x")
            default: text.append("abcdefgh".randomElement(using: &random) ?? "x")
            }
        }
        return text
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        guard let position = bytes.indices.randomElement(using: &random) else { return }
        let structure = Array("{}[]:,\"\\0123456789eE+-.tfnu \n".utf8)
        let byte = structure.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[position] = byte
        case 2: bytes.insert(byte, at: position)
        case 3: bytes.remove(at: position)
        case 4: bytes.removeLast(bytes.count - position)
        default:
            let end = Int.random(in: position..<bytes.count, using: &random)
            bytes.insert(contentsOf: bytes[position...end], at: position)
        }
    }
}
