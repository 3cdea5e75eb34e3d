import Console
import Fanout
import Testing

/// S1: who may do what, every cell of it, against a table that is written by hand.
@Suite struct AuthorisationTests {
    enum Bearer {
        case none
        case unknown
        case expired
        case token(SubscriptionOwner, Role)

        var token: String? {
            switch self {
            case .none: nil
            case .unknown: "a-token-that-nobody-was-given"
            case .expired: ConsoleFixture.expired
            case .token(let owner, let role): ConsoleFixture.token(owner, role)
            }
        }
    }

    /// The least role, and whether the answer depends on whose the subscription is.
    static let table: [Route: (role: Role?, isOwned: Bool)] = [
        .subscriptionCreate: (.writer, false),
        .subscriptionList: (.reader, false),
        .subscriptionShow: (.reader, true),
        .subscriptionChange: (.writer, true),
        .subscriptionDelete: (.writer, true),
        .subscriptionPause: (.writer, true),
        .subscriptionResume: (.writer, true),
        .secretRotate: (.writer, true),
        .testSend: (.writer, true),
        .deliveryList: (.reader, true),
        .deliveryResend: (.writer, true),
        .attemptList: (.reader, true),
        .recover: (.operator, true),
        .untoldList: (.reader, false),
        .incidentEvents: (.reader, false),
        .signatureVerify: (.reader, false),
        .live: (nil, false),
        .ready: (nil, false),
        .vitals: (nil, false),
        .description: (nil, false),
        .problem: (nil, false),
    ]

    static let bodies: [Route: String] = [
        .subscriptionCreate:
            #"{"channel": {"kind": "webhook", "url": "https://hooks.example.dk/in"}}"#,
        .subscriptionChange: #"{"description": "x"}"#,
        .recover: #"{"since": "2026-01-01T00:00:00Z"}"#,
        .signatureVerify: """
        {"headers": {"webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": "v1,a"},
        "body": "", "secret": "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
        """,
    ]

    static func target(_ route: Route, _ subscription: String) -> String {
        var path = route.path
        if route == .incidentEvents { return "/v1/incidents/itsm-1/events" }
        path.replace("{id}", with: subscription)
        path.replace(
            "{delivery}",
            with: InMemoryBackend.Content.parkedDelivery(subscription)
        )
        path.replace("{code}", with: "not-found")
        return path
    }

    static let bearers: [Bearer] =
        [.none, .unknown, .expired]
        + ConsoleFixture.owners.flatMap { owner in
            Role.allCases.map { .token(owner, $0) }
        }

    private static func expected(
        _ route: Route,
        _ bearer: Bearer,
        whose: SubscriptionOwner
    ) throws -> ClosedRange<Int> {
        let (role, isOwned) = try #require(table[route])
        guard let role else { return 200...299 }
        guard case .token(let owner, let held) = bearer else { return 401...401 }
        let ranks: [Role] = [.reader, .writer, .operator]
        guard ranks.firstIndex(of: held)! >= ranks.firstIndex(of: role)! else { return 403...403 }
        if route == .incidentEvents { return owner == .portal ? 404...404 : 200...299 }
        let isTheirs = owner == whose || (owner == .itsm && held == .operator)
        return isOwned && !isTheirs ? 404...404 : 200...299
    }

    @Test(arguments: Route.allCases)
    func `every bearer at everybody's things gets exactly what the table says`(
        route: Route
    ) async throws {
        var cells = 0
        for (position, owner) in ConsoleFixture.owners.enumerated() {
            for bearer in Self.bearers {
                let fixture = try ConsoleFixture(.ofEverybody())
                let answer = await fixture.ask(
                    route.method,
                    Self.target(route, "sub-\(position)"),
                    as: bearer.token,
                    body: Self.bodies[route]
                )
                let wanted = try Self.expected(route, bearer, whose: owner)
                #expect(
                    wanted.contains(answer.status),
                    "\(route) by \(bearer) at \(owner): \(answer.status), \(answer.text)"
                )
                cells += 1
            }
        }
        #expect(cells == 5 * 18)
    }

    @Test func `the table speaks of every route`() {
        #expect(Set(Self.table.keys) == Set(Route.allCases))
    }

    @Test(arguments: Route.allCases.filter { AuthorisationTests.table[$0]!.isOwned })
    func `what belongs to another looks like what is not there`(route: Route) async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        for role in Role.allCases {
            let bearer = ConsoleFixture.token(.register("MAT"), role)
            let body = Self.bodies[route]
            let others = await fixture.ask(
                route.method,
                Self.target(route, "sub-2"),
                as: bearer,
                body: body
            )
            let nobodys = await fixture.ask(
                route.method,
                Self.target(route, "sub-none"),
                as: bearer,
                body: body
            )
            #expect(others == nobodys)
            #expect([403, 404].contains(others.status))
        }
    }

    @Test func `a list holds the caller's own, an operator of the authority's all`() async throws {
        let fixture = try ConsoleFixture(.ofEverybody())
        for (position, owner) in ConsoleFixture.owners.enumerated() {
            for role in Role.allCases {
                let answer = await fixture.ask(
                    "GET",
                    "/v1/subscriptions",
                    as: ConsoleFixture.token(owner, role)
                )
                let all = (0..<5).map { "sub-\($0)" }
                let seesAll = owner == .itsm && role == .operator
                #expect(answer.items == (seesAll ? all : ["sub-\(position)"]))
            }
        }
    }

    @Test func `nobody makes a subscription in another's name but who looks after all`()
        async throws
    {
        let body = """
            {"owner": "spoc", "channel": {"kind": "webhook", "url": "https://hooks.example.dk/in"}}
            """
        for owner in ConsoleFixture.owners {
            for role in [Role.writer, .operator] {
                let fixture = try ConsoleFixture()
                let answer = await fixture.ask(
                    "POST",
                    "/v1/subscriptions",
                    as: ConsoleFixture.token(owner, role),
                    body: body
                )
                let may = owner == .spoc || (owner == .itsm && role == .operator)
                #expect(answer.status == (may ? 201 : 422))
                if !may { #expect(answer.pointers == ["/owner"]) }
            }
        }
    }

    @Test func `scraping takes a token where the settings say so`() async throws {
        let open = try ConsoleFixture()
        #expect(await open.ask("GET", "/metrics", as: nil).status == 200)
        let closed = try ConsoleFixture(scrapingNeedsToken: true)
        #expect(await closed.ask("GET", "/metrics", as: nil).status == 401)
        #expect(await closed.ask("GET", "/metrics").status == 200)
        #expect(ConsoleSettings(host: "0.0.0.0").scrapingNeedsToken)
        #expect(!ConsoleSettings(host: "127.0.0.1").scrapingNeedsToken)
    }
}
