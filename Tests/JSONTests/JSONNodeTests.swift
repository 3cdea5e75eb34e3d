import JSON
import Testing

@Suite("JSON node")
struct JSONNodeTests {
    let parser = JSONParser()

    private func parse(_ text: String) throws -> JSONNode {
        try parser.parse(Array(text.utf8))
    }

    @Test(arguments: [
        ("{}", JSONNode.Kind.object), ("[]", .array), ("\"\"", .string), ("1", .integer),
        ("-9223372036854775808", .integer), ("9223372036854775808", .double), ("1.0", .double),
        ("1e2", .double), ("true", .bool), ("false", .bool), ("null", .null),
    ])
    func `a value has one kind and answers to no other`(
        text: String,
        kind: JSONNode.Kind
    ) throws {
        let node = try parse(text)
        #expect(node.kind == kind)
        #expect((node.string != nil) == (kind == .string))
        #expect((node.utf8 != nil) == (kind == .string))
        #expect((node.withUTF8 { $0.count } != nil) == (kind == .string))
        #expect((node.double != nil) == (kind == .integer || kind == .double))
        #expect((node.bool != nil) == (kind == .bool))
        #expect(node.isNull == (kind == .null))
        #expect(node["a"] == nil)
        #expect(node[0] == nil)
        #expect(Array(node.members).isEmpty)
        #expect(Array(node.elements).isEmpty)
    }

    @Test(
        arguments: [
            ("1", 1), ("1.0", 1), ("1e3", 1000), ("-0.0", 0), ("1.5", nil),
            ("9223372036854775807", .max), ("9223372036854775808", nil), ("1e300", nil),
            ("9.223372036854775e18", 9_223_372_036_854_774_784), ("\"1\"", nil), ("true", nil),
        ] as [(String, Int64?)]
    )
    func `a whole number is an integer however it is written`(
        text: String,
        integer: Int64?
    ) throws {
        #expect(try parse(text).integer == integer)
    }

    @Test func `members and elements come in order`() throws {
        let node = try parse(#"{"b":1,"a":[1.5,{"x":[]},null],"":{"y":2},"å":"ø"}"#)
        #expect(node.members.map(\.key) == ["b", "a", "", "å"])
        #expect(node["a"]?.elements.map(\.kind) == [.double, .object, .null])
        #expect(node["å"]?.string == "ø")
        #expect(node[""]?["y"]?.integer == 2)
        #expect(node["c"] == nil)
        #expect(node["b"]?["x"] == nil)
        var keys: [String] = []
        node.forEachMember { key, _ in keys.append(String(decoding: key, as: UTF8.self)) }
        #expect(keys == node.members.map(\.key))
    }

    @Test func `keys are compared byte by byte`() throws {
        let node = try parse("{\"a\u{30a}\":1}")
        #expect(node["a\u{30a}"]?.integer == 1)
        #expect(node["\u{e5}"] == nil, "canonically equal, yet another key")
    }

    /// The examples of RFC 6901, section 5.
    @Test(
        arguments: [
            ("/foo/0", "bar"), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"), ("/foo/1/deep~01", "9"),
            ("/foo/2", nil), ("/foo/01", nil), ("/foo/-", nil), ("/foo/+1", nil), ("/foo/-1", nil),
            ("/foo/", nil), ("/none", nil), ("/ /x", nil), ("/foo/99999999999999999999", nil),
        ] as [(String, String?)]
    )
    func `a pointer leads to a value`(text: String, value: String?) throws {
        let root = try parse(
            #"{"foo":["bar",{"deep~1":9}],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"#
                + #""k\"l":6," ":7,"m~n":8}"#
        )
        let pointer = try #require(JSONPointer(text))
        #expect(pointer.text == text)
        let node = root.at(pointer)
        #expect(node.map { $0.string ?? "\($0.integer ?? -1)" } == value)
        if let node { #expect(root.pointer(to: node) == pointer) }
    }

    @Test func `the empty pointer is the whole document`() throws {
        let root = try parse("[1]")
        let pointer = try #require(JSONPointer(""))
        #expect(root.at(pointer)?.kind == .array)
        #expect(pointer.tokens.isEmpty)
        #expect(pointer.appending("a/b~").text == "/a~1b~0")
    }

    @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~", "#/a"])
    func `what is no pointer is refused`(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func `a pointer from within leads from there`() throws {
        let root = try parse(#"{"data":{"list":[0,{"x":1}]}}"#)
        let data = try #require(root["data"])
        let inner = try #require(data.at(JSONPointer(["list", "1", "x"])))
        #expect(data.pointer(to: inner).text == "/list/1/x")
        #expect(root.pointer(to: inner).text == "/data/list/1/x")
    }

    @Test func `a pointer that a report tells is short`() throws {
        let name = String(repeating: "n", count: 400)
        let pointer = JSONPointer(["a", name, name])
        #expect(pointer.textForReports == "/a/" + name)
    }

    #if DEBUG
        @Test func `a node used after the next parse stops a debug build`() async {
            await #expect(processExitsWith: .failure) {
                let parser = JSONParser()
                guard let node = try? parser.parse([0x31]) else { return }
                _ = try? parser.parse([0x32])
                _ = node.integer
            }
        }
    #endif
}
