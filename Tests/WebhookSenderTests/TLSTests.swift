import Fanout
import TestSupport
import Testing
import WebhookSender

/// Who we talk to, and who we say we are.
@Suite("TLS", .enabled(if: TLSFixture.isAvailable, "needs python3 and openssl"))
struct TLSTests {
    private func url(_ port: UInt16, host: String = "127.0.0.1") -> String {
        "https://\(host):\(port)/hook"
    }

    @Test func `a certificate vouches for the endpoint, or nothing is sent`() throws {
        let fixture = try TLSFixture()
        let sender = try #require(CurlSender(fixture.settings))
        #expect(try sender.attempt(.webhook(1, url(try fixture.serve("server")))).status == 200)
        for (number, certificate) in ["stranger", "other", "expired"].enumerated() {
            let port = try fixture.serve(certificate)
            let result = try sender.attempt(.webhook(UInt64(10 + number), url(port)))
            #expect(result.failure == .certificateRefused, "\(certificate)")
        }
    }

    @Test func `the name in the URL must stand in the certificate`() throws {
        let fixture = try TLSFixture()
        let port = try fixture.serve("server")
        let sender = try #require(
            CurlSender(fixture.settings) { _ in [IPAddress("127.0.0.1")!] }
        )
        let good = url(port, host: "hook.example.dk")
        let bad = url(port, host: "hock.example.dk")
        #expect(try sender.attempt(.webhook(1, good)).status == 200)
        #expect(try sender.attempt(.webhook(2, bad)).failure == .certificateRefused)
    }

    @Test func `an endpoint that asks who we are is shown our certificate, and no other is`() throws
    {
        let fixture = try TLSFixture()
        let port = try fixture.serve("server", clients: "ours")
        let sender = try #require(CurlSender(fixture.settings))
        let tls = ClientTLS(certificate: "client.pem", key: "client.key")
        let shown = try sender.attempt(.webhook(1, url(port), tls: tls))
        #expect(shown.response?.body == Array("client".utf8))
        // Neither the handle nor the connection of the first is used for the second.
        let hidden = try sender.attempt(.webhook(2, url(port)))
        #expect(hidden.status == nil)
        let strange = ClientTLS(certificate: "stranger.pem", key: "stranger.key")
        #expect(try sender.attempt(.webhook(3, url(port), tls: strange)).status == nil)
        #expect(try sender.attempt(.webhook(4, url(port), tls: tls)).status == 200)
    }

    @Test func `an endpoint's own authorities vouch instead of the others`() throws {
        let fixture = try TLSFixture()
        let (mine, theirs) = (try fixture.serve("server"), try fixture.serve("stranger"))
        let sender = try #require(CurlSender(fixture.settings))
        let tls = ClientTLS(authorities: "theirs.pem")
        #expect(try sender.attempt(.webhook(1, url(theirs), tls: tls)).status == 200)
        #expect(
            try sender.attempt(.webhook(2, url(mine), tls: tls)).failure == .certificateRefused
        )
        #expect(try sender.attempt(.webhook(3, url(mine))).status == 200)
        #expect(try sender.attempt(.webhook(4, url(theirs))).failure == .certificateRefused)
    }

    @Test func `files that cannot be used are our fault, and named so`() throws {
        let fixture = try TLSFixture()
        let port = try fixture.serve("server")
        let sender = try #require(CurlSender(fixture.settings))
        let unusable = [
            ClientTLS(certificate: "absent.pem", key: "absent.key"),
            ClientTLS(certificate: "client.pem", key: "server.key"),
            ClientTLS(certificate: "../client.pem"), ClientTLS(certificate: "/etc/passwd"),
            ClientTLS(authorities: "absent.pem"),
        ]
        for (number, tls) in unusable.enumerated() {
            let result = try sender.attempt(.webhook(UInt64(number), url(port), tls: tls))
            #expect(result.failure == .clientCertificateUnusable, "\(tls)")
        }
        #expect(try sender.attempt(.webhook(99, url(port))).status == 200)
        var settings = fixture.settings
        settings.tlsFolder = nil
        let other = try #require(CurlSender(settings))
        let result = try other.attempt(
            .webhook(1, url(port), tls: ClientTLS(certificate: "client.pem"))
        )
        #expect(result.failure == .clientCertificateUnusable)
    }

    @Test func `TLS 1_1 is not spoken, and neither is plain HTTP to a TLS port`() throws {
        let fixture = try TLSFixture()
        let sender = try #require(CurlSender(fixture.settings))
        let old = try fixture.serve("server", version: "TLSv1_1")
        #expect(try sender.attempt(.webhook(1, url(old))).failure == .tlsFailed)
        let plain = try ScriptedReceiver { _ in [.respond(200)] }
        defer { plain.close() }
        let result = try sender.attempt(.webhook(2, url(plain.port), timeout: .seconds(1)))
        #expect(result.status == nil)
        #expect(plain.requestCount == 0)
    }

    private func mail(
        _ fixture: TLSFixture,
        _ certificate: String,
        _ security: MailServer.Security,
        password: String = "hemmeligt"
    ) throws -> AttemptResult {
        var settings = fixture.settings
        settings.mail = MailServer(
            host: "127.0.0.1",
            port: try fixture.serveMail(certificate, security),
            security: security,
            credentials: MailCredentials(user: "broker", password: password)
        )
        let sender = try #require(CurlSender(settings))
        defer { sender.close() }
        return try sender.attempt(.mail(1))
    }

    @Test(arguments: [MailServer.Security.startTLS, .tls])
    func `mail is handed over by TLS, to the server that the certificate names`(
        security: MailServer.Security
    ) throws {
        let fixture = try TLSFixture()
        #expect(try mail(fixture, "server", security).status == 250)
        for certificate in ["stranger", "other"] {
            #expect(try mail(fixture, certificate, security).failure == .certificateRefused)
        }
        // Our password is wrong: no recipient's fault.
        #expect(try mail(fixture, "server", security, password: "x").failure == .senderFault)
    }
}
