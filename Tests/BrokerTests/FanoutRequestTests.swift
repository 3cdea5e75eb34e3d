import Broker
import Fanout
import Messaging
import Testing

/// What owners do with their subscriptions while deliveries are on their way.
@Suite("Fan-out requests")
struct FanoutRequestTests {
    private func subscription(
        _ world: FanoutWorld,
        _ change: @escaping (inout Subscription) -> Void
    ) throws {
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.limits.retries = [.zero, .seconds(1)]
            change(&$0)
        }
    }

    @Test func `a test is delivered once, whatever partitions and restarts there are`() throws {
        let world = FanoutWorld(partitions: 3)
        try subscription(world) { $0.request(.test, at: FanoutWorld.start) }
        try world.run(try world.process(), seconds: 5)
        try world.run(try world.process(), seconds: 5)
        #expect(world.arrivals.count == 1)
        #expect(String(decoding: world.arrivals[0].body, as: UTF8.self).contains(#""type":"test""#))
        try subscription(world) {
            $0.request(.test, at: FanoutWorld.start)
            $0.request(.test, at: FanoutWorld.start)
            $0.revision = 2
        }
        try world.run(try world.process(), seconds: 5)
        #expect(world.arrivals.count == 2)
    }

    /// Two incidents with two parked deliveries each.
    private func parked() throws -> (FanoutWorld, FanoutWorld.Process) {
        let world = FanoutWorld(partitions: 2)
        try subscription(world) { _ in }
        world.answer = { _, _ in .status(500) }
        for incident in ["itsm-1", "itsm-2"] {
            for sequence in 1...2 as ClosedRange<Int64> { world.event(incident, sequence) }
        }
        let process = try world.process()
        try world.run(process, seconds: 120)
        #expect(world.read(BrokerTopic.notices).count == 4)
        world.arrivals = []
        world.answer = { _, _ in .status(200) }
        return (world, process)
    }

    @Test func `one delivery is sent again by its id, and no other`() throws {
        let (world, process) = try parked()
        let id = Delivery.id(lane: LaneKey(target: "a", incident: "itsm-2"), sequence: 2)
        try subscription(world) {
            $0.request(.resend(id), at: world.cluster.now)
            $0.revision = 2
        }
        try world.run(process, seconds: 2_000)
        #expect(world.arrivals.map(\.id) == [id])
        #expect(world.lane("a/itsm-2")?.parked.map(\.sequence) == [1])
    }

    @Test func `everything given up since a moment is sent again, in order, and once`() throws {
        let (world, process) = try parked()
        try subscription(world) {
            $0.request(.recover(since: FanoutWorld.start), at: world.cluster.now)
            $0.revision = 2
        }
        try world.run(process, seconds: 2_000)
        try world.run(try world.process(), seconds: 100)
        #expect(world.arrivals.count == 4)
        for incident in ["itsm-1", "itsm-2"] {
            let key = LaneKey(target: "a", incident: incident)
            let ids = (1...2).map { Delivery.id(lane: key, sequence: $0) }
            #expect(world.arrivals.map(\.id).filter(ids.contains) == ids)
        }
    }

    @Test func `a rest keeps everything, in order, however long it is`() throws {
        let world = FanoutWorld()
        try subscription(world) { $0.status = .paused }
        let process = try world.process()
        for sequence in 1...3 as ClosedRange<Int64> { world.event("itsm-1", sequence) }
        for incident in 2...9 { world.event("itsm-\(incident)", 1) }
        try world.run(process, seconds: 3_000)
        #expect(world.arrivals.isEmpty)
        try subscription(world) { $0.revision = 2 }
        try world.run(process, seconds: 60)
        #expect(world.arrivals.count == 11)
        #expect(world.read(BrokerTopic.notices).isEmpty)
    }

    @Test func `a subscription that is taken away leaves nothing behind`() throws {
        let world = FanoutWorld()
        try subscription(world) { _ in }
        world.answer = { _, _ in .status(500) }
        let process = try world.process()
        for incident in 1...3 { world.event("itsm-\(incident)", 1) }
        try world.run(process)
        world.cluster.append(
            ProducedRecord(topic: BrokerTopic.subscriptions, key: Array("a".utf8), value: nil)
        )
        try world.run(process, seconds: 10)
        let lanes = world.state().filter { LaneKey($0.key) != nil }
        #expect(lanes.count == 3 && lanes.values.allSatisfy { $0.value == nil })
    }
}
