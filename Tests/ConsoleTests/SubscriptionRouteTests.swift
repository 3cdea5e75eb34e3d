import Console
import Fanout
import JSON
import Messaging
import Testing

@Suite struct SubscriptionRouteTests {
    private static let order = #"""
        {"description": "Vores vagt", "channel": {"kind": "webhook",
        "url": "https://hooks.example.dk:8443/in?x=1", "scheme": "v1a",
        "headers": [{"name": "X-Api-Key", "value": "hunter2"}],
        "tls": {"certificate": "mat.pem", "key": "mat.key"}},
        "filter": {"types": ["incident.resolution_proposed", "incident.*"], "registers": ["MAT"],
        "categories": ["A", "-"], "incident": "itsm-1"},
        "limits": {"timeoutSeconds": 20, "retrySeconds": [0, 5], "perSecond": 3, "concurrency": 2}}
        """#

    @Test func `a webhook subscription is made, shown and deleted`() async throws {
        let fixture = try ConsoleFixture()
        let made = await fixture.ask("POST", "/v1/subscriptions", body: Self.order)
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.at("/id"))
        #expect(made.response.header("location") == "/v1/subscriptions/\(id)")
        #expect(made.response.header("etag") == "\"1\"")
        #expect(made.at("/owner") == "register:MAT")
        #expect(made.at("/secret")?.hasPrefix("whpk_") == true)
        #expect(made.at("/channel/headers") == #"["X-Api-Key"]"#)
        #expect(made.at("/limits/retrySeconds") == "[0,5]")
        #expect(made.at("/filter/incident") == "itsm-1")

        let table = try fixture.backend.subscriptions()
        let written = try #require(table[id])
        let parser = JSONParser()
        #expect(Subscription(json: try parser.parse(written.json)) == written)

        let shown = await fixture.ask("GET", "/v1/subscriptions/\(id)")
        #expect(shown.status == 200)
        #expect(shown.at("/secret") == nil)
        #expect(shown.at("/created") == "2026-11-23T08:00:00.000Z")
        let unchanged = await fixture.ask(
            "GET",
            "/v1/subscriptions/\(id)",
            headers: ["if-none-match": "\"1\""]
        )
        #expect(unchanged.status == 304)

        let stale = await fixture.ask(
            "DELETE",
            "/v1/subscriptions/\(id)",
            headers: ["if-match": "\"7\""]
        )
        #expect(stale.status == 412)
        #expect(await fixture.ask("DELETE", "/v1/subscriptions/\(id)").status == 204)
        #expect(await fixture.ask("GET", "/v1/subscriptions/\(id)").status == 404)
    }

    @Test func `the secret that is handed out signs, and is sealed where it rests`() async throws {
        let fixture = try ConsoleFixture()
        let made = await fixture.ask(
            "POST",
            "/v1/subscriptions",
            body: #"{"channel": {"kind": "webhook", "url": "https://hooks.example.dk/"}}"#
        )
        let text = try #require(made.at("/secret"))
        let id = try #require(made.at("/id"))
        let written = try #require(try fixture.backend.subscriptions()[id])
        guard case .webhook(let endpoint) = written.channel else {
            Issue.record("no webhook")
            return
        }
        let box = try SecretBox(keys: [("k1", ConsoleFixture.secretKey)])
        let bytes = try box.open(endpoint.secrets[0].sealed, for: id)
        #expect(WebhookSecret(.v1, bytes: bytes)?.textForReceiver == text)
        #expect(!String(decoding: written.json, as: UTF8.self).contains(text.dropFirst(6)))
    }

    @Test func `a mail subscription has no secret`() async throws {
        let fixture = try ConsoleFixture(hasKey: false)
        let made = await fixture.ask(
            "POST",
            "/v1/subscriptions",
            body: #"{"channel": {"kind": "mail", "address": "vagt@mat.example.dk"}}"#
        )
        #expect(made.status == 201)
        #expect(made.at("/secret") == nil)
        let id = try #require(made.at("/id"))
        let rotated = await fixture.ask("POST", "/v1/subscriptions/\(id)/secret/rotate")
        #expect(rotated.code == .channelUnsuited)
        let changed = await fixture.ask(
            "PATCH",
            "/v1/subscriptions/\(id)",
            body: #"{"channel": {"address": "nat@mat.example.dk"}}"#
        )
        #expect(changed.at("/channel/address") == "nat@mat.example.dk")
    }

    @Test func `without a key nothing with a secret is made`() async throws {
        let fixture = try ConsoleFixture(hasKey: false)
        let made = await fixture.ask("POST", "/v1/subscriptions", body: Self.order)
        #expect(made.code == .secretsUnavailable)
        #expect(try fixture.backend.subscriptions().count == 0)
    }

    @Test func `pausing and resuming hold, and do nothing twice`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let path = "/v1/subscriptions/sub-3"
        let paused = await fixture.ask("POST", "\(path)/pause")
        #expect(paused.at("/status") == "paused")
        #expect(paused.at("/revision") == "2")
        let again = await fixture.ask("POST", "\(path)/pause", body: "{}")
        #expect(again.at("/revision") == "2")
        let resumed = await fixture.ask("POST", "\(path)/resume")
        #expect(resumed.at("/status") == "active")
        #expect(resumed.at("/revision") == "3")
    }

    @Test func `a secret is rotated, the old one signs on for its grace`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let path = "/v1/subscriptions/sub-3"
        let rotated = await fixture.ask(
            "POST",
            "\(path)/secret/rotate",
            body: #"{"graceSeconds": 3600}"#
        )
        #expect(rotated.status == 200)
        #expect(rotated.at("/secret")?.hasPrefix("whsec_") == true)
        #expect(rotated.at("/channel/secrets/0/until") == "2026-11-23T09:00:00.000Z")
        #expect(rotated.at("/channel/secrets/1/until") == nil)
        let shown = await fixture.ask("GET", path)
        #expect(shown.at("/secret") == nil)
        let other = await fixture.ask("POST", "\(path)/secret/rotate", body: #"{"scheme": "v1a"}"#)
        #expect(other.at("/secret")?.hasPrefix("whpk_") == true)
    }

    @Test func `what the fan-out has disabled stays so until it is resumed or moved`() async throws
    {
        func disabled() throws -> ConsoleFixture {
            var content = try InMemoryBackend.Content.ofEverybody()
            content.verdicts = [
                EndpointVerdict(
                    subscription: "sub-3",
                    revision: 1,
                    reason: "Gone.",
                    at: ConsoleFixture.now
                )
            ]
            return try ConsoleFixture(content)
        }
        let path = "/v1/subscriptions/sub-3"
        let fixture = try disabled()
        #expect(await fixture.ask("GET", path).at("/reason") == "Gone.")
        let told = await fixture.ask("PATCH", path, body: #"{"description": "x"}"#)
        #expect(told.at("/status") == "disabled")
        #expect(await fixture.ask("POST", "\(path)/test").code == .subscriptionDisabled)
        #expect(await fixture.ask("POST", "\(path)/pause").code == .subscriptionDisabled)
        #expect(await fixture.ask("POST", "\(path)/resume").at("/status") == "active")
        #expect(await fixture.ask("POST", "\(path)/test").status == 202)

        let moved = await (try disabled()).ask(
            "PATCH",
            path,
            body: #"{"channel": {"url": "https://new.example.dk/"}}"#
        )
        #expect(moved.at("/status") == "active")
    }

    @Test func `lists come in pages that neither miss nor repeat`() async throws {
        var content = InMemoryBackend.Content()
        for number in 10..<33 {
            content.subscriptions["sub-\(number)"] = try InMemoryBackend.Content.subscription(
                "sub-\(number)",
                .register("MAT")
            )
        }
        let fixture = try ConsoleFixture(content)
        var ids: [String] = []
        var target: String? = "/v1/subscriptions?limit=5"
        while let asked = target {
            let page = await fixture.ask("GET", asked)
            #expect(page.items.count <= 5)
            ids += page.items
            let link = page.response.header("link")
            #expect((link == nil) == (page.at("/next") == nil))
            target = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
        }
        #expect(ids == (10..<33).map { "sub-\($0)" })
    }

    @Test func `an owner has only so many`() async throws {
        var content = InMemoryBackend.Content()
        for number in 0..<ConsoleSettings.subscriptionsMax {
            content.subscriptions["s\(number)"] = try InMemoryBackend.Content.subscription(
                "s\(number)",
                .register("MAT")
            )
        }
        let fixture = try ConsoleFixture(content)
        let made = await fixture.ask("POST", "/v1/subscriptions", body: Self.order)
        #expect(made.code == .subscriptionsTooMany)
    }

    @Test func `only hosts on the list, where there is one`() async throws {
        let fixture = try ConsoleFixture(hosts: HostRules(hosts: ["*.example.dk"]))
        for (url, isTaken) in [
            ("https://hooks.example.dk/", true), ("https://example.com/", false),
            ("https://hooks.example.dk.evil.com/", false),
        ] {
            let made = await fixture.ask(
                "POST",
                "/v1/subscriptions",
                body: #"{"channel": {"kind": "webhook", "url": "\#(url)"}}"#
            )
            #expect((made.status == 201) == isTaken)
            if !isTaken { #expect(made.pointers == ["/channel/url"]) }
        }
    }
}
