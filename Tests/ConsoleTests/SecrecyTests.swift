import Console
import Fanout
import Messaging
import Testing
import Vitals

/// S3 and S5 for the API: nothing personal and no secret anywhere but where it belongs.
@Suite struct SecrecyTests {
    private static let canary = "KANARIEFUGL"

    @Test func `no secret is in any answer but the one that makes it`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let made = await fixture.ask(
            "POST",
            "/v1/subscriptions",
            body: #"""
                {"channel": {"kind": "webhook", "url": "https://a.dk/",
                "headers": [{"name": "X-Key", "value": "KANARIEFUGL-1"}]}}
                """#
        )
        let id = try #require(made.at("/id"))
        let first = try #require(made.at("/secret"))
        let rotated = await fixture.ask("POST", "/v1/subscriptions/\(id)/secret/rotate")
        let second = try #require(rotated.at("/secret"))
        #expect(first != second)
        #expect(!rotated.text.contains(first))
        var later: [Answer] = []
        for (method, target) in [
            ("GET", "/v1/subscriptions"), ("GET", "/v1/subscriptions/\(id)"),
            ("POST", "/v1/subscriptions/\(id)/pause"), ("POST", "/v1/subscriptions/\(id)/resume"),
            ("POST", "/v1/subscriptions/\(id)/test"), ("GET", "/v1/subscriptions/\(id)/attempts"),
            ("GET", "/v1/subscriptions/\(id)/deliveries"), ("GET", "/v1/untold?all=true"),
            ("GET", "/metrics"), ("GET", "/readyz?verbose"),
        ] {
            later.append(await fixture.ask(method, target))
        }
        later.append(
            await fixture.ask("PATCH", "/v1/subscriptions/\(id)", body: #"{"description": "x"}"#)
        )
        for answer in later {
            #expect((200...299).contains(answer.status))
            for secret in [first, second, Self.canary, "sealed", "k1:"] {
                #expect(!answer.text.contains(secret.drop { $0 == "_" }), "\(answer.text)")
            }
        }
        #expect(!made.text.contains(Self.canary))
    }

    @Test func `what people write reaches no log, no figure and no refusal`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        let logs = LogLines()
        let canary = Self.canary
        let token = "Authorization: Bearer \(ConsoleFixture.token(.register("MAT"), .operator))"
        let bodies = [
            """
            {"description": "\(canary)",
            "channel": {"kind": "mail", "address": "\(canary)@x.dk"}}
            """,
            #"{"channel": {"kind": "mail", "address": "\#(canary)"}}"#,
            #"{"channel": {"kind": "\#(canary)"}}"#, #"{"owner": "organisation:\#(canary)"}"#,
            #"{"channel": {"kind": "webhook", "url": "https://\#(canary):x@a.dk/"}}"#,
            #"{"channel": {"kind": "webhook", "url": "https://a.dk/?\#(canary)"}}"#,
            "\(canary)",
        ]
        let answers = try await withServer(fixture, logs: logs) { port in
            try await blocking {
                try bodies.map { body in
                    let text = [
                        "POST /v1/subscriptions HTTP/1.1", "Host: x", token,
                        "Content-Type: application/json", "Connection: close",
                        "Idempotency-Key: \(canary)\(body.utf8.count)", "X-Person: \(canary)",
                        "Content-Length: \(body.utf8.count)", "", body,
                    ]
                    return try RawClient.exchange(
                        port: port,
                        Array(text.joined(separator: "\r\n").utf8)
                    )
                } + [
                    RawClient.exchange(
                        port: port,
                        Array("GET /v1/subscriptions/\(canary)?\(canary)=1 HTTP/1.1\r\n\r\n".utf8)
                    ),
                    RawClient.exchange(
                        port: port,
                        Array("GET /\(canary) HTTP/1.1\r\nHost: \(canary)\r\n\r\n".utf8)
                    ),
                    RawClient.exchange(port: port, Array("\(canary) \(canary)\r\n\r\n".utf8)),
                    RawClient.exchange(
                        port: port,
                        Array(
                            """
                            GET /v1/subscriptions HTTP/1.1\r\nAuthorization: Bearer \
                            \(canary)\(canary)\r\nConnection: close\r\n\r\n
                            """.utf8
                        )
                    ),
                ]
            }
        }
        #expect(answers.prefix(7).map(\.status) == [201, 422, 422, 422, 422, 201, 400])
        for answer in answers where answer.status.map({ $0 >= 400 }) ?? false {
            #expect(!answer.text.contains(canary), "\(answer.text)")
        }
        #expect(logs.all.count { $0.contains("route=subscription-create") } == 7)
        #expect(logs.all.contains { $0.hasPrefix("notice request") && $0.contains("status=401") })
        for line in logs.all { #expect(!line.contains(canary), "\(line)") }
        for format in ExpositionFormat.allCases {
            #expect(!fixture.vitals.registry.exposition(format).contains(canary))
        }
    }
}
