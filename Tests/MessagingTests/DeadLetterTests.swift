import Messaging
import Testing

@Suite("Dead letter")
struct DeadLetterTests {
    static let rejection = Rejection(
        .contentInvalid,
        "The title is missing.",
        remedy: "Send one.",
        pointer: "/title"
    )

    static func letter(
        key: [UInt8]? = [1, 2],
        value: [UInt8]? = [0xFF, 0x00],
        headers: [Header] = [Header("ce_id", "1"), Header("ce_id", [0xFF]), Header("x", nil)],
        rejection: Rejection = rejection
    ) -> DeadLetter {
        let record = ConsumedRecord(
            position: TopicPartition("itsm.incidents", 3),
            offset: 42,
            timestamp: Timestamp(milliseconds: -1),
            key: key,
            value: value,
            headers: headers
        )
        let at = Timestamp(milliseconds: 1_795_417_200_007)
        return DeadLetter(record, stage: "intake", rejection: rejection, at: at)
    }

    /// As the dead letter would be read from its topic.
    private func consumed(_ record: ProducedRecord) -> ConsumedRecord {
        ConsumedRecord(
            position: TopicPartition(record.topic, 0),
            offset: 7,
            timestamp: Timestamp(seconds: 0),
            key: record.key,
            value: record.value,
            headers: record.headers
        )
    }

    @Test func `a dead letter keeps what came and says why`() throws {
        let letter = Self.letter()
        let record = letter.record()
        #expect(record.topic == "broker.dead-letters")
        #expect(record.key == letter.original.key)
        #expect(record.value == letter.original.value)
        #expect(Array(record.headers.prefix(3)) == letter.original.headers)
        #expect(
            record.headers.dropFirst(3).map(\.name) == [
                "dead-letter-stage", "dead-letter-code", "dead-letter-detail",
                "dead-letter-remedy", "dead-letter-pointer", "dead-letter-topic",
                "dead-letter-partition", "dead-letter-offset", "dead-letter-timestamp",
                "dead-letter-at",
            ]
        )
        #expect(DeadLetter(consumed(record)) == letter)
    }

    @Test func `null stays null`() {
        let letter = Self.letter(key: nil, value: nil, headers: [])
        let record = letter.record()
        #expect(record.key == nil)
        #expect(record.value == nil)
        #expect(DeadLetter(consumed(record)) == letter)
    }

    @Test func `a value over the limit keeps its start and its length`() throws {
        let letter = Self.letter(value: [UInt8](repeating: 7, count: 1000))
        let record = letter.record(valueMax: 100)
        #expect(record.value?.count == 100)
        let read = try #require(DeadLetter(consumed(record)))
        #expect(read.truncatedFrom == 1000)
        #expect(DeadLetter(consumed(read.record(valueMax: 50)))?.truncatedFrom == 1000)
        #expect(letter.record(valueMax: 1000).value?.count == 1000)
    }

    @Test func `whatever came in, the dead letter fits into a record`() throws {
        let large = [UInt8](repeating: 7, count: 2_000_000)
        let letter = Self.letter(
            key: large,
            value: large,
            headers: (0..<1000).map { Header("header-\($0)", [UInt8](repeating: 1, count: 1000)) },
            rejection: Rejection(
                .contentInvalid,
                String(repeating: "å", count: 50_000),
                remedy: String(repeating: "😀", count: 50_000),
                pointer: "/" + String(repeating: "a", count: 50_000)
            )
        )
        let record = letter.record()
        #expect(record.size < 1_000_000)
        let names = record.headers.map(\.name)
        #expect(names.contains("dead-letter-key-truncated"))
        #expect(names.contains("dead-letter-headers-left-out"))
        #expect(DeadLetter(consumed(record)) != nil)
    }

    @Test func `a record that fails again has one reason`() throws {
        let again = Self.letter(headers: Self.letter().record().headers)
        let names = again.record().headers.map(\.name)
        #expect(names.count { $0 == "dead-letter-code" } == 1)
        #expect(!names.contains("dead-letter-headers-left-out"))
    }

    @Test(arguments: [
        "dead-letter-stage", "dead-letter-code", "dead-letter-topic", "dead-letter-offset",
        "dead-letter-at",
    ])
    func `a record without its reason is no dead letter`(missing: String) {
        let record = consumed(Self.letter().record())
        let without = ConsumedRecord(
            position: record.position,
            offset: record.offset,
            timestamp: record.timestamp,
            key: record.key,
            value: record.value,
            headers: record.headers.filter { $0.name != missing }
        )
        #expect(DeadLetter(without) == nil)
    }
}
