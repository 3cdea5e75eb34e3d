import Broker
import Foundation
import Messaging
import Parties
import Streaming
import Testing

/// Both stages together, over the in-memory Kafka with true transactions.
@Suite("Pipeline")
struct PipelineTests {
    static let report = """
        {"number":"INC1","sequence":1,"title":"DAR svarer ikke","category":"C",\
        "reporter":{"kind":"authority"},"channel":"itsm","kind":"platform"}
        """

    static let samples: [String] =
        (try? FileManager.default.contentsOfDirectory(
            atPath: SimulatedBroker.root + "deploy/samples"
        ))?.filter { $0.hasSuffix(".json") }.sorted() ?? []

    private func reported() throws -> SimulatedBroker {
        let broker = try SimulatedBroker()
        broker.send("itsm.incidents", Self.report, headers: cloudEvent("report", id: "1"))
        try broker.settle()
        return broker
    }

    @Test func `there are twelve samples`() {
        #expect(Self.samples.count == 12)
    }

    @Test(arguments: samples)
    func `a sample reaches the topics it should`(file: String) throws {
        let bytes = try Data(
            contentsOf: URL(filePath: SimulatedBroker.root + "deploy/samples/" + file)
        )
        let sample = try #require(Sample(Array(bytes)))
        let broker = try SimulatedBroker()
        for message in sample.messages {
            broker.send(message.topic, message.value, headers: message.headers)
            try broker.settle()
        }
        for topic in sample.expectation.topics {
            let subjects = broker.read(topic).compactMap { record in
                record.header("ce_subject").map { String(decoding: $0, as: UTF8.self) }
            }
            #expect(subjects.contains(sample.expectation.incident), "nothing on \(topic)")
        }
        #expect(broker.deadLetters().isEmpty)
    }

    @Test func `an incident goes to the SPOC once, whatever its sender repeats`() throws {
        let broker = try reported()
        for _ in 0..<3 {
            broker.send("itsm.incidents", Self.report, headers: cloudEvent("report", id: "1"))
            try broker.settle()
        }
        #expect(broker.types("spoc.incidents") == ["dk.datafordeler.incident.forwarded.v1"])
        let outcomes = broker.texts("itsm.updates").filter { $0.contains(#""duplicate""#) }
        #expect(outcomes.count == 3)
    }

    @Test func `the SPOC's steps come back to the tool the reporter looks in`() throws {
        let broker = try reported()
        let body = #"{"incident":"itsm-INC1"}"#
        broker.send("spoc.updates", body, headers: cloudEvent("acknowledge", id: "a"))
        broker.send("spoc.updates", body, headers: cloudEvent("start-work", id: "b"))
        broker.send(
            "spoc.updates",
            #"{"incident":"itsm-INC1","text":"Vi leder","visibility":"public"}"#,
            headers: cloudEvent("note", id: "c")
        )
        try broker.settle()
        let statuses = broker.types("itsm.updates").filter { $0.hasSuffix("incident.status.v1") }
        #expect(statuses.count == 3)
    }

    @Test func `an internal note never leaves for the reporter's tool`() throws {
        let broker = try reported()
        broker.send(
            "spoc.updates",
            #"{"incident":"itsm-INC1","text":"hemmeligt spor","visibility":"internal"}"#,
            headers: cloudEvent("note", id: "n")
        )
        try broker.settle()
        for topic in ["itsm.updates", "portal.updates"] {
            #expect(!broker.texts(topic).contains { $0.contains("hemmeligt") })
        }
    }

    @Test func `the same log gives the same bytes`() throws {
        func outputs() throws -> [String: [[UInt8]?]] {
            let broker = try reported()
            for (number, file) in Self.samples.enumerated() {
                let bytes = try Data(
                    contentsOf: URL(filePath: SimulatedBroker.root + "deploy/samples/" + file)
                )
                let sample = try #require(Sample(Array(bytes)))
                for message in sample.messages {
                    broker.send(message.topic, message.value, headers: message.headers)
                }
                broker.cluster.now = broker.cluster.now.adding(seconds: Int64(number))
                try broker.settle()
            }
            return broker.cluster.topics.keys.reduce(into: [:]) { all, topic in
                all[topic] = broker.read(topic).map(\.value)
            }
        }
        #expect(try outputs() == outputs())
    }

    @Test func `a start-of-work deadline that passes is told and put on record, once`() throws {
        let broker = try reported()
        broker.cluster.now = broker.cluster.now.adding(seconds: 3 * 86_400)
        try broker.settle()
        broker.cluster.now = broker.cluster.now.adding(seconds: 3 * 86_400)
        try broker.settle()
        let missed = broker.types(BrokerTopic.events).filter { $0.contains("deadline-missed") }
        #expect(missed.count == 1)
        #expect(broker.texts(BrokerTopic.events).contains { $0.contains("P03.START_LATE") })
    }

    @Test func `the trace and the lineage are carried to the last message`() throws {
        let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let broker = try SimulatedBroker()
        broker.send(
            "itsm.incidents",
            Self.report,
            headers: cloudEvent("report", id: "1") + [Header("ce_traceparent", trace)]
        )
        try broker.settle()
        let forwarded = try #require(broker.read("spoc.incidents").first)
        #expect(forwarded.header("ce_traceparent") == Array(trace.utf8))
        #expect(forwarded.header("ce_correlationid") == Array("itsm-INC1".utf8))
        #expect(forwarded.header("ce_causationid") == Array("/test 1".utf8))
    }
}
