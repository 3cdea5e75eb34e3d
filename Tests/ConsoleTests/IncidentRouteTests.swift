import Console
import Fanout
import JSON
import Testing

@Suite struct IncidentRouteTests {
    private let path = "/v1/incidents/itsm-1/events"

    private func sequences(_ answer: Answer) -> [Int64] {
        let parser = JSONParser()
        guard let root = try? parser.parse(answer.response.body) else { return [] }
        return root["events"]?.elements.compactMap { $0["data"]?["sequence"]?.integer } ?? []
    }

    private func bearer(_ owner: SubscriptionOwner) -> String {
        ConsoleFixture.token(owner, .reader)
    }

    @Test func `a party reads the events it would be sent`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        for (owner, wanted) in [
            (SubscriptionOwner.itsm, [1, 2, 4, 5, 6]), (.spoc, [1, 2, 4, 5, 6]),
            (.register("MAT"), [1, 2, 4, 5, 6]), (.organisation("Aarhus Kommune"), [1, 2, 4, 6]),
        ] as [(SubscriptionOwner, [Int64])] {
            let answer = await fixture.ask("GET", path, as: bearer(owner))
            #expect(sequences(answer) == wanted)
            #expect(answer.at("/next") == "6")
            #expect(answer.at("/more") == "false")
        }
        let portal = await fixture.ask("GET", path, as: bearer(.portal))
        let none = await fixture.ask("GET", "/v1/incidents/x-1/events", as: bearer(.portal))
        #expect(portal == none)
        #expect(portal.status == 404)
    }

    @Test func `an event reads as its webhook does`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let answer = await fixture.ask("GET", "\(path)?limit=2", as: bearer(.itsm))
        #expect(answer.at("/events/0/type") == "incident.reported")
        #expect(answer.at("/events/0/data/status") == "registered")
        #expect(answer.at("/events/1/data/status") == "acknowledged")
        let story = InMemoryBackend.Content.story("itsm-1")
        var view = IncidentView(incident: "itsm-1")
        for event in story.prefix(2) { view.take(event) }
        let body = WebhookBody.bytes(
            view.delivery(of: story[1]),
            of: view,
            home: "https://broker.example.dk"
        )
        #expect(answer.at("/events/1") == String(decoding: body, as: UTF8.self))
    }

    @Test func `a text too long for a webhook is read here in full`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let answer = await fixture.ask("GET", "\(path)?after=3&limit=1", as: bearer(.itsm))
        #expect(answer.at("/events/0/data/note/text")?.utf8.count == 33_000)
        #expect(answer.at("/events/0/data/omitted") == nil)
    }

    @Test func `the cursor is stable, and new events come after it`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        var found: [Int64] = []
        var after = "0"
        for _ in 0..<10 {
            let page = await fixture.ask("GET", "\(path)?after=\(after)&limit=2", as: bearer(.itsm))
            found += sequences(page)
            after = try #require(page.at("/next"))
            if page.at("/more") == "false" { break }
        }
        #expect(found == [1, 2, 4, 5, 6])
        let idle = await fixture.ask("GET", "\(path)?after=\(after)", as: bearer(.itsm))
        #expect(idle.at("/next") == "6")
        #expect(sequences(idle) == [])
        try fixture.backend.change { content in
            content.events["itsm-1"]?.append(
                IncidentEvent(
                    incident: "itsm-1",
                    name: "closed",
                    sequence: 7,
                    at: ConsoleFixture.now,
                    by: "spoc"
                )
            )
        }
        let more = await fixture.ask("GET", "\(path)?after=\(after)", as: bearer(.itsm))
        #expect(sequences(more) == [7])
    }

    @Test func `nothing personal and nothing internal is read here`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let answer = await fixture.ask("GET", path, as: bearer(.itsm))
        #expect(!answer.text.contains("person@example.dk"))
    }

    @Test func `who has not been told is answered to each as far as it concerns them`()
        async throws
    {
        var content = try InMemoryBackend.Content.ofEverybody()
        var lane = Lane(address: "person@example.dk")
        _ = lane.queue(InMemoryBackend.Content.delivery(1), at: ConsoleFixture.now)
        let key = LaneKey.mail("person@example.dk", incident: "itsm-1")
        content.lanes[key] = lane
        let fixture = try ConsoleFixture(content)
        for (bearer, wanted) in [
            (ConsoleFixture.token(.itsm, .operator), 11), (ConsoleFixture.token(.spoc, .reader), 3),
            (ConsoleFixture.token(.itsm, .reader), 3),
            (ConsoleFixture.token(.register("MAT"), .operator), 2),
        ] {
            let answer = await fixture.ask("GET", "/v1/untold", as: bearer)
            let parser = JSONParser()
            let rows = try parser.parse(answer.response.body)["items"]?.elements.map { $0 }
            #expect(rows?.count == wanted, "\(answer.text)")
            #expect(!answer.text.contains("person@example.dk"))
        }
        let one = await fixture.ask(
            "GET",
            "/v1/untold?incident=itsm-1",
            as: ConsoleFixture.token(.spoc, .reader)
        )
        #expect(one.at("/items/0/recipient") == "reporter")
        #expect(one.at("/items/0/channel") == "mail")
        #expect(one.at("/items/0/outstanding/0/state") == "retrying")
        #expect(one.at("/items/1") == nil)
    }

    @Test func `pages of the untold end between incidents`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let bearer = ConsoleFixture.token(.itsm, .operator)
        let first = await fixture.ask("GET", "/v1/untold?limit=2", as: bearer)
        #expect(first.at("/items/4/incident") == "itsm-P")
        #expect(first.at("/items/5") == nil)
        #expect(first.at("/next") == "itsm-P")
        let second = await fixture.ask("GET", "/v1/untold?limit=2&after=itsm-P", as: bearer)
        #expect(second.at("/items/4/incident") == "itsm-W")
        #expect(second.at("/next") == nil)
    }
}
