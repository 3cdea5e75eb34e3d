import Broker
import Fanout
import Foundation
import Messaging
import Testing

/// All three stages: what has reached the reporter, by webhook, is what the rules go by.
@Suite("Pipeline with fan-out")
struct FanoutPipelineTests {
    /// The shipped policy, but what stands in the tool has not reached anybody by that.
    private static let material: BrokerMaterial? = {
        let policy = SimulatedBroker.root + "deploy/policy/datafordeler.yaml"
        guard var configuration = SimulatedBroker.material?.configuration,
            let text = try? String(contentsOfFile: policy, encoding: .utf8)
        else { return nil }
        let changed = text.replacing(
            "toolCountsAsDelivered: true",
            with: "toolCountsAsDelivered: false"
        )
        let file = FileManager.default.temporaryDirectory
            .appending(path: "policy-\(ProcessInfo.processInfo.processIdentifier).yaml")
        guard (try? Data(changed.utf8).write(to: file)) != nil else { return nil }
        defer { try? FileManager.default.removeItem(at: file) }
        configuration.policyFiles = [file.path()]
        return BrokerMaterial.load(configuration, home: SimulatedBroker.root).0
    }()

    private static let report = """
        {"number":"INC1","sequence":1,"title":"DAR svarer ikke","category":"C",\
        "reporter":{"kind":"authority","callback":"https://hook.example.dk/x"},\
        "channel":"itsm","kind":"platform"}
        """

    private static let proposal = """
        {"incident":"itsm-INC1","type":"solution",\
        "description":"Rettet i det centrale udtræk nu.",\
        "meaning":"Alle jordstykker er med i udtræk igen.",\
        "nextSteps":"Hent udtrækket igen fra i morgen."}
        """

    private static let plan = """
        {"incident":"itsm-INC1","release":"R7","kind":"technical",\
        "plannedAt":"2026-12-20T08:00:00Z","description":"Retter udtrækket af jordstykker."}
        """

    private func run(_ broker: SimulatedBroker, _ world: FanoutWorld) throws {
        let process = try world.process()
        for _ in 0..<3 {
            try broker.settle()
            try world.run(process, seconds: 1)
        }
        try broker.settle()
    }

    private func events(_ broker: SimulatedBroker, _ word: String) -> [String] {
        broker.read(BrokerTopic.events).filter { record in
            record.header("ce_type") == Array("dk.datafordeler.incident.\(word).v1".utf8)
        }.map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }

    @Test func `the days begin when the webhook has arrived, not when it was sent`() throws {
        let broker = try SimulatedBroker(material: Self.material)
        let world = FanoutWorld(broker.cluster, partitions: 1)
        broker.send("itsm.incidents", Self.report, headers: cloudEvent("report", id: "1"))
        try broker.settle()
        broker.send("spoc.updates", Self.proposal, headers: cloudEvent("propose", id: "2"))
        world.answer = { _, _ in .status(500) }
        try run(broker, world)
        #expect(!world.arrivals.isEmpty)
        #expect(events(broker, "resolution-proposed").count == 1)
        #expect(events(broker, "resolution-delivered").isEmpty)
        world.answer = { _, _ in .status(200) }
        broker.cluster.now = broker.cluster.now.adding(seconds: 3_600)
        try run(broker, world)
        let delivered = events(broker, "resolution-delivered")
        #expect(delivered.count == 1)
        #expect(delivered.first?.contains("webhook") == true)
        #expect(broker.deadLetters().isEmpty)
    }

    @Test func `a release is known to be told of when its webhook has arrived`() throws {
        let broker = try SimulatedBroker(material: Self.material)
        let world = FanoutWorld(broker.cluster, partitions: 1)
        broker.send("itsm.incidents", Self.report, headers: cloudEvent("report", id: "1"))
        try broker.settle()
        broker.send("spoc.updates", Self.plan, headers: cloudEvent("plan-release", id: "2"))
        try run(broker, world)
        #expect(events(broker, "release-planned").count == 1)
        #expect(events(broker, "release-noticed").count == 1)
        #expect(broker.deadLetters().isEmpty)
    }

    @Test func `where the tool counts, a confirmation changes nothing and disturbs nobody`() throws
    {
        let broker = try SimulatedBroker()
        let world = FanoutWorld(broker.cluster, partitions: 1)
        broker.send("itsm.incidents", Self.report, headers: cloudEvent("report", id: "1"))
        try broker.settle()
        broker.send("spoc.updates", Self.proposal, headers: cloudEvent("propose", id: "2"))
        try run(broker, world)
        #expect(world.arrivals.count >= 2)
        #expect(events(broker, "resolution-delivered").count == 1)
        #expect(broker.deadLetters().isEmpty)
    }

    @Test func `a resolution that cannot be delivered is the SPOC's to bring, and it is told`()
        throws
    {
        let broker = try SimulatedBroker(material: Self.material)
        let world = FanoutWorld(broker.cluster, partitions: 1)
        world.settings.limits.retries = [.zero, .seconds(1)]
        world.answer = { _, _ in .status(404) }
        broker.send("itsm.incidents", Self.report, headers: cloudEvent("report", id: "1"))
        try broker.settle()
        broker.send("spoc.updates", Self.proposal, headers: cloudEvent("propose", id: "2"))
        try run(broker, world)
        try world.run(try world.process(), seconds: 60)
        try broker.settle()
        #expect(world.texts(BrokerTopic.commands).contains { $0.contains("report-undelivered") })
        #expect(broker.texts("itsm.updates").contains { $0.contains(#""reason":"exhausted""#) })
        #expect(broker.deadLetters().isEmpty)
    }
}
