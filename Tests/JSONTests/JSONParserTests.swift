import JSON
import Testing

/// RFC 8259 at its edges, and what we refuse beyond it.
@Suite("JSON parser")
struct JSONParserTests {
    let parser = JSONParser()

    /// Text → the same document as the writer writes it.
    static let accepted: [(String, String)] = [
        ("null", "null"), ("true", "true"), ("false", "false"), ("0", "0"), ("\"\"", "\"\""),
        (" \t\r\n[ ] \n", "[]"), ("{ }", "{}"), ("[[]]", "[[]]"), ("[{}]", "[{}]"),
        ("-0", "0"), ("-0.0", "-0.0"), ("1.0", "1.0"), ("1e2", "100.0"), ("1E+2", "100.0"),
        ("1e-2", "0.01"), ("123e-0", "123.0"), ("0e1", "0.0"), ("1e-400", "0.0"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"),
        ("18446744073709551615", "18446744073709551615"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"), ("5e-324", "5e-324"),
        (#""\u0041\u00e6\u20AC\ud83d\ude00""#, "\"Aæ€😀\""),
        (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
        (#""\u0000\u001f\u007f""#, "\"\\u0000\\u001f\u{7f}\""),
        (#""\u2028\u2029\ufeff\uffff""#, "\"\u{2028}\u{2029}\u{feff}\u{ffff}\""),
        ("\"æøå 😀\"", "\"æøå 😀\""),
        (#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#, #"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#),
        (
            #"{"":0,"a":1,"A":2,"å":3,"a\u030a":4}"#,
            "{\"\":0,\"a\":1,\"A\":2,\"å\":3,\"a\u{30a}\":4}"
        ),
    ]

    @Test(arguments: accepted)
    func `a document reads and writes as itself`(text: String, written: String) throws {
        var writer = JSONWriter()
        writer.node(try parser.parse(Array(text.utf8)))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == written)
    }

    static let refused: [(String, JSONFault.Kind)] = [
        ("", .empty), (" \n\t", .empty),
        ("\u{feff}{}", .syntax), ("{} x", .syntax), ("1 2", .syntax), ("{}{}", .syntax),
        ("[", .syntax), ("{", .syntax), ("]", .syntax), ("[1}", .syntax), ("{\"a\":1]", .syntax),
        ("[1,]", .syntax), ("[,1]", .syntax), ("[1 2]", .syntax), ("[1,,2]", .syntax),
        ("{\"a\"}", .syntax), ("{\"a\":}", .syntax), ("{\"a\":1,}", .syntax), ("{a:1}", .syntax),
        ("{1:1}", .syntax), ("{\"a\" 1}", .syntax), ("{,}", .syntax), ("'a'", .syntax),
        ("nul", .syntax), ("nulls", .syntax), ("True", .syntax), ("NaN", .syntax),
        ("Infinity", .syntax), ("-Infinity", .syntax), ("undefined", .syntax),
        ("01", .syntax), ("-01", .syntax), ("00", .syntax), ("+1", .syntax), ("-", .syntax),
        ("1.", .syntax), (".5", .syntax), ("1.e1", .syntax), ("1e", .syntax), ("1e+", .syntax),
        ("0x10", .syntax), ("1_000", .syntax), ("1a", .syntax), ("- 1", .syntax),
        ("\"", .syntax), ("\"a", .syntax), ("\"\\", .syntax), ("\"\\x\"", .syntax),
        ("\"\\u12\"", .syntax), ("\"\\u12g4\"", .syntax), ("\"\\u+123\"", .syntax),
        ("\"\\ud800\"", .syntax), ("\"\\ud800\\ud800\"", .syntax), ("\"\\udc00\"", .syntax),
        ("\"\\ud800x\"", .syntax), ("\"a\nb\"", .syntax), ("\"a\tb\"", .syntax),
        ("\"\u{0}\"", .syntax), ("\u{0}", .syntax), ("[1]\u{0}", .syntax), ("//x\n1", .syntax),
        ("/**/1", .syntax), ("\u{a0}1", .syntax), ("[1]\u{c}", .syntax),
        ("1e309", .numberOutOfRange), ("-1e309", .numberOutOfRange),
        ("18446744073709551616", .numberOutOfRange), ("-9223372036854775809", .numberOutOfRange),
        ("[1,{\"a\":123456789012345678901234567890}]", .numberOutOfRange),
        ("0.1e99999999999999999999", .numberOutOfRange),
    ]

    @Test(arguments: refused)
    func `what is no document is refused`(text: String, kind: JSONFault.Kind) throws {
        let fault = try #require(throws: JSONFault.self) { try parser.parse(Array(text.utf8)) }
        #expect(fault.kind == kind)
        #expect(fault.detail.hasSuffix("."))
    }

    @Test(
        arguments: [
            [0xFF], [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0x80, 0x22],
            [0xFE, 0xFF, 0x00, 0x31], [0x5B, 0x22, 0xE6, 0x22, 0x5D],
        ] as [[UInt8]]
    )
    func `invalid UTF-8 is refused`(bytes: [UInt8]) throws {
        let fault = try #require(throws: JSONFault.self) { try parser.parse(bytes) }
        #expect(fault.kind == .invalidUTF8)
    }

    @Test(arguments: [
        (
            "{\n \"a\": [1, 2,\n  x]}",
            "A value was expected, not \"x\", at line 3, column 3.", "/a/2"
        ),
        (
            "{\"å/ø\":{\"b\" 1}}",
            "A colon was expected, not \"1\", at line 1, column 13.", "/å~1ø"
        ),
        (
            "[1, 2", "A comma or \"]\" was expected, not the end of the text, at line 1, column 6.",
            ""
        ),
        ("[01]", "A number may not start with a zero, at line 1, column 3.", "/0"),
        (
            "{\"n\":1e999}",
            "The number \"1e999\" does not fit in 64 bits, at line 1, column 11.", "/n"
        ),
        ("", "There is no JSON in the message.", ""),
    ])
    func `a fault says what and where`(text: String, detail: String, pointer: String) throws {
        let fault = try #require(throws: JSONFault.self) { try parser.parse(Array(text.utf8)) }
        #expect(fault.detail == detail)
        #expect(fault.pointer == pointer)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `sixty-four levels are taken and sixty-five are not`(open: String) throws {
        let close = open == "[" ? "]" : "}"
        let innermost = [
            String(repeating: open, count: 64) + "1" + String(repeating: close, count: 64),
            String(repeating: open, count: 63) + "[]" + String(repeating: close, count: 63),
        ]
        for text in innermost { _ = try parser.parse(Array(text.utf8)) }
        let tooDeep = [
            String(repeating: open, count: 65) + "1" + String(repeating: close, count: 65),
            String(repeating: open, count: 64) + "[]" + String(repeating: close, count: 64),
            String(repeating: open, count: 64) + "{}" + String(repeating: close, count: 64),
            String(repeating: open, count: 100_000),
        ]
        for text in tooDeep {
            let fault = try #require(throws: JSONFault.self) { try parser.parse(Array(text.utf8)) }
            #expect(fault.kind == .tooDeep)
        }
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, "/a"),
        (#"{"a":1,"b":2,"\u0061":3}"#, "/a"),
        (#"{"":1,"":2}"#, "/"),
        (#"[0,{"x":{"y/z":[{"k":1},{"k":1,"l":2,"k":3}]}}]"#, "/1/x/y~1z/1/k"),
        (#"{"incidentNumber":1,"incidentSummer":2,"incidentNumber":3}"#, "/incidentNumber"),
        (#"{"a":{"b":1,"c":{"d":[]}},"e":1.5,"a":null}"#, "/a"),
    ])
    func `a key that repeats is refused where it stands`(text: String, pointer: String) throws {
        let fault = try #require(throws: JSONFault.self) { try parser.parse(Array(text.utf8)) }
        #expect(fault.kind == .duplicateKey)
        #expect(fault.pointer == pointer)
    }

    @Test(arguments: [1, 2, 31, 32, 33, 34, 500, 20_000])
    func `a repeated key is found in an object of any size`(count: Int) throws {
        let members = (0..<count).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
        _ = try parser.parse(Array("{\(members)}".utf8))
        for repeated in Set([0, count / 2, count - 1]) {
            let fault = try #require(throws: JSONFault.self) {
                try parser.parse(Array("{\(members),\"key\(repeated)\":null}".utf8))
            }
            #expect(fault.pointer == "/key\(repeated)")
        }
    }

    @Test func `a parser goes on after a fault, with smaller and larger documents`() throws {
        for count in [1, 10_000, 3, 50_000, 1] {
            let text = "[" + (0..<count).map(String.init).joined(separator: ",") + "]"
            let node = try parser.parse(Array(text.utf8))
            #expect(node.elements.reduce(0) { $0 + ($1.integer ?? 0) } == count * (count - 1) / 2)
            #expect(throws: JSONFault.self) { try parser.parse(Array("[".utf8)) }
        }
    }
}
