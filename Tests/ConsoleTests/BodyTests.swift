import Console
import Fanout
import Testing

/// What is wrong with a body is told with its place, and nothing unknown is taken.
@Suite struct BodyTests {
    private static func order(_ channel: String = "", _ rest: String = "") -> String {
        #"{"channel": {"kind": "webhook", "url": "https://hooks.example.dk/"\#(channel)}\#(rest)}"#
    }

    @Test(arguments: [
        (#"{}"#, ["/channel"]),
        (#"{"channel": {}}"#, ["/channel/kind"]),
        (#"{"channel": {"kind": "fax"}}"#, ["/channel/kind"]),
        (#"{"channel": {"kind": "mail"}}"#, ["/channel/address"]),
        (#"{"channel": {"kind": "mail", "address": "a@b\r\nBcc: c@d"}}"#, ["/channel/address"]),
        (#"{"channel": {"kind": "mail", "address": "a@b", "url": "x"}}"#, ["/channel/url"]),
        (order(#", "secret": "whsec_x""#), ["/channel/secret"]),
        (order(#", "scheme": "v2""#), ["/channel/scheme"]),
        (order("", #", "status": "active""#), ["/status"]),
        (order("", #", "id": "sub-1", "revision": 9"#), ["/id", "/revision"]),
        (order("", #", "a/b~c": 1"#), ["/a~1b~0c"]),
        (order("", #", "description": "to\nlinjer""#), ["/description"]),
        (order("", #", "description": null"#), ["/description"]),
        (order("", #", "filter": {"types": ["incident.resloved"]}"#), ["/filter/types/0"]),
        (order("", #", "filter": {"types": ["incident.reported", 7]}"#), ["/filter/types/1"]),
        (
            order("", #", "filter": {"categories": ["F"], "registers": ["mat"]}"#),
            ["/filter/registers/0", "/filter/categories/0"]
        ),
        (order("", #", "filter": {"incident": "../x"}"#), ["/filter/incident"]),
        (order("", #", "limits": {"timeoutSeconds": 61}"#), ["/limits/timeoutSeconds"]),
        (order("", #", "limits": {"timeoutSeconds": 1.5}"#), ["/limits/timeoutSeconds"]),
        (order("", #", "limits": {"retrySeconds": []}"#), ["/limits/retrySeconds"]),
        (order("", #", "limits": {"retrySeconds": [0, -1]}"#), ["/limits/retrySeconds/1"]),
        (
            order("", #", "limits": {"perSecond": 0, "concurrency": "2"}"#),
            ["/limits/perSecond", "/limits/concurrency"]
        ),
        (order(#", "headers": [{"name": "Webhook-Id", "value": "1"}]"#), ["/channel/headers/0"]),
        (
            order(#", "headers": [{"name": "X\u0000", "value": "1"}]"#),
            ["/channel/headers/0/name"]
        ),
        (order(#", "headers": [{"name": "X", "value": "æ"}]"#), ["/channel/headers/0"]),
        (
            order(#", "tls": {"certificate": "../../etc/passwd", "key": "k"}"#),
            ["/channel/tls/certificate", "/channel/tls"]
        ),
        (order(#", "tls": {"certificate": "a.pem"}"#), ["/channel/tls"]),
        ("[]", [""]),
    ])
    func `a fault has its pointer`(body: String, pointers: [String]) async throws {
        let fixture = try ConsoleFixture()
        let answer = await fixture.ask("POST", "/v1/subscriptions", body: body)
        #expect(answer.status == 422)
        #expect(answer.pointers == pointers, "\(answer.text)")
        #expect(try fixture.backend.subscriptions().count == 0)
    }

    @Test(arguments: [
        "http://hooks.example.dk/", "https://", "https:///x", "ftp://hooks.example.dk/",
        "https://user:pw@hooks.example.dk/", "https://hooks.example.dk/#x",
        "https://hooks.example.dk:+80/", "https://hooks.example.dk:99999/",
        "https://hooks.example.dk\\@evil.dk/", "https://[::1]/", "https://hooks.example.dk/ x",
        "HTTPS://hooks.example.dk/", "https://hæks.dk/", "//hooks.example.dk/", "",
    ])
    func `a URL that could be read in two ways is refused`(url: String) async throws {
        let fixture = try ConsoleFixture()
        let text = url.replacing("\\", with: "\\\\")
        let answer = await fixture.ask(
            "POST",
            "/v1/subscriptions",
            body: #"{"channel": {"kind": "webhook", "url": "\#(text)"}}"#
        )
        #expect(answer.pointers == ["/channel/url"])
    }

    @Test(
        arguments: [
            (#"{"a": 1, "a": 2}"#, "/a"), (#"{"channel": {"x": 1, "x": 1}}"#, "/channel/x"),
            ("{", ""), ("", ""), ("{}{}", ""), ("\u{FEFF}{}", ""), ("nul", ""),
            (#"{"x": 1e999}"#, "/x"), (String(repeating: "[", count: 2_000), nil),
        ] as [(String, String?)]
    )
    func `what is no JSON is told apart`(body: String, pointer: String?) async throws {
        let fixture = try ConsoleFixture()
        let answer = await fixture.ask("POST", "/v1/subscriptions", body: body)
        #expect(answer.status == 400)
        #expect(answer.code == .jsonInvalid)
        if let pointer { #expect(answer.pointers == [pointer]) }
    }

    @Test(
        arguments: [
            (nil, false), ("text/plain", false), ("application/json", true),
            ("application/json; charset=UTF-8", true), ("application/json;charset=latin1", false),
            ("Application/JSON", true), ("application/jsonx", false), ("", false),
            ("application/merge-patch+json", false),
        ] as [(String?, Bool)]
    )
    func `a body has the content type it says`(type: String?, isTaken: Bool) async throws {
        let fixture = try ConsoleFixture()
        let answer = await fixture.ask(
            "POST",
            "/v1/subscriptions",
            body: Self.order(),
            headers: ["content-type": type ?? ""]
        )
        #expect(answer.status == (isTaken ? 201 : 415))
        if isTaken {
            let encoded = await fixture.ask(
                "POST",
                "/v1/subscriptions",
                body: Self.order(),
                headers: ["content-encoding": "gzip"]
            )
            #expect(encoded.status == 415)
        }
    }

    @Test func `a patch changes what it names, and null takes away`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let path = "/v1/subscriptions/sub-3"
        let first = await fixture.ask(
            "PATCH",
            path,
            body: #"""
                {"description": "ny", "filter": {"categories": ["A"], "incident": "itsm-1"},
                "limits": {"perSecond": 9, "concurrency": 4},
                "channel": {"headers": [{"name": "A", "value": "1"}],
                "tls": {"authorities": "a.pem"}}}
                """#,
            headers: ["content-type": "application/merge-patch+json", "if-match": "\"1\""]
        )
        #expect(first.status == 200, "\(first.text)")
        #expect(first.response.header("etag") == "\"2\"")
        #expect(first.at("/channel/url") == "https://hooks.example.dk/in")
        #expect(first.at("/channel/headers") == #"["A"]"#)
        #expect(first.at("/channel/tls/authorities") == "a.pem")

        let second = await fixture.ask(
            "PATCH",
            path,
            body: #"""
                {"description": null, "filter": {"incident": null}, "limits": {"perSecond": null},
                "channel": {"headers": null, "tls": null}}
                """#
        )
        #expect(second.at("/description") == "")
        #expect(second.at("/filter/categories") == #"["A"]"#)
        #expect(second.at("/filter/incident") == nil)
        #expect(second.at("/limits") == #"{"concurrency":4}"#)
        #expect(second.at("/channel/headers") == "[]")
        #expect(second.at("/channel/tls") == nil)
        let third = await fixture.ask("PATCH", path, body: #"{"filter": null, "limits": null}"#)
        #expect(third.at("/filter/categories") == "[]")
        #expect(third.at("/limits") == "{}")
    }

    @Test(arguments: [
        (#"{"owner": "spoc"}"#, ["/owner"]), (#"{"status": "active"}"#, ["/status"]),
        (#"{"channel": {"kind": "mail"}}"#, ["/channel/kind"]),
        (#"{"channel": {"url": null}}"#, ["/channel/url"]),
        (#"{"channel": {"url": "http://x/"}}"#, ["/channel/url"]),
        (#"{"channel": {"secrets": []}}"#, ["/channel/secrets"]),
        (#"{"channel": null}"#, ["/channel"]),
        (#"{"limits": {"perSecond": 0}}"#, ["/limits/perSecond"]),
        (#"{"filter": {"types": "incident.*"}}"#, ["/filter/types"]),
    ])
    func `a patch is judged as strictly`(body: String, pointers: [String]) async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let answer = await fixture.ask("PATCH", "/v1/subscriptions/sub-3", body: body)
        #expect(answer.status == 422)
        #expect(answer.pointers == pointers)
        #expect(try fixture.backend.subscriptions()["sub-3"]?.revision == 1)
    }

    @Test func `a patch of a revision that is gone is refused`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let path = "/v1/subscriptions/sub-3"
        for (tag, status) in [
            ("\"1\"", 200), ("\"1\"", 412), ("*", 200),
            ("W/\"3\"", 412), ("\"a,b\"", 412), ("\"2\", \"3\"", 200),
        ] {
            let answer = await fixture.ask(
                "PATCH",
                path,
                body: #"{"description": "\#(tag.count)\#(status)"}"#,
                headers: ["if-match": tag]
            )
            #expect(answer.status == status, "\(tag): \(answer.text)")
        }
    }

    @Test func `a patch for the other kind of channel is told so`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let path = "/v1/subscriptions/sub-3"
        let mail = #"{"channel": {"address": "a@example.dk", "url": "https://a.dk/"}}"#
        #expect(await fixture.ask("PATCH", path, body: mail).code == .channelUnsuited)
        #expect(try fixture.backend.subscriptions()["sub-3"]?.revision == 1)
    }

    @Test(arguments: ["1", "\"1", "\"1\" \"2\"", "W/1", "\"1\",", "", "\"æ\""])
    func `what is no list of entity tags is refused`(tags: String) async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        for (method, header) in [("DELETE", "if-match"), ("GET", "if-none-match")] {
            let answer = await fixture.ask(
                method,
                "/v1/subscriptions/sub-3",
                headers: [header: tags]
            )
            #expect(answer.code == .requestMalformed)
        }
    }

    @Test func `a change that others always come before is given up`() async throws {
        var content = try InMemoryBackend.Content.ofEverybody()
        content.isContended = true
        let fixture = try ConsoleFixture(content)
        let path = "/v1/subscriptions/sub-3"
        let changed = await fixture.ask("PATCH", path, body: #"{"description": "x"}"#)
        #expect(changed.code == .revisionConflict)
        #expect(await fixture.ask("DELETE", path).code == .revisionConflict)
    }

    @Test(arguments: [
        "limit=0", "limit=201", "limit=x", "limit=+5", "limit=1&limit=2", "limt=5", "limit=%zz",
        "limit=%ff",
    ])
    func `a query is as strict as a body`(query: String) async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let answer = await fixture.ask("GET", "/v1/subscriptions?\(query)")
        #expect(answer.code == .queryInvalid)
    }
}
