import Broker
import Messaging
import Testing

/// Bad input gets a rejection with a stable code and a dead letter with its bytes, and blocks
/// nobody.
@Suite("Bad input")
struct BadInputTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let topic: String
        let value: [UInt8]?
        let headers: [Header]
        let code: Rejection.Code

        init(
            _ name: String,
            _ value: String,
            _ code: Rejection.Code,
            topic: String = "itsm.incidents",
            headers: [Header] = cloudEvent("report", id: "x")
        ) {
            self.init(name, Array(value.utf8), code, topic: topic, headers: headers)
        }

        init(
            _ name: String,
            _ value: [UInt8]?,
            _ code: Rejection.Code,
            topic: String = "itsm.incidents",
            headers: [Header] = cloudEvent("report", id: "x")
        ) {
            self.name = name
            self.topic = topic
            self.value = value
            self.headers = headers
            self.code = code
        }

        var testDescription: String { name }
    }

    static let good = PipelineTests.report

    static let cases: [Case] = [
        Case("a tombstone", nil as [UInt8]?, .messageEmpty),
        Case("an empty value", "", .messageEmpty),
        Case("a truncated message", String(good.dropLast(9)), .jsonInvalid),
        Case("no JSON at all", "incident!", .jsonInvalid),
        Case("invalid UTF-8", [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], .jsonInvalidUTF8),
        Case("a key twice", #"{"number":"1","number":"2"}"#, .jsonDuplicateKey),
        Case(
            "nesting past the limit",
            String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
            .jsonTooDeep
        ),
        Case("a number out of range", #"{"number":"1","sequence":1e999}"#, .jsonNumberOutOfRange),
        Case(
            "a wrong type",
            #"{"number":1,"title":"t","reporter":{"kind":"user"}}"#,
            .contentInvalid
        ),
        Case("a missing member", #"{"number":"1","reporter":{"kind":"user"}}"#, .contentInvalid),
        Case(
            "an unknown value",
            #"{"number":"1","title":"t","reporter":{"kind":"president"}}"#,
            .contentInvalid
        ),
        Case(
            "a number with a space",
            #"{"number":"IN C","title":"t","reporter":{"kind":"user"}}"#,
            .contentInvalid
        ),
        Case(
            "a message too large",
            [UInt8](repeating: 0x20, count: (1 << 20) + 1),
            .messageTooLarge
        ),
        Case(
            "CloudEvents headers without an id",
            good,
            .cloudEventIncomplete,
            headers: cloudEvent("report", id: "x").filter { $0.name != "ce_id" }
        ),
        Case(
            "an unsupported CloudEvents version",
            good,
            .cloudEventVersion,
            headers: cloudEvent("report", id: "x").map {
                $0.name == "ce_specversion" ? Header($0.name, "0.3") : $0
            }
        ),
        Case(
            "an unknown type",
            good,
            .typeUnknown,
            headers: [
                Header("ce_specversion", "1.0"), Header("ce_type", "com.example.thing"),
                Header("ce_source", "/x"), Header("ce_id", "1"),
            ]
        ),
        Case("plain JSON of no dialect", #"{"hello":"world"}"#, .dialectUnrecognised, headers: []),
        Case(
            "an update for an incident never reported",
            #"{"number":"INC404","title":"ny"}"#,
            .incidentUnknown,
            headers: cloudEvent("update", id: "x")
        ),
    ]

    @Test(arguments: cases)
    func `is refused with its code, kept with its bytes, and blocks nobody`(bad: Case) throws {
        let broker = try SimulatedBroker()
        broker.send(bad.topic, bad.value, headers: bad.headers, key: "k")
        broker.send("itsm.incidents", Self.good, headers: cloudEvent("report", id: "good"))
        try broker.settle()

        let letter = try #require(broker.deadLetters().first)
        #expect(letter.rejection.code == bad.code)
        #expect(!letter.rejection.detail.isEmpty)
        #expect(!letter.rejection.remedy.isEmpty)
        #expect(letter.original.position == TopicPartition(bad.topic, 0))
        #expect(letter.original.offset == 0)
        #expect(letter.original.value == bad.value)

        let receipts = broker.texts("itsm.updates").filter { $0.contains(#""rejected""#) }
        #expect(receipts.count == 1)
        #expect(receipts.first?.contains(bad.code.rawValue) == true)
        #expect(broker.types("spoc.incidents").count == 1)
    }

    @Test func `a party that is not concerned is answered as if there were no incident`() throws {
        let broker = try SimulatedBroker()
        broker.send("itsm.incidents", Self.good, headers: cloudEvent("report", id: "good"))
        try broker.settle()
        broker.send(
            "register.mat.updates",
            #"{"incident":"itsm-INC1"}"#,
            headers: cloudEvent("acknowledge", id: "x")
        )
        try broker.settle()
        #expect(broker.deadLetters().map(\.rejection.code) == [.incidentUnknown])
        #expect(broker.texts("register.mat.incidents").contains { $0.contains("incident.unknown") })
    }

    @Test func `what must go through goes through, with a deviation`() throws {
        let broker = try SimulatedBroker()
        broker.send(
            "itsm.incidents",
            """
            {"number":"INC7","title":"Fejl i XYZ","category":"P1","registers":["XYZ"],\
            "reporter":{"kind":"user"},"channel":"itsm","kind":"data"}
            """,
            headers: cloudEvent("report", id: "x")
        )
        try broker.settle()
        #expect(broker.deadLetters().isEmpty)
        #expect(broker.types("spoc.incidents").count == 1)
        let events = broker.texts(BrokerTopic.events).joined()
        for code in ["P01.WRONG_CHANNEL", "P03.NO_CATEGORY", "P09.UNKNOWN_REGISTER"] {
            #expect(events.contains(code))
        }
    }

    @Test func `a time ahead of ours is no evidence, and stops nothing`() throws {
        let broker = try SimulatedBroker()
        broker.send(
            "itsm.incidents",
            """
            {"number":"INC8","title":"t","reporter":{"kind":"authority"},\
            "occurredAt":"2099-01-01T00:00:00Z"}
            """,
            headers: cloudEvent("report", id: "x")
        )
        try broker.settle()
        #expect(broker.types("spoc.incidents").count == 1)
        #expect(broker.texts(BrokerTopic.commands).first?.contains("time.in-future") == true)
    }
}
