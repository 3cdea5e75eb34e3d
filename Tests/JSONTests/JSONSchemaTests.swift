import JSON
import Testing

/// What each keyword takes and refuses; every line says what draft-07 and 2020-12 both say.
@Suite("JSON Schema")
struct JSONSchemaTests {
    let parser = JSONParser()

    /// A schema, values that fit it and values that do not.
    struct Line: Sendable, CustomTestStringConvertible {
        let schema: String
        let fits: [String]
        let unfit: [String]

        init(_ schema: String, fits: [String], unfit: [String]) {
            self.schema = schema
            self.fits = fits
            self.unfit = unfit
        }

        var testDescription: String { schema }
    }

    @Test(arguments: lines + combinations + patterns)
    func `values fit or do not`(line: Line) throws {
        let schema = try JSONSchema(Array(line.schema.utf8))
        for value in line.fits {
            let node = try parser.parse(Array(value.utf8))
            #expect(schema.violations(of: node) == [], "\(value)")
            #expect(schema.accepts(node))
        }
        for value in line.unfit {
            let node = try parser.parse(Array(value.utf8))
            #expect(!schema.violations(of: node).isEmpty, "\(value)")
            #expect(!schema.accepts(node))
        }
    }

    static let lines: [Line] = [
        Line("true", fits: ["1", "null", "{}"], unfit: []),
        Line("false", fits: [], unfit: ["1", "null", "{}"]),
        Line("{}", fits: ["1", "null", "[]"], unfit: []),
        Line(#"{"type":"null"}"#, fits: ["null"], unfit: ["0", "false", "\"\"", "[]", "{}"]),
        Line(#"{"type":"boolean"}"#, fits: ["true", "false"], unfit: ["0", "null", "\"true\""]),
        Line(#"{"type":"object"}"#, fits: ["{}"], unfit: ["[]", "null", "\"\""]),
        Line(#"{"type":"array"}"#, fits: ["[]"], unfit: ["{}", "null", "\"\""]),
        Line(#"{"type":"string"}"#, fits: ["\"\""], unfit: ["1", "null", "[\"\"]"]),
        Line(
            #"{"type":"number"}"#,
            fits: ["1", "1.5", "1e300", "-0.0"],
            unfit: ["\"1\"", "null"]
        ),
        Line(
            #"{"type":"integer"}"#,
            fits: ["1", "1.0", "1e2", "-0.0", "18446744073709551615", "1e300"],
            unfit: ["1.5", "1e-1", "\"1\"", "null", "true"]
        ),
        Line(
            #"{"type":["string","null"]}"#,
            fits: ["\"\"", "null"],
            unfit: ["1", "false", "[]"]
        ),
        Line(
            #"{"enum":["a","å",null,1,[1],{"a":1,"b":2}]}"#,
            fits: ["\"a\"", "\"\\u00e5\"", "null", "1", "1.0", "[1.0]", #"{"b":2,"a":1.0}"#],
            unfit: ["\"A\"", "\"a\\u030a\"", "false", "0", "\"1\"", "[]", "[1,1]", #"{"a":1}"#]
        ),
        Line(#"{"const":"a"}"#, fits: ["\"a\""], unfit: ["\"b\"", "null", "[\"a\"]"]),
        Line(#"{"const":null}"#, fits: ["null"], unfit: ["false", "0", "\"\""]),
        Line(#"{"const":false}"#, fits: ["false"], unfit: ["0", "null", "true", "[false]"]),
        Line(#"{"const":{"å":[]}}"#, fits: [#"{"å":[]}"#], unfit: ["{\"a\u{30a}\":[]}", "{}"]),
        Line(
            #"{"const":9007199254740993}"#,
            fits: ["9007199254740993"],
            unfit: ["9007199254740992", "9007199254740992.0"]
        ),
        Line(
            #"{"minLength":2}"#,
            fits: ["\"ab\"", "\"åø\"", "1"],
            unfit: ["\"a\"", "\"😀\"", "\"\""]
        ),
        Line(
            #"{"maxLength":2.0}"#,
            fits: ["\"\"", "\"😀😀\"", "[1,2,3]"],
            unfit: ["\"abc\"", "\"😀😀a\"", "\"e\u{301}e\""]
        ),
        Line(#"{"minimum":1.5}"#, fits: ["1.5", "2", "\"1\""], unfit: ["1", "1.49", "-1e300"]),
        Line(
            #"{"minimum":0,"maximum":9007199254740992}"#,
            fits: ["0", "-0.0", "9007199254740992", "9007199254740992.0"],
            unfit: ["-1", "-1e-300", "9007199254740993", "18446744073709551615", "1e300"]
        ),
        Line(
            #"{"exclusiveMinimum":0,"exclusiveMaximum":1}"#,
            fits: ["0.5", "5e-324"],
            unfit: ["0", "-0.0", "1", "1.0", "-1"]
        ),
        Line(
            #"{"items":{"type":"string"}}"#,
            fits: ["[]", "[\"\"]", "{}", "null"],
            unfit: ["[1]", "[\"\",null]"]
        ),
        Line(#"{"items":false}"#, fits: ["[]", "{}"], unfit: ["[1]"]),
        Line(
            #"{"minItems":1,"maxItems":2}"#,
            fits: ["[1]", "[1,2]", "{}"],
            unfit: ["[]", "[1,2,3]"]
        ),
        Line(
            #"{"uniqueItems":true}"#,
            fits: [
                "[]", "[1,\"1\",true,null,[1],{\"a\":1}]", "[[1,2],[2,1]]", "[{\"a\":1},{\"b\":1}]",
                "[0,false,\"\",null]", "\"aa\"",
            ],
            unfit: [
                "[1,1.0]", "[\"a\",\"b\",\"a\"]", "[[{\"a\":1}],[{\"a\":1}]]", "[null,null]",
                "[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]",
            ]
        ),
        Line(#"{"uniqueItems":false}"#, fits: ["[1,1]"], unfit: []),
        Line(
            #"{"properties":{"a":{"type":"string"},"b":false},"required":["a","c"]}"#,
            fits: [#"{"a":"","c":null}"#, #"{"c":1,"a":"x","d":2}"#, "[]", "1"],
            unfit: ["{}", #"{"a":""}"#, #"{"c":1}"#, #"{"a":1,"c":1}"#, #"{"a":"","c":1,"b":1}"#]
        ),
        Line(
            #"{"properties":{"a":true},"additionalProperties":false}"#,
            fits: ["{}", #"{"a":1}"#, "[1]"],
            unfit: [#"{"b":1}"#, #"{"a":1,"A":1}"#]
        ),
        Line(
            #"{"properties":{"a":true},"additionalProperties":{"type":"integer"}}"#,
            fits: [#"{"a":"x","b":1}"#],
            unfit: [#"{"a":"x","b":"x"}"#]
        ),
        Line(
            #"{"propertyNames":{"maxLength":2,"pattern":"^[a-z]*$"}}"#,
            fits: ["{}", #"{"ab":1,"":2}"#],
            unfit: [#"{"abc":1}"#, #"{"A":1}"#]
        ),
        Line(
            #"{"minProperties":1,"maxProperties":2}"#,
            fits: [#"{"a":1}"#, #"{"a":1,"b":2}"#, "[]"],
            unfit: ["{}", #"{"a":1,"b":2,"c":3}"#]
        ),
        Line(
            #"{"format":"date-time"}"#,
            fits: ["\"2026-11-23T08:00:00+01:00\"", "\"2024-02-29T23:59:59.123456Z\"", "1"],
            unfit: [
                "\"2026-11-23\"", "\"2026-02-29T08:00:00Z\"", "\"2026-11-23T08:00:00\"",
                "\"2026-11-23T08:00:60Z\"", "\"2026-11-23t08:00:00z\"", "\"\"",
            ]
        ),
        Line(
            #"{"format":"date"}"#,
            fits: ["\"2026-12-01\"", "\"2024-02-29\"", "null"],
            unfit: ["\"2026-02-29\"", "\"2026-1-1\"", "\"2026-12-01T00:00:00Z\"", "\"\""]
        ),
    ]

    static let combinations: [Line] = [
        Line(
            #"{"anyOf":[{"required":["number"]},{"required":["incident"]}]}"#,
            fits: [#"{"number":1}"#, #"{"incident":1}"#, #"{"number":1,"incident":1}"#, "1"],
            unfit: ["{}", #"{"Number":1}"#]
        ),
        Line(
            #"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#,
            fits: ["1", "2.5", "\"\""],
            unfit: ["3", "1.5"]
        ),
        Line(
            #"{"allOf":[{"type":"integer"},{"minimum":2}]}"#,
            fits: ["2"],
            unfit: ["1", "2.5", "\"\""]
        ),
        Line(#"{"not":{"type":"string"}}"#, fits: ["1"], unfit: ["\"\""]),
        Line(#"{"not":{}}"#, fits: [], unfit: ["1", "null"]),
        Line(
            #"{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"#
                + #""else":{"required":["c"]}}"#,
            fits: [#"{"a":1,"b":0}"#, #"{"a":2,"c":0}"#, #"{"b":0}"#],
            unfit: [#"{"a":1,"c":0}"#, #"{"a":2,"b":0}"#, "{}"]
        ),
        Line(#"{"if":{"type":"string"},"then":false}"#, fits: ["1"], unfit: ["\"\""]),
        Line(#"{"if":{"type":"string"},"else":false}"#, fits: ["\"\""], unfit: ["1"]),
        Line(#"{"if":false}"#, fits: ["1"], unfit: []),
        Line(
            ##"{"properties":{"a":{"$ref":"#/definitions/x"},"b":{"$ref":"#/$defs/y~1z"}},"##
                + ##""definitions":{"x":{"$ref":"#/$defs/y~1z"}},"##
                + ##""$defs":{"y/z":{"type":"null"}}}"##,
            fits: ["{}", #"{"a":null,"b":null}"#],
            unfit: [#"{"a":1}"#, #"{"b":1}"#]
        ),
        Line(
            ##"{"$ref":"#/definitions/tree","definitions":{"tree":{"type":"object","##
                + ##""required":["v"],"properties":{"v":{"type":"integer"},"##
                + ##""sub":{"items":{"$ref":"#/definitions/tree"}}}}}}"##,
            fits: [#"{"v":1,"sub":[{"v":2,"sub":[{"v":3}]},{"v":4}]}"#],
            unfit: [#"{"v":1,"sub":[{"v":2,"sub":[{"v":3.5}]}]}"#, #"{"v":1,"sub":[{}]}"#]
        ),
        Line(
            #"{"$schema":"http://json-schema.org/draft-07/schema#","$id":"x","title":"t","#
                + #""description":"d","examples":[1],"default":{},"$comment":"c"}"#,
            fits: ["1"],
            unfit: []
        ),
    ]

    /// Objects and arrays large enough for the other way to compare them.
    @Test func `large values are compared like small ones`() throws {
        let schema = try JSONSchema(Array(#"{"uniqueItems":true}"#.utf8))
        let members = (0..<300).map { "\"k\($0)\":\($0)" }
        let object = "{\(members.joined(separator: ","))}"
        let reversed = "{\(members.reversed().joined(separator: ","))}"
        let strings = (0..<300).map { "\"s\($0)\"" }.joined(separator: ",")
        let different = try parser.parse(Array("[\(object),\(strings),300]".utf8))
        #expect(schema.violations(of: different) == [])
        let same = try parser.parse(Array("[\(object),\(strings),\(reversed),\"s7\"]".utf8))
        #expect(schema.violations(of: same).map(\.pointer) == ["/301"])
        #expect(
            schema.violations(of: same).first?.detail
                == "The elements must all differ, but number 301 repeats number 0."
        )
    }

    @Test func `at most so many violations are told, in the document's order`() throws {
        let schema = try JSONSchema(Array(#"{"items":{"type":"string"}}"#.utf8))
        let node = try parser.parse(Array("[1,\"a\",2,3,4,5,6,7,8,9,10]".utf8))
        #expect(schema.violations(of: node).count == 8)
        #expect(schema.violations(of: node, limit: 2).map(\.pointer) == ["/0", "/2"])
    }

    @Test func `pointers start at the value that is checked`() throws {
        let schema = try JSONSchema(Array(#"{"properties":{"a":{"items":{"type":"null"}}}}"#.utf8))
        let node = try parser.parse(Array(#"{"data":{"a":[null,1]}}"#.utf8))
        let data = try #require(node["data"])
        #expect(schema.violations(of: data).map(\.pointer) == ["/a/1"])
    }

    /// One schema, many threads: nothing in it changes.
    @Test func `a schema is shared between threads`() async throws {
        let schema = try JSONSchema(Array(#"{"items":{"pattern":"^(ab|cd)+.$"}}"#.utf8))
        let valid = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let parser = JSONParser()
                    return (0..<200).count { number in
                        let text = "[\"ab\",\"abcd\(number % 10)\",\"abå\"]"
                        guard let node = try? parser.parse(Array(text.utf8)) else { return false }
                        return schema.violations(of: node).map(\.pointer) == ["/0"]
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(valid == 800)
    }
}
