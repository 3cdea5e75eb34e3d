import JSON
import Testing

/// What a sender is told, and what a schema's author is told.
extension JSONSchemaTests {
    @Test(arguments: [
        (
            #"{"type":"integer"}"#, "1.5", "type",
            "The value must be an integer, but it is 1.5."
        ),
        (
            #"{"type":["string","null"]}"#, "[]", "type",
            "The value must be null or a string, but it is an array."
        ),
        (
            #"{"enum":["low","high",null,3]}"#, #""urgent""#, "enum",
            #"The value must be one of "low", "high", null, 3, but it is "urgent"."#
        ),
        (#"{"const":"a"}"#, "7", "const", #"The value must be "a", but it is 7."#),
        (
            #"{"minLength":1}"#, #""""#, "minLength",
            "The text must have 1 character or more, but it has 0."
        ),
        (
            #"{"maxLength":3}"#, #""åøæå""#, "maxLength",
            "The text must have at most 3 characters, but it has 4."
        ),
        (
            #"{"pattern":"^[A-Z]+$"}"#, #""INC 1""#, "pattern",
            #"The text must match the pattern ^[A-Z]+$, but it is "INC 1"."#
        ),
        (#"{"minimum":0}"#, "-1", "minimum", "The number must be at least 0, but it is -1."),
        (#"{"maximum":1.5}"#, "2", "maximum", "The number must be at most 1.5, but it is 2."),
        (
            #"{"exclusiveMinimum":0}"#, "0", "exclusiveMinimum",
            "The number must be greater than 0, but it is 0."
        ),
        (
            #"{"minItems":2}"#, "[1]", "minItems",
            "The array must have at least 2 elements, but it has 1."
        ),
        (
            #"{"maxProperties":0}"#, #"{"a":1}"#, "maxProperties",
            "The object must have at most 0 members, but it has 1."
        ),
        (#"{"required":["a\nb"]}"#, "{}", "required", #"The member "a\u{a}b" is missing."#),
        (
            #"{"format":"date"}"#, #""1/12""#, "format",
            #"The text must be a date like "2026-11-23", but it is "1/12"."#
        ),
        (
            #"{"format":"date-time"}"#, #""now""#, "format",
            #"The text must be a date and time like "2026-11-23T08:00:00+01:00" (RFC 3339), "#
                + #"but it is "now"."#
        ),
        (
            #"{"anyOf":[{"required":["number"]},{"required":["incident"]}]}"#, "{}", "anyOf",
            #"No alternative fits: the member "number" is missing; or the member "incident" is "#
                + "missing."
        ),
        (
            #"{"oneOf":[{},{}]}"#, "1", "oneOf",
            "Exactly one of 2 alternatives must fit, but 2 do."
        ),
        (#"{"not":{}}"#, "1", "not", "The value is one that the schema rules out."),
        ("false", #""x""#, "false", #"No value is allowed here, not even "x"."#),
    ])
    func `a violation says what was wanted and what is there`(
        schema: String,
        value: String,
        keyword: String,
        detail: String
    ) throws {
        let violations = try JSONSchema(Array(schema.utf8))
            .violations(of: try parser.parse(Array(value.utf8)))
        #expect(violations == [.init(pointer: "", keyword: keyword, detail: detail)])
    }

    @Test(arguments: [
        (
            #"{"properties":{"b":{},"a":{}},"additionalProperties":false}"#, #"{"x/y":1}"#,
            "/x~1y", #"The member "x/y" is not allowed here, only "b", "a" may be there."#
        ),
        (
            #"{"propertyNames":{"maxLength":1}}"#, #"{"a":1,"bc":2}"#, "/bc",
            "The member's name does not fit: the text must have at most 1 character, but it has 2."
        ),
        (
            #"{"anyOf":[{"properties":{"a":{"type":"null"}}},{"type":"null"}]}"#, #"{"a":1}"#, "",
            "No alternative fits: at /a, the value must be null, but it is 1; or the value must "
                + "be null, but it is an object."
        ),
    ])
    func `a violation says where`(
        schema: String,
        value: String,
        pointer: String,
        detail: String
    ) throws {
        let violations = try JSONSchema(Array(schema.utf8))
            .violations(of: try parser.parse(Array(value.utf8)))
        #expect(violations.map(\.pointer) == [pointer])
        #expect(violations.map(\.detail) == [detail])
    }

    @Test func `what a violation quotes is short and on one line`() throws {
        let schema = try JSONSchema(Array(#"{"pattern":"^a$"}"#.utf8))
        let text = String(repeating: "å\n", count: 10_000)
        var writer = JSONWriter()
        writer.string(text)
        let violations = schema.violations(of: try parser.parse(writer.bytes))
        let detail = try #require(violations.first?.detail)
        #expect(detail.utf8.count < 500)
        #expect(!detail.contains("\n"))
    }

    @Test(arguments: [
        ("{", ""), ("1", ""), ("[]", ""), (#"{"a":1}"#, "/a"),
        (#"{"properties":{"x":{"contains":{}}}}"#, "/properties/x/contains"),
        (#"{"properties":[]}"#, "/properties"), (#"{"properties":{"a":1}}"#, "/properties/a"),
        (#"{"type":"text"}"#, "/type"), (#"{"type":["null",1]}"#, "/type/1"),
        (#"{"type":[]}"#, "/type"), (#"{"enum":"a"}"#, "/enum"), (#"{"enum":[]}"#, "/enum"),
        (#"{"enum":[1,1.0]}"#, "/enum"), (#"{"enum":[1],"const":1}"#, "/enum"),
        (#"{"minLength":-1}"#, "/minLength"), (#"{"maxItems":1.5}"#, "/maxItems"),
        (#"{"minimum":"1"}"#, "/minimum"), (#"{"pattern":1}"#, "/pattern"),
        (#"{"pattern":"("}"#, "/pattern"), (#"{"format":"email"}"#, "/format"),
        (#"{"uniqueItems":1}"#, "/uniqueItems"), (#"{"items":[{}]}"#, "/items"),
        (#"{"required":"a"}"#, "/required"), (#"{"required":["a","a"]}"#, "/required"),
        (#"{"required":[1]}"#, "/required"), (#"{"anyOf":[]}"#, "/anyOf"),
        (#"{"anyOf":{}}"#, "/anyOf"), (#"{"then":{}}"#, "/then"), (#"{"else":{}}"#, "/else"),
        (##"{"$ref":"#"}"##, "/$ref"), (##"{"$ref":"x.json#/definitions/a"}"##, "/$ref"),
        (##"{"$ref":"#/definitions/a"}"##, "/$ref"), (#"{"$ref":1}"#, "/$ref"),
        (##"{"$ref":"#/$defs/a","type":"null","$defs":{"a":{}}}"##, "/$ref"),
        (#"{"$defs":{"a":{"b":1}}}"#, "/$defs/a/b"), (#"{"definitions":1}"#, "/definitions"),
        (##"{"$defs":{"a":{"$ref":"#/$defs/a"}}}"##, "/$defs/a"),
        (
            ##"{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}"##,
            "/$defs/b"
        ),
    ])
    func `a schema that cannot be held is refused`(schema: String, pointer: String) throws {
        let fault = try #require(throws: JSONSchemaFault.self) {
            try JSONSchema(Array(schema.utf8))
        }
        #expect(fault.pointer == pointer)
        #expect(fault.detail.hasSuffix("."))
    }
}
