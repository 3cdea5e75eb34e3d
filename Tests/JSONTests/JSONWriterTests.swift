import JSON
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(capacity: 1)
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `what is taken back leaves no trace, nor a comma`() {
        let written = text { writer in
            writer.object { writer in
                for name in ["first", "second", "third"] {
                    let mark = writer.mark
                    writer.key(name)
                    writer.array { $0.string(name) }
                    if name != "second" { writer.takeBack(to: mark) }
                }
            }
        }
        #expect(written == #"{"second":["second"]}"#)
    }

    @Test func `commas come by themselves`() {
        let written = text { writer in
            writer.object { writer in
                writer.member("a", "x")
                writer.member("none", String?.none)
                writer.array("b") { writer in
                    writer.integer(Int64(1))
                    writer.array { _ in }
                    writer.object { _ in }
                    writer.null()
                }
                writer.key("c d")
                writer.raw(Array(#"{"raw":1}"#.utf8))
                writer.member("e", true)
                writer.member("f", Int64(-7))
                writer.member("g", 7)
                writer.member("h", 0.5)
                writer.member("i", ["p", "q\n"])
                writer.object("j") { $0.member("k", "") }
                let key = "l\"" + "m"
                writer.key(key)
                writer.bool(false)
            }
        }
        #expect(
            written == #"{"a":"x","b":[1,[],{},null],"c d":{"raw":1},"e":true,"f":-7,"g":7,"#
                + #""h":0.5,"i":["p","q\n"],"j":{"k":""},"l\"m":false}"#
        )
    }

    @Test(arguments: [
        ("", #""""#), ("a", #""a""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#),
        ("12345678", #""12345678""#), ("1234567\n", #""1234567\n""#),
        ("12345678\t", #""12345678\t""#), ("\r1234567812345678", #""\r1234567812345678""#),
        ("\u{8}\u{c}\u{0}\u{1f}\u{7f}", "\"\\b\\f\\u0000\\u001f\u{7f}\""),
        ("æøåÆØÅ😀\u{2028}\u{2029}\u{feff}", "\"æøåÆØÅ😀\u{2028}\u{2029}\u{feff}\""),
        ("\u{e2}\u{22}\u{5c}\u{a2}", "\"\u{e2}\\\"\\\\\u{a2}\""),
    ])
    func `a string is escaped where it must be`(value: String, written: String) {
        #expect(text { $0.string(value) } == written)
    }

    @Test func `a special byte is found wherever it stands`() {
        for length in 0..<40 {
            for position in 0..<length {
                for special in ["\"", "\\", "\n"] {
                    let head = String(repeating: "a", count: position)
                    let tail = String(repeating: "é", count: length - position - 1)
                    let escaped = special == "\n" ? "\\n" : "\\" + special
                    #expect(
                        text { $0.string(head + special + tail) } == "\"\(head)\(escaped)\(tail)\""
                    )
                }
            }
        }
    }

    @Test(arguments: [
        (0.0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.1, "0.1"), (1e16, "1e+16"),
        (123_456_789.125, "123456789.125"), (.leastNonzeroMagnitude, "5e-324"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ])
    func `a double is its shortest text`(value: Double, written: String) {
        #expect(text { $0.double(value) } == written)
    }

    @Test(arguments: [
        (0, "0"), (-1, "-1"), (9, "9"), (10, "10"), (-100, "-100"),
        (Int64.max, "9223372036854775807"), (Int64.min, "-9223372036854775808"),
    ])
    func `an integer is its digits`(value: Int64, written: String) {
        #expect(text { $0.integer(value) } == written)
    }

    @Test func `a number that JSON cannot say stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.double(.nan)
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.double(.infinity)
        }
    }

    @Test func `a writer is used again, and its copies keep what they had`() {
        var writer = JSONWriter()
        writer.array { $0.string("first") }
        let copy = writer
        let bytes = writer.bytes
        writer.reset()
        writer.array { $0.string("second") }
        #expect(copy.bytes == bytes)
        #expect(bytes == Array(#"["first"]"#.utf8))
        #expect(writer.bytes == Array(#"["second"]"#.utf8))
        #expect(writer.count == writer.bytes.count)
    }

    @Test func `long strings grow the room`() {
        let value = String(repeating: "0123456789\n", count: 10_000)
        let written = text { $0.string(value) }
        #expect(written.utf8.count == 10_000 * 12 + 2)
    }
}
