import Broker
import Fanout
import Incidents
import JSON
import Messaging
import Testing

/// What the fan-out does, point by point.
@Suite("Fan-out stage")
struct FanoutStageTests {
    private static let reported = """
        "number":"1","system":"itsm","reporter":{"organisation":"Kommunen",\
        "callback":"https://hook.example.dk/x"}
        """

    @Test func `an event reaches a subscription, signed, logged and accounted for`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        world.event("itsm-1", 1)
        try world.run(try world.process())
        let arrival = try #require(world.arrivals.first)
        #expect(world.arrivals.count == 1)
        let secret = try #require(FanoutWorld.callbackSecret)
        #expect(
            WebhookSignature.verify(
                id: arrival.id,
                timestamp: arrival.header("webhook-timestamp") ?? "",
                signature: arrival.header("webhook-signature") ?? "",
                body: arrival.body,
                secrets: [secret],
                at: arrival.at
            ) == nil
        )
        let log = try #require(world.read(BrokerTopic.attempts).first)
        #expect(log.text("outcome") == "delivered")
        #expect(log.text("delivery") == arrival.id)
        #expect(log.text("host") == "a.example.dk")
        #expect(world.lane("a/itsm-1")?.reached?.sequence == 1)
        #expect(world.texts(BrokerTopic.ledger).count == 1)
    }

    @Test func `an event that nobody waits for is accepted, and nothing is left of it`() throws {
        let world = FanoutWorld()
        world.event("itsm-1", 1)
        try world.run(try world.process())
        #expect(world.arrivals.isEmpty)
        #expect(world.read(BrokerTopic.deadLetters).isEmpty)
        #expect(world.texts(BrokerTopic.ledger).first?.contains(#""accepted":1"#) == true)
    }

    @Test func `a reporter's callback is told, and the incident learns that it was`() throws {
        let world = FanoutWorld()
        world.event("itsm-1", 1, "reported", Self.reported)
        world.event("itsm-1", 2, "resolution-proposed", #""resolution":{"number":1}"#)
        try world.run(try world.process(), seconds: 1)
        #expect(
            world.arrivals.map(\.url) == Array(repeating: "https://hook.example.dk/x", count: 2)
        )
        let records = world.read(BrokerTopic.commands)
        #expect(records.count == 1, "only what the rules wait for is confirmed")
        let command = try withExtendedLifetime(JSONParser()) { parser in
            try Command(json: parser.parse(records[0].value ?? []))
        }
        #expect(command.party == .broker)
        guard case .confirmDelivery(let report) = command.action else {
            Issue.record("no confirmation: \(command.action)")
            return
        }
        #expect(report.of == 2)
        #expect(report.channel == .webhook)
        #expect(!world.texts(BrokerTopic.commands)[0].contains("hook.example.dk"))
    }

    @Test func `a callback on a host that is not allowed is told of once, and never called`() throws
    {
        let world = FanoutWorld()
        let spoilt = Self.reported.replacing("hook.example.dk", with: "evil.example.com")
        world.event("itsm-1", 1, "reported", spoilt)
        world.event("itsm-1", 2, "updated", spoilt)
        try world.run(try world.process(), seconds: 5)
        #expect(world.arrivals.isEmpty)
        for topic in ["itsm.updates", BrokerTopic.notices] {
            let told = world.read(topic)
            #expect(told.map { $0.text("reason") } == ["callback-refused"])
            #expect(told.first?.text("failure") == "callback.host-forbidden")
        }
    }

    @Test func `nobody is told of what happened before they asked to be`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0 = Subscription(
                id: $0.id,
                owner: $0.owner,
                channel: $0.channel,
                created: FanoutWorld.start.adding(seconds: 60)
            )
        }
        world.settings.since = FanoutWorld.start.adding(seconds: 30)
        let process = try world.process()
        world.event("itsm-1", 1, "reported", Self.reported)
        try world.run(process, seconds: 40)
        world.event("itsm-1", 2)
        try world.run(process, seconds: 40)
        world.event("itsm-1", 3)
        try world.run(process)
        let heard = world.arrivals.map { arrival in
            let body = String(decoding: arrival.body, as: UTF8.self)
            return (arrival.url.contains("hook.") ? "reporter " : "a ")
                + (body.contains(#""sequence":2"#)
                    ? "2" : body.contains(#""sequence":3"#) ? "3" : "1")
        }
        #expect(heard.sorted() == ["a 3", "reporter 2", "reporter 3"])
    }

    @Test func `a failed attempt is made again by the schedule, under the same id`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        world.event("itsm-1", 1)
        var failures = 2
        world.answer = { _, _ in
            failures -= 1
            return .status(failures >= 0 ? 500 : 204)
        }
        try world.run(try world.process(), seconds: 400)
        #expect(world.arrivals.count == 3)
        #expect(Set(world.arrivals.map(\.id)).count == 1)
        #expect(Set(world.arrivals.map(\.body)).count == 1)
        let seconds = world.arrivals.map { $0.at.seconds - FanoutWorld.start.seconds }
        #expect((5...7).contains(seconds[1]) && (305...370).contains(seconds[2]))
        #expect(Set(world.arrivals.map { $0.header("webhook-timestamp") }).count == 3)
        let log = world.read(BrokerTopic.attempts)
        #expect(log.map { $0.text("outcome") } == ["http-500", "http-500", "delivered"])
        #expect(log.map { $0.text("attempt") } == ["1", "2", "3"])
    }

    @Test func `after the last attempt it is parked, told of, and the next bears the gap`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.limits.retries = [.zero, .seconds(1)]
        }
        world.event("itsm-1", 1)
        world.event("itsm-1", 2)
        let first = Delivery.id(lane: LaneKey(target: "a", incident: "itsm-1"), sequence: 1)
        world.answer = { _, id in .status(id == first ? 500 : 200) }
        try world.run(try world.process(), seconds: 10)
        #expect(world.arrivals.map { $0.id == first } == [true, true, false])
        #expect(String(decoding: world.arrivals[2].body, as: UTF8.self).contains(#""missed":1"#))
        for topic in ["itsm.updates", BrokerTopic.notices] {
            let told = try #require(world.read(topic).first)
            #expect(told.text("delivery") == first)
            #expect(told.text("reason") == "exhausted")
            #expect(told.text("attempts") == "2")
        }
        #expect(world.lane("a/itsm-1")?.parked.map(\.sequence) == [1])
    }

    @Test func `410 switches a subscription off for everybody, and what waits is told of`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook") { $0.limits.concurrency = 1 }
        world.answer = { _, _ in .status(410) }
        for incident in 1...5 { world.event("itsm-\(incident)", 1) }
        let process = try world.process()
        try world.run(process, seconds: 10)
        #expect(world.arrivals.count == 1)
        #expect(world.state(BrokerTopic.subscriptions)["endpoint:a"]?.text("verdict") == "disabled")
        #expect(world.read(BrokerTopic.notices).count == 5)
        world.event("itsm-6", 1)
        try world.run(process, seconds: 10)
        try world.run(try world.process(instance: "b"), seconds: 10)
        #expect(world.arrivals.count == 1)
    }

    @Test func `a callback that answers 410 is not asked again`() throws {
        let world = FanoutWorld()
        world.answer = { _, _ in .status(410) }
        world.event("itsm-1", 1, "reported", Self.reported)
        let process = try world.process()
        try world.run(process, seconds: 10)
        world.event("itsm-1", 2)
        try world.run(process, seconds: 10)
        #expect(world.arrivals.count == 1)
        #expect(world.read("itsm.updates").map { $0.text("reason") } == ["gone", "disabled"])
    }

    @Test func `a text that is too long is left out, and said so`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        let text = String(repeating: "x", count: 9_000)
        world.event("itsm-1", 1, "note-added", #""note":{"visibility":"public","text":"\#(text)"}"#)
        try world.run(try world.process())
        let body = String(decoding: try #require(world.arrivals.first).body, as: UTF8.self)
        #expect(body.contains(#""omitted":[{"member":"note","bytes":9000}]"#))
        #expect(body.contains("https://broker.example.dk/v1/incidents/itsm-1/events"))
    }

    @Test func `more than a lane holds parks its oldest`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook")
        world.answer = { _, _ in .status(500) }
        for sequence in 1...Int64(Lane.waitingMax + 3) { world.event("itsm-1", sequence) }
        try world.run(try world.process())
        let told = world.read(BrokerTopic.notices)
        #expect(told.count == 3)
        #expect(told.allSatisfy { $0.text("reason") == "overflowed" })
        #expect(world.lane("a/itsm-1")?.waiting.count == Lane.waitingMax)
    }

    @Test func `a secret that cannot be opened fails the attempt, not the endpoint`() throws {
        let world = FanoutWorld()
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.limits.retries = [.zero, .seconds(1)]
        }
        world.settings.box = try SecretBox(keys: [("k2", FanoutWorld.secret)])
        world.event("itsm-1", 1)
        let process = try world.process()
        try world.run(process, seconds: 10)
        #expect(world.arrivals.isEmpty)
        #expect(world.read(BrokerTopic.notices).map { $0.text("failure") } == ["secret-unusable"])
        #expect(process.stage.board.states[.healthy] == 1)
        #expect(process.stage.board.underWay == 0)
    }

    @Test func `a reporter with an address and no callback is told by mail`() throws {
        let world = FanoutWorld()
        world.settings.mailSender = "broker@example.dk"
        world.settings.reporters.mailsReporters = true
        let reporter = #""number":"1","system":"itsm","reporter":{"email":"i@kommune.dk"}"#
        world.event("itsm-1", 1, "reported", reporter)
        world.event("itsm-1", 2, "resolution-proposed", #""resolution":{"number":1}"#)
        try world.run(try world.process(), seconds: 5)
        #expect(world.mails.map(\.recipient) == ["i@kommune.dk", "i@kommune.dk"])
        #expect(world.texts(BrokerTopic.commands).first?.contains(#""channel":"mail""#) == true)
        for topic in [BrokerTopic.attempts, BrokerTopic.commands, BrokerTopic.notices] {
            #expect(!world.texts(topic).contains { $0.contains("i@kommune.dk") })
        }
    }

    @Test func `mails to many go through one server, no more at once than it may be asked`() throws
    {
        let world = FanoutWorld()
        world.settings.mailSender = "broker@example.dk"
        world.settings.reporters.mailsReporters = true
        world.settings.limits.concurrency = 3
        world.answerMail = { _ in .status(250, after: .seconds(1)) }
        for incident in 1...9 {
            let reporter =
                #""number":"1","system":"itsm","reporter":{"email":"i\#(incident)@k.dk"}"#
            world.event("itsm-\(incident)", 1, "reported", reporter)
        }
        let process = try world.process()
        try world.run(process)
        #expect(world.mails.count == 3)
        try world.run(process, seconds: 5)
        #expect(Set(world.mails.map(\.recipient)).count == 9)
    }

    @Test func `a mailbox that does not exist is not asked again, and the incident learns`() throws
    {
        let world = FanoutWorld()
        world.settings.mailSender = "broker@example.dk"
        world.settings.reporters.mailsReporters = true
        world.answerMail = { _ in ScriptedSender.Answer(.failed(.mailRefused(550))) }
        let reporter = #""number":"1","system":"itsm","reporter":{"email":"i@kommune.dk"}"#
        world.event("itsm-1", 1, "resolution-proposed", reporter)
        try world.run(try world.process(), seconds: 600)
        #expect(world.mails.count == 1)
        #expect(world.read("itsm.updates").map { $0.text("reason") } == ["refused"])
        #expect(world.texts(BrokerTopic.commands).first?.contains("report-undelivered") == true)
    }

    @Test func `what is written for others keeps to its schema`() throws {
        let contracts = try #require(SimulatedBroker.material?.contracts)
        let world = FanoutWorld()
        world.settings.mailSender = "broker@example.dk"
        world.settings.reporters.mailsReporters = true
        try world.subscribe("a", "https://a.example.dk/hook") {
            $0.limits.retries = [.zero, .seconds(1)]
        }
        try world.subscribe("gone", "https://gone.example.dk/hook")
        world.answer = { url, _ in .status(url.hasPrefix("https://gone") ? 410 : 503) }
        let spoilt = Self.reported.replacing("hook.example.dk", with: "evil.example.com")
        world.event("itsm-1", 1, "reported", spoilt)
        let reporter = #""number":"2","system":"itsm","reporter":{"email":"i@kommune.dk"}"#
        world.event("itsm-2", 1, "resolution-proposed", reporter)
        try world.run(try world.process(), seconds: 60)
        func check(_ topics: [String], _ name: String, atLeast count: Int) throws {
            let schema = try #require(contracts.schema(name))
            let records = topics.flatMap(world.read)
            #expect(records.count >= count)
            for record in records {
                withExtendedLifetime(JSONParser()) { parser in
                    let json = try? parser.parse(record.value ?? [])
                    let violations = json.map { schema.violations(of: $0, limit: 3) }
                    #expect(violations?.isEmpty == true, "\(name): \(violations ?? [])")
                }
            }
        }
        let notices = [BrokerTopic.notices, "itsm.updates"]
        try check(notices, "outbound/undelivered.v1.json", atLeast: 8)
        try check([BrokerTopic.attempts], "broker/attempt.v1.json", atLeast: 6)
        try check([BrokerTopic.commands], "broker/command.v1.json", atLeast: 1)
        try check([BrokerTopic.ledger], "broker/ledger.v1.json", atLeast: 1)
    }
}
