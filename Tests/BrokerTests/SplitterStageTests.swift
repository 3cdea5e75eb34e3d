import Broker
import Messaging
import Testing

/// A message about several incidents, from the topic it comes on to the commands it becomes.
@Suite("Splitter in the intake stage")
struct SplitterStageTests {
    private func commands(_ message: String) throws -> (SimulatedBroker, [ConsumedRecord]) {
        let broker = try SimulatedBroker()
        let headers = cloudEvent("roll-back-release", id: "r-1")
        broker.send("spoc.updates", message, headers: headers)
        try broker.settle()
        return (broker, broker.read(BrokerTopic.commands))
    }

    private func text(_ record: ConsumedRecord, _ header: String) -> String? {
        record.header(header).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `each incident gets a record of its own key and id`() throws {
        let (_, records) = try commands(
            #"{"incidents":["itsm-1","portal-2"],"release":"R1","reason":"Taget tilbage."}"#
        )
        let keys = records.map { String(decoding: $0.key ?? [], as: UTF8.self) }
        #expect(keys == ["itsm-1", "portal-2"])
        #expect(records.map { text($0, "ce_subject") } == ["itsm-1", "portal-2"])
        #expect(Set(records.compactMap { text($0, "ce_id") }).count == 2)
        #expect(records.allSatisfy { record in text(record, "ce_causationid") == "r-1" })
    }

    @Test func `what one incident refuses is told of that one alone`() throws {
        let (broker, records) = try commands(
            #"{"incidents":["itsm-1","portal-2"],"release":"R1","reason":"Taget tilbage."}"#
        )
        #expect(records.count == 2)
        // Neither is known here: two refusals, each with the message itself.
        let letters = broker.deadLetters()
        #expect(letters.map(\.rejection.code) == [.incidentUnknown, .incidentUnknown])
        let receipts = broker.texts("spoc.incidents")
        #expect(receipts.count == 2)
        for incident in ["itsm-1", "portal-2"] {
            #expect(receipts.contains { $0.contains("/test r-1#\(incident)") })
        }
    }

    @Test func `a list with an id that is none is refused as a whole`() throws {
        let (broker, records) = try commands(
            #"{"incidents":["itsm-1","IN C"],"release":"R1","reason":"Taget tilbage."}"#
        )
        #expect(records.isEmpty)
        #expect(broker.deadLetters().count == 1)
    }
}
