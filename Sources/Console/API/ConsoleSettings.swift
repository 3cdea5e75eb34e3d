package import Fanout

/// What an operator decides of the API.
package struct ConsoleSettings: Sendable {
    package var host: String
    /// 0: any free one.
    package var port: Int
    /// Where the API is reached from outside, without a slash at its end: links begin with it.
    package var home: String
    package var tokens: TokenTable
    /// Seals secrets for the topic; nil: nothing with a secret can be made or changed.
    package var secretBox: SecretBox?
    package var hosts: HostRules
    /// Whether scraping needs a token of a reader.
    package var scrapingNeedsToken: Bool
    /// `openapi.yaml` as it is handed out; empty: it is not.
    package var description: [UInt8]
    package var limits: ServerLimits

    /// How many subscriptions one owner may have.
    package static let subscriptionsMax = 200

    package init(
        host: String = "127.0.0.1",
        port: Int = 9464,
        home: String = "http://127.0.0.1:9464",
        tokens: TokenTable = TokenTable(),
        secretBox: SecretBox? = nil,
        hosts: HostRules = HostRules(),
        scrapingNeedsToken: Bool? = nil,
        description: [UInt8] = [],
        limits: ServerLimits = ServerLimits()
    ) {
        self.host = host
        self.port = port
        self.home = home
        self.tokens = tokens
        self.secretBox = secretBox
        self.hosts = hosts
        self.scrapingNeedsToken = scrapingNeedsToken ?? !Self.isLoopback(host)
        self.description = description
        self.limits = limits
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

/// How long and how much a client may keep the server busy.
package struct ServerLimits: Sendable {
    package var bodyBytesMax: Int
    package var headerBytesMax: Int
    package var connectionsMax: Int
    /// For a request's head, and between requests.
    package var idle: Duration
    /// For a request's body, from the end of its head.
    package var body: Duration
    /// From the end of a request's head to the end of its answer; then the connection is closed.
    package var exchange: Duration

    package init(
        bodyBytesMax: Int = 65_536,
        headerBytesMax: Int = 16_384,
        connectionsMax: Int = 1_000,
        idle: Duration = .seconds(15),
        body: Duration = .seconds(10),
        exchange: Duration = .seconds(30)
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.headerBytesMax = headerBytesMax
        self.connectionsMax = connectionsMax
        self.idle = idle
        self.body = body
        self.exchange = exchange
    }
}
