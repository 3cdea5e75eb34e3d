import JSON
import Messaging
import Testing

@Suite("CloudEvents over Kafka")
struct CloudEventTests {
    let parser = JSONParser()

    /// The headers a binary event must have, with some replaced (nil removes).
    static func headers(_ changes: [String: String?] = [:]) -> [Header] {
        var values: [(String, String?)] = [
            ("ce_specversion", "1.0"), ("ce_id", "A234-1234-1234"), ("ce_source", "/itsm"),
            ("ce_type", "dk.datafordeler.incident.report.v1"), ("content-type", "application/json"),
        ]
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            if let position = values.firstIndex(where: { $0.0 == name }) {
                values[position].1 = value
            } else {
                values.append((name, value))
            }
        }
        return values.compactMap { name, value in value.map { Header(name, $0) } }
    }

    static func record(_ value: String?, _ headers: [Header]) -> ConsumedRecord {
        ConsumedRecord(
            position: TopicPartition("itsm.incidents", 3),
            offset: 42,
            timestamp: Timestamp(seconds: 1_795_417_200),
            key: Array("INC0012345".utf8),
            value: value.map { Array($0.utf8) },
            headers: headers
        )
    }

    private func read(_ value: String?, _ headers: [Header]) throws -> CloudEvent? {
        switch try CloudEvent.read(Self.record(value, headers), parser: parser) {
        case .event(let event): event
        case .absent: nil
        }
    }

    private func readStructured(
        _ value: String,
        contentType: String = "application/cloudevents+json; charset=UTF-8"
    ) throws -> CloudEvent {
        try #require(try read(value, [Header("content-type", contentType)]))
    }

    @Test func `a binary event is its headers and its value`() throws {
        let headers = Self.headers([
            "ce_subject": "itsm-INC0012345", "ce_time": "2026-11-23T08:00:00.5+01:00",
            "ce_dataschema": "https://example.dk/report.json", "ce_correlationid": "",
            "ce_partitionkey": "åbc", "other": "not ours",
        ])
        let event = try #require(try read("{\"number\" : 1.50}", headers))
        #expect(event.id == "A234-1234-1234")
        #expect(event.source == "/itsm")
        #expect(event.type == "dk.datafordeler.incident.report.v1")
        #expect(event.subject == "itsm-INC0012345")
        #expect(event.time == Timestamp(milliseconds: 1_795_417_200_500))
        #expect(event.dataContentType == "application/json")
        #expect(event.dataSchema == "https://example.dk/report.json")
        #expect(event.extensions.map(\.name) == ["correlationid", "partitionkey"])
        #expect(event["partitionkey"] == "åbc")
        #expect(event["subject"] == nil)
        #expect(event.data == Array("{\"number\" : 1.50}".utf8), "data are never rewritten")
    }

    @Test func `a structured event is the same event`() throws {
        let event = try readStructured(
            """
            {"specversion":"1.0","id":"A234-1234-1234","source":"/itsm","subject":null,
             "type":"dk.datafordeler.incident.report.v1","time":"2026-11-23T08:00:00+01:00",
             "datacontenttype":"application/json","attempt":-3,"final":true,"note":"å",
             "data":{"b":[1,2.0,"x"],"a":null}}
            """
        )
        #expect(event.id == "A234-1234-1234")
        #expect(event.subject == nil)
        #expect(event.time == Timestamp(milliseconds: 1_795_417_200_000))
        #expect(
            event.extensions == [
                .init("attempt", "-3"), .init("final", "true"), .init("note", "å"),
            ]
        )
        #expect(event.data == Array(#"{"b":[1,2.0,"x"],"a":null}"#.utf8))
    }

    /// The rest of the event → its data.
    @Test(arguments: [
        (#""data":"text""#, #""text""#),
        (#""data":5"#, "5"),
        (#""data":[],"datacontenttype":"application/vnd.x+json""#, "[]"),
        (#""data":"<a/>","datacontenttype":"text/xml""#, "<a/>"),
        (#""data":{"a":1},"datacontenttype":"text/xml""#, #"{"a":1}"#),
        (#""data_base64":"eyJhIjoxfQ==""#, #"{"a":1}"#),
        (#""data_base64":"","data":null"#, ""),
        (#""data":null"#, ""),
        (#""subject":"none""#, ""),
    ])
    func `data of a structured event`(rest: String, data: String) throws {
        let event = try readStructured(
            #"{"specversion":"1.0","id":"1","source":"s","type":"t",\#(rest)}"#
        )
        #expect(String(decoding: event.data, as: UTF8.self) == data)
    }

    @Test(arguments: [
        "application/cloudevents+json", "Application/CloudEvents+JSON; charset=\"utf-8\"",
        "application/cloudevents+json;charset=utf-8 ; x=y",
    ])
    func `the content type makes an event structured`(contentType: String) throws {
        let text = #"{"specversion":"1.0","id":"1","source":"s","type":"t"}"#
        #expect(try readStructured(text, contentType: contentType).id == "1")
    }

    @Test(arguments: [
        "application/cloudevents+avro", "application/cloudevents-batch+json",
        "application/cloudevents", "application/cloudevents+json; charset=utf-16",
    ])
    func `an event format that is not JSON is refused`(contentType: String) {
        let rejection = #expect(throws: Rejection.self) {
            try readStructured("{}", contentType: contentType)
        }
        #expect(rejection?.code == .contentTypeUnsupported)
    }

    @Test func `a record without event headers is no event`() throws {
        #expect(try read("{}", []) == nil)
        #expect(try read("{}", [Header("content-type", "application/json")]) == nil)
        #expect(try read(nil, []) == nil)
        #expect(try read("{}", [Header("CE_ID", "1"), Header("ceid", "1")]) == nil)
    }

    @Test func `the content type's header may be written in capitals`() throws {
        let text = #"{"specversion":"1.0","id":"1","source":"s","type":"t"}"#
        let headers = [Header("Content-Type", "application/cloudevents+json")]
        #expect(try read(text, headers)?.id == "1")
    }

    @Test func `of headers with one name the last counts, and null is absent`() throws {
        let headers =
            Self.headers() + [
                Header("ce_id", "second"), Header("ce_trace", "1"), Header("ce_trace", "2"),
                Header("ce_subject", [UInt8]?.none),
            ]
        let event = try #require(try read("{}", headers))
        #expect(event.id == "second")
        #expect(event.extensions == [.init("trace", "2")])
        #expect(event.subject == nil)
    }

    @Test func `an event without content type is read as JSON`() throws {
        let event = try #require(try read("{}", Self.headers(["content-type": nil])))
        #expect(event.dataContentType == nil)
        #expect(event.hasJSONData)
    }

    @Test(arguments: [
        ("application/json", true), ("Application/JSON; charset=utf-8", true), ("text/json", true),
        ("application/problem+json", true), ("application/xml", false), ("text/plain", false),
        ("application/jsonp", false),
    ])
    func `JSON data is known by its media type`(contentType: String, isJSON: Bool) throws {
        let event = try #require(try read("{}", Self.headers(["content-type": contentType])))
        #expect(event.hasJSONData == isJSON)
    }

    @Test(
        arguments: [
            ("ce_specversion", nil, .cloudEventIncomplete), ("ce_id", nil, .cloudEventIncomplete),
            ("ce_source", nil, .cloudEventIncomplete), ("ce_type", nil, .cloudEventIncomplete),
            ("ce_id", "", .cloudEventIncomplete), ("ce_source", "", .cloudEventIncomplete),
            ("ce_type", "", .cloudEventIncomplete), ("ce_specversion", "0.3", .cloudEventVersion),
            ("ce_specversion", "1.0.2", .cloudEventVersion),
            ("ce_specversion", "", .cloudEventVersion),
            ("ce_source", "a b", .cloudEventMalformed), ("ce_source", "/å", .cloudEventMalformed),
            ("ce_source", "/%c3%a", .cloudEventMalformed),
            ("ce_source", "/%zz", .cloudEventMalformed),
            ("ce_subject", "", .cloudEventMalformed), ("ce_subject", "a\nb", .cloudEventMalformed),
            ("ce_subject", "a\u{85}b", .cloudEventMalformed),
            ("ce_subject", "\u{fffe}", .cloudEventMalformed),
            ("ce_time", "2026-11-23", .cloudEventMalformed),
            ("ce_time", "2026-02-30T08:00:00Z", .cloudEventMalformed),
            ("ce_dataschema", "report.json", .cloudEventMalformed),
            ("ce_dataschema", "", .cloudEventMalformed), ("ce_Trace", "1", .cloudEventMalformed),
            ("ce_my-name", "1", .cloudEventMalformed), ("ce_", "1", .cloudEventMalformed),
            ("content-type", "json", .cloudEventMalformed),
            ("content-type", "", .cloudEventMalformed),
        ] as [(String, String?, Rejection.Code)]
    )
    func `a binary event is refused`(name: String, value: String?, code: Rejection.Code) throws {
        let rejection = try #require(throws: Rejection.self) {
            try read("{}", Self.headers([name: value]))
        }
        #expect(rejection.code == code)
        #expect(rejection.pointer == "")
        #expect(rejection.detail.contains(name) || code == .cloudEventVersion)
    }

    @Test(arguments: ["ce_id", "content-type"])
    func `a header that is not UTF-8 is refused`(name: String) throws {
        let rejection = try #require(throws: Rejection.self) {
            try read("{}", Self.headers([name: nil]) + [Header(name, [0x61, 0xFF])])
        }
        #expect(rejection.code == .cloudEventMalformed)
    }

    @Test(
        arguments: [
            ("", "", .messageEmpty, ""), ("[]", "", .cloudEventMalformed, ""),
            ("{", "", .jsonInvalid, ""),
            (#"{"id":1,"id":2}"#, "", .jsonDuplicateKey, "/id"),
            ("", #""data":1,"data_base64":"""#, .cloudEventMalformed, "/data_base64"),
            ("", #""data_base64":"e""#, .cloudEventMalformed, "/data_base64"),
            ("", #""data_base64":5"#, .cloudEventMalformed, "/data_base64"),
            ("", #""time":5"#, .cloudEventMalformed, "/time"),
            ("", #""subject":"""#, .cloudEventMalformed, "/subject"),
            ("", #""x":{}"#, .cloudEventMalformed, "/x"),
            ("", #""x":1.5"#, .cloudEventMalformed, "/x"),
            ("", #""x":2147483648"#, .cloudEventMalformed, "/x"),
            ("", #""x-y":"1""#, .cloudEventMalformed, "/x-y"),
            (
                #"{"specversion":"1.0","id":5,"source":"s","type":"t"}"#, "", .cloudEventMalformed,
                "/id"
            ),
            (#"{"specversion":"1.0","source":"s","type":"t"}"#, "", .cloudEventIncomplete, "/id"),
            (
                #"{"specversion":"1.1","id":"1","source":"s","type":"t"}"#, "", .cloudEventVersion,
                "/specversion"
            ),
        ] as [(String, String, Rejection.Code, String)]
    )
    func `a structured event is refused`(
        whole: String,
        rest: String,
        code: Rejection.Code,
        pointer: String
    ) throws {
        let text =
            rest.isEmpty
            ? whole : #"{"specversion":"1.0","id":"1","source":"s","type":"t",\#(rest)}"#
        let rejection = try #require(throws: Rejection.self) { try readStructured(text) }
        #expect(rejection.code == code)
        #expect(rejection.pointer == pointer)
    }

    @Test func `an event written is the event read`() throws {
        var event = CloudEvent(
            id: "itsm-INC0012345.7.0",
            source: "/incident-broker",
            type: "dk.datafordeler.incident.status.v1",
            subject: "itsm-INC0012345",
            time: Timestamp(milliseconds: 1_795_417_200_007),
            data: Array(#"{"incident":"itsm-INC0012345"}"#.utf8)
        )
        event["correlationid"] = "itsm-INC0012345"
        event["causationid"] = "x"
        event["causationid"] = "A234"
        event["gone"] = "1"
        event["gone"] = nil
        let record = event.record(topic: "itsm.updates", key: "itsm-INC0012345")
        #expect(record.topic == "itsm.updates")
        #expect(record.key == Array("itsm-INC0012345".utf8))
        #expect(record.partition == nil)
        #expect(
            record.headers.map(\.name) == [
                "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time",
                "ce_correlationid", "ce_causationid", "content-type",
            ]
        )
        let value = String(decoding: try #require(record.value), as: UTF8.self)
        #expect(try read(value, record.headers) == event)
    }

    @Test func `an event without data is not written as a tombstone`() {
        let event = CloudEvent(id: "1", source: "/s", type: "t", data: [])
        #expect(event.record(topic: "t", key: "k").value == Array("{}".utf8))
    }
}
