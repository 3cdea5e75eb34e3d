import Console
import Fanout
import Messaging
import StrictYAML
import Testing

@Suite struct OperationRouteTests {
    @Test func `health is told as Kubernetes reads it`() async throws {
        let fixture = try ConsoleFixture()
        #expect(await fixture.ask("GET", "/livez", as: nil).text == "ok\n")
        let ready = await fixture.ask("GET", "/readyz?verbose", as: nil)
        #expect(ready.text == "[+]kafka ok\n[+]state ok\nreadyz check passed\n")
        try fixture.backend.change {
            $0.readiness = [HealthCheck("kafka"), HealthCheck("state", fault: "restoring")]
        }
        let not = await fixture.ask("GET", "/readyz", as: nil)
        #expect(not.status == 503)
        #expect(
            not.text == "[+]kafka ok\n[-]state failed: restoring\nreadyz check failed\n"
        )
        try fixture.backend.change { $0.fault = .unavailable }
        #expect(await fixture.ask("GET", "/livez", as: nil).status == 200)
    }

    @Test func `figures are brought up to date before they are read`() async throws {
        let fixture = try ConsoleFixture()
        let text = await fixture.ask("GET", "/metrics", as: nil)
        #expect(text.response.header("content-type")?.hasPrefix("text/plain") == true)
        #expect(text.text.hasPrefix("# HELP broker_build_info"))
        let open = await fixture.ask(
            "GET",
            "/metrics",
            as: nil,
            headers: ["accept": "application/openmetrics-text;version=1.0.0"]
        )
        #expect(open.text.hasSuffix("# EOF\n"))
        #expect(try fixture.backend.change { $0.refreshes } == 2)
    }

    @Test func `every problem is explained, in two languages`() async throws {
        let fixture = try ConsoleFixture()
        for code in ProblemCode.allCases {
            let answer = await fixture.ask("GET", Problem.type(of: code), as: nil)
            #expect(answer.at("/status") == "\(code.status)")
            #expect(answer.at("/title/en") == code.title)
            #expect(answer.at("/title/da") == code.danishTitle)
            #expect((400...599).contains(code.status))
        }
        #expect(Set(ProblemCode.allCases.map(\.title)).count == ProblemCode.allCases.count)
        #expect(await fixture.ask("GET", "/problems/none", as: nil).status == 404)
        #expect(await fixture.ask("GET", "/openapi.yaml", as: nil).text == "openapi: 3.1.0\n")
    }

    @Test func `a problem reads as RFC 9457 has it`() async throws {
        let fixture = try ConsoleFixture()
        let answer = await fixture.ask("POST", "/livez", as: nil)
        #expect(answer.response.header("content-type") == "application/problem+json")
        #expect(answer.response.header("allow") == "GET, HEAD")
        #expect(
            answer.text
                == #"{"type":"/problems/method.not-allowed","#
                + #""title":"The method is not allowed here","#
                + #""status":405,"code":"method.not-allowed"}"#
        )
        let denied = await fixture.ask("GET", "/v1/untold", as: nil)
        #expect(denied.response.header("www-authenticate") == "Bearer")
        #expect(denied.response.header("cache-control") == "no-store")
    }

    @Test func `a broker that is not there is told with when to come back`() async throws {
        var content = InMemoryBackend.Content()
        content.fault = .unavailable
        let fixture = try ConsoleFixture(content)
        for target in ["/v1/subscriptions", "/v1/incidents/x-1/events", "/v1/untold"] {
            let answer = await fixture.ask("GET", target)
            #expect(answer.status == 503)
            #expect(answer.response.header("retry-after") == "5")
        }
    }

    @Test(arguments: Route.allCases)
    func `a route is found by its method and path`(route: Route) {
        let path = AuthorisationTests.target(route, "sub-1")
        guard case .route(let found, _) = RouteMatch(method: route.method, path: path) else {
            Issue.record("none for \(path)")
            return
        }
        #expect(found == route)
        #expect(RouteMatch(method: "TRACE", path: path) != .none)
        for other in ["\(path)/", "/\(path)", path.uppercased(), path + "%2f"] {
            #expect(RouteMatch(method: route.method, path: other) == .none, "\(other)")
        }
    }

    // MARK: Tokens

    private static let hash = String(repeating: "ab", count: 32)

    private func faults(_ lines: String) -> [String] {
        TokenFile.read(file: "tokens.yaml", text: "tokens:\n" + lines).diagnostics.map(\.message)
    }

    private func entry(
        name: String = "a",
        hash: String = hash,
        owner: String = "'register:MAT'",
        role: String = "writer",
        more: String = ""
    ) -> String {
        "  - name: \(name)\n    sha256: '\(hash)'\n    owner: \(owner)\n    role: \(role)\n\(more)"
    }

    @Test func `the token file is read strictly`() throws {
        #expect(faults(entry()) == [])
        #expect(faults(entry(more: "    expires: '2027-01-01T00:00:00Z'\n")) == [])
        let other = String(repeating: "cd", count: 32)
        for (text, wanted) in [
            (entry(hash: "abc"), "64 hexadecimal"),
            (
                entry(hash: String(repeating: "x", count: 64)),
                "64 hexadecimal"
            ),
            (entry(owner: "mat"), "register:CODE"), (entry(role: "admin"), "reader, writer"),
            (entry(more: "    expires: soon\n"), "a time such as"),
            (entry(more: "    token: secret\n"), "unknown key"),
            (entry() + entry(hash: other), "the name of another"),
            (entry() + entry(name: "b"), "the hash of another"),
            (entry(name: "'a b'"), "a name of letters"),
        ] {
            let found = faults(text)
            #expect(found.contains { $0.contains(wanted) }, "\(found)")
            let read = TokenFile.read(file: "t", text: "tokens:\n" + text)
            #expect(read.tokens.count == 0, "a file with a fault lets nobody in")
        }
    }

    @Test func `a token of the file is recognised until it expires`() throws {
        let hash = AccessToken.hash(of: "correct-horse-battery")
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let (table, diagnostics) = TokenFile.read(
            file: "t",
            text: "tokens:\n" + entry(hash: hash, more: "    expires: '2026-11-24T00:00:00Z'\n")
        )
        #expect(diagnostics.isEmpty)
        let day = Timestamp(rfc3339: "2026-11-23T23:59:59Z")!
        let caller = try table.caller(authorization: "bearer correct-horse-battery", at: day)
        #expect(caller == Caller(name: "a", owner: .register("MAT"), role: .writer))
        for (header, code) in [
            (nil, .tokenMissing), ("Bearer correct-horse-batterY", .tokenInvalid),
            ("Bearer short", .tokenInvalid), ("Basic correct-horse-battery", .tokenInvalid),
            ("correct-horse-battery", .tokenInvalid),
            ("Bearer \(String(repeating: "x", count: 600))", .tokenInvalid),
        ] as [(String?, ProblemCode)] {
            #expect(throws: Problem(code)) {
                try table.caller(authorization: header, at: day)
            }
        }
        #expect(throws: Problem(.tokenInvalid)) {
            try table.caller(
                authorization: "Bearer correct-horse-battery",
                at: day.adding(seconds: 1)
            )
        }
    }
}
