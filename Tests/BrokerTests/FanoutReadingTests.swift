import Broker
import Fanout
import Messaging
import Testing

/// What the console and the reports read of the fan-out's topics.
@Suite("Fan-out, read")
struct FanoutReadingTests {
    private func world() throws -> FanoutWorld {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.limits.retries = [.zero, .seconds(1)]
        }
        try world.subscribe("b", "https://b.example.dk/hook")
        world.answer = { url, _ in .status(url.hasPrefix("https://a") ? 500 : 200) }
        for incident in ["itsm-1", "itsm-2", "itsm-3"] { world.event(incident, 1) }
        try world.run(try world.process(), seconds: 90)
        return world
    }

    @Test func `who has not been told, and who has`() throws {
        let world = try world()
        let deliveries = SharedDeliveries()
        deliveries.apply(world.read(BrokerTopic.deliveries))
        let rows = deliveries.report.rows()
        #expect(rows.map(\.incident) == ["itsm-1", "itsm-2", "itsm-3"])
        #expect(rows.allSatisfy { $0.recipient == "a" && $0.reached == nil })
        #expect(rows.flatMap(\.outstanding).allSatisfy { $0.state == .parked })
        #expect(deliveries.report.rows(incident: "itsm-2", isComplete: true).count == 2)
        #expect(
            deliveries.report.lanes(of: "a").map(\.key.incident).sorted() == rows.map(\.incident)
        )
        #expect(deliveries.report.lanes(of: "none").isEmpty)
    }

    @Test func `attempts are paged from the newest, and a feed that begins anew adds none`() throws
    {
        let world = try world()
        let attempts = SharedAttempts()
        let records = world.read(BrokerTopic.attempts)
        attempts.apply(records)
        attempts.apply(records)
        let all = attempts.at("a", limit: 100)
        #expect(all.count == 6)
        #expect(all.map(\.position) == all.map(\.position).sorted(by: >))
        let page = attempts.at("a", before: all[1].position, limit: 2)
        #expect(page == Array(all[2...3]))
        #expect(
            attempts.at("b", limit: 100).map(\.outcome) == ["delivered", "delivered", "delivered"]
        )
    }

    @Test func `only the latest attempts are kept`() throws {
        let world = try world()
        let attempts = SharedAttempts(max: 4)
        attempts.apply(world.read(BrokerTopic.attempts))
        #expect(attempts.at("a", limit: 100).count + attempts.at("b", limit: 100).count == 4)
    }
}
