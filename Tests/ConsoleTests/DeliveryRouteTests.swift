import Console
import Fanout
import Messaging
import Testing

@Suite struct DeliveryRouteTests {
    private let path = "/v1/subscriptions/sub-3"

    @Test func `what waits and what is parked can be listed`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let all = await fixture.ask("GET", "\(path)/deliveries")
        #expect(all.items.count == 3)
        #expect(all.at("/items/0/id") == InMemoryBackend.Content.parkedDelivery("sub-3"))
        #expect(all.at("/items/0/state") == "parked")
        #expect(all.at("/items/0/failure") == "http-500")
        #expect(all.at("/items/0/type") == "incident.acknowledged")
        #expect(all.at("/items/2/state") == "queued")
        let parked = await fixture.ask("GET", "\(path)/deliveries?state=parked")
        #expect(parked.items.count == 1)
        let waiting = await fixture.ask("GET", "\(path)/deliveries?state=waiting")
        #expect(waiting.items.count == 2)
        let wrong = await fixture.ask("GET", "\(path)/deliveries?state=lost")
        #expect(wrong.code == .queryInvalid)
        let cursor = await fixture.ask("GET", "\(path)/deliveries?after=x")
        #expect(cursor.code == .queryInvalid)
    }

    @Test(arguments: [1, 2, 7, 50])
    func `pages of deliveries neither miss nor repeat, across many lanes`(limit: Int) async throws {
        var content = try InMemoryBackend.Content.ofEverybody()
        content.lanes = [:]
        for incident in 100..<400 {
            var lane = Lane()
            for sequence in 1...(Int64(incident) % 3 + 1) {
                _ = lane.queue(
                    InMemoryBackend.Content.delivery(sequence),
                    at: ConsoleFixture.now
                )
            }
            content.lanes[LaneKey(target: "sub-3", incident: "itsm-\(incident)")] = lane
        }
        let wanted = (100..<400).flatMap { incident in
            (1...(Int64(incident) % 3 + 1)).map { sequence in
                let key = LaneKey(target: "sub-3", incident: "itsm-\(incident)")
                return Delivery.id(lane: key, sequence: sequence)
            }
        }
        let fixture = try ConsoleFixture(content)
        var found: [String] = []
        var target: String? = "\(path)/deliveries?limit=\(limit)&state=waiting"
        while let asked = target {
            let page = await fixture.ask("GET", asked)
            found += page.items
            target = page.response.header("link")
                .map { String($0.dropFirst().prefix { $0 != ">" }) }
        }
        #expect(found == wanted)
    }

    @Test func `attempts come newest first, in pages`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let first = await fixture.ask("GET", "\(path)/attempts?limit=3")
        #expect(first.at("/items/0/attempt") == "5")
        #expect(first.at("/items/0/milliseconds") == "120")
        #expect(first.at("/items/0/outcome") == "http-500")
        #expect(first.at("/next") == "3")
        let second = await fixture.ask("GET", "\(path)/attempts?limit=3&after=3")
        #expect(second.at("/items/0/attempt") == "2")
        #expect(second.items.count == 2)
        #expect(second.at("/next") == nil)
    }

    @Test func `a test, a resend and a recovery are put on record`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let test = await fixture.ask("POST", "\(path)/test")
        #expect(test.status == 202)
        #expect(test.at("/request") == "1")

        let parked = InMemoryBackend.Content.parkedDelivery("sub-3")
        let resent = await fixture.ask("POST", "\(path)/deliveries/\(parked)/resend")
        #expect(resent.at("/request") == "2")
        let waiting = Delivery.id(
            lane: LaneKey(target: "sub-3", incident: "itsm-W"),
            sequence: 2
        )
        let again = await fixture.ask("POST", "\(path)/deliveries/\(waiting)/resend")
        #expect(again.code == .deliveryNotParked)
        let others = InMemoryBackend.Content.parkedDelivery("sub-2")
        #expect(await fixture.ask("POST", "\(path)/deliveries/\(others)/resend").status == 404)

        let since = #"{"since": "2026-11-23T07:00:00Z""#
        let counted = await fixture.ask(
            "POST",
            "\(path)/recover",
            body: since + #", "dryRun": true}"#
        )
        #expect(counted.status == 200)
        #expect(counted.text == #"{"parked":1,"dryRun":true}"#)
        let recovered = await fixture.ask("POST", "\(path)/recover", body: since + "}")
        #expect(recovered.status == 202)
        #expect(recovered.text == #"{"request":3,"parked":1}"#)

        let written = try #require(try fixture.backend.subscriptions()["sub-3"])
        #expect(
            written.requests.map(\.kind) == [
                .test, .resend(parked),
                .recover(since: Timestamp(rfc3339: "2026-11-23T07:00:00Z")!),
            ]
        )
        #expect(written.revision == 4)
    }

    @Test func `a recovery says since when`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        for (body, pointers) in [
            ("{}", ["/since"]), (#"{"since": "i går"}"#, ["/since"]),
            (#"{"since": "2026-11-23T07:00:00Z", "dryrun": true}"#, ["/dryrun"]),
        ] {
            let answer = await fixture.ask("POST", "\(path)/recover", body: body)
            #expect(answer.pointers == pointers)
        }
    }
}
