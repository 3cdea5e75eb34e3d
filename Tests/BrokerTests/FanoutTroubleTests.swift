import Broker
import Fanout
import JSON
import Messaging
import SimulatedKafka
import Streaming
import Testing

/// Restarts, dead endpoints and records that nobody can read.
@Suite("Fan-out in trouble")
struct FanoutTroubleTests {
    @Test func `what was under way when a process died is sent again, under the same id`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        for incident in 1...4 { world.event("itsm-\(incident)", 1) }
        // Nobody answers before the process is gone.
        world.answer = { _, _ in .status(200, after: .seconds(10)) }
        try world.run(try world.process())
        #expect(world.arrivals.count == 4)
        world.answer = { _, _ in .status(200) }
        try world.run(try world.process())
        #expect(world.arrivals.count == 8)
        #expect(Set(world.arrivals.map(\.id)).count == 4)
        #expect(world.read(BrokerTopic.attempts).count == 4)
    }

    @Test func `nothing is sent whose beginning is not committed`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        for seed in 0..<40 as Range<UInt64> {
            world.event("itsm-\(seed)", 1)
            let channel = SimulatedChannel(
                cluster: world.cluster,
                faults: FaultPlan(seed: seed, perThousand: 60)
            )
            let process = try world.process(channel)
            for _ in 0..<20 where !channel.faults.hasCrashed { _ = try? process.step() }
            channel.expire()
            let begun = world.state().keys.compactMap(LaneKey.init).compactMap { key in
                world.lane(key.text).map { (key, $0) }
            }
            for arrival in world.arrivals {
                #expect(
                    begun.contains { key, lane in
                        Delivery.id(lane: key, sequence: 1) == arrival.id
                            && (lane.isUnderWay || lane.reached != nil)
                    }
                )
            }
        }
        #expect(!world.arrivals.isEmpty)
    }

    /// W6: a dead endpoint costs a few attempts, however many wait for it, and nobody else any.
    @Test func `an endpoint that is down is asked now and then, and delays no other`() throws {
        let world = FanoutWorld()
        try world.subscribe("dead", "https://dead.example.dk/hook")
        try world.subscribe("good", "https://good.example.dk/hook")
        world.answer = { url, _ in
            url.hasPrefix("https://dead")
                ? ScriptedSender.Answer(.failed(.timeout), after: .seconds(15)) : .status(200)
        }
        for incident in 1...150 { world.event("itsm-\(incident)", 1) }
        let process = try world.process()
        try world.run(process, seconds: 30)
        let good = world.arrivals.filter { $0.url.hasPrefix("https://good") }
        #expect(good.count == 150)
        #expect(good.allSatisfy { $0.at.seconds - FanoutWorld.start.seconds <= 4 })
        try world.run(process, seconds: 3_570)
        let dead = world.arrivals.count { $0.url.hasPrefix("https://dead") }
        // Eight at once before it opens, then one each 30, 60, 120 … 900 seconds.
        #expect((9...20).contains(dead), "\(dead) attempts in an hour at 150 waiting lanes")
        #expect(process.stage.board.state(of: "dead") == .open)
    }

    /// W3: when an endpoint comes back, those who waited do not fall upon it all at once.
    @Test func `after an outage an endpoint is asked no faster than it may be`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.limits.perSecond = 10
            $0.limits.concurrency = 4
        }
        var isDown = true
        world.answer = { _, _ in .status(isDown ? 503 : 200, after: .milliseconds(20)) }
        for incident in 1...120 { world.event("itsm-\(incident)", 1) }
        let process = try world.process()
        try world.run(process, seconds: 1_200)
        let during = world.arrivals.count
        #expect(during < 60, "\(during) attempts at an endpoint that says 503")
        isDown = false
        try world.run(process, seconds: 1_800)
        let after = world.arrivals.dropFirst(during)
        #expect(Set(after.filter(\.isAccepted).map(\.id)).count == 120)
        let bySecond = after.reduce(into: [Int64: Int]()) { $0[$1.at.seconds, default: 0] += 1 }
        // A bucket of one second's worth, and what it gains meanwhile.
        #expect(bySecond.values.allSatisfy { $0 <= 20 })
        #expect(world.read(BrokerTopic.notices).isEmpty)
    }

    @Test func `one with too much under way makes nobody else wait for ever`() throws {
        let world = FanoutWorld()
        world.settings.underWayMax = 4
        for name in ["a", "b", "c", "d", "e", "f"] {
            try world.subscribe(name, "https://\(name).example.dk/hook")
        }
        world.answer = { _, _ in .status(200, after: .milliseconds(100)) }
        for incident in 1...20 { world.event("itsm-\(incident)", 1) }
        try world.run(try world.process(), seconds: 30)
        #expect(world.arrivals.count == 120)
        let counts = world.arrivals.prefix(60).reduce(into: [String: Int]()) {
            $0[$1.url, default: 0] += 1
        }
        #expect(counts.count == 6, "each endpoint had its turn: \(counts)")
    }

    @Test func `records that cannot be read stop nobody`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        for (key, value) in [("a/itsm-1", "{\"last\":"), ("a/itsm-2", "[]"), ("plain", "x")] {
            world.cluster.append(
                ProducedRecord(
                    topic: BrokerTopic.deliveries,
                    partition: 0,
                    key: Array(key.utf8),
                    value: Array(value.utf8),
                    headers: [Header("due", "1")]
                )
            )
        }
        world.cluster.append(
            ProducedRecord(
                topic: BrokerTopic.events,
                key: Array("itsm-3".utf8),
                value: Array(#"{"incident":"itsm-3"}"#.utf8),
                headers: [Header("ce_type", "dk.datafordeler.incident.note-added.v1")]
            )
        )
        world.event("itsm-1", 7)
        world.event("itsm-4", 1)
        try world.run(try world.process(), seconds: 5)
        #expect(world.arrivals.count == 2)
        let letters = world.read(BrokerTopic.deadLetters)
        #expect(letters.count == 3)
        #expect(letters.contains { $0.value == Array(#"{"incident":"itsm-3"}"#.utf8) })
        #expect(world.texts(BrokerTopic.ledger).contains { $0.contains(#""parked":1"#) })
    }

    @Test func `many lanes wait and are taken up again after a restart`() throws {
        let world = FanoutWorld()
        world.batchMax = 500
        try world.subscribe("a", "https://a.example.dk/hook") { $0.status = .paused }
        for incident in 1...2_000 { world.event("itsm-\(incident)", 1) }
        try world.run(try world.process())
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.revision = 2
            $0.limits.perSecond = 1_000
        }
        try world.run(try world.process(), seconds: 10)
        #expect(Set(world.arrivals.map(\.id)).count == 2_000)
        #expect(world.arrivals.count == 2_000)
    }
}
