import Fanout
import TestSupport
import Testing
import WebhookSender

/// W2: nobody makes the broker connect to where it must not, whatever they write in a URL, have
/// their name server answer, or reply.
@Suite("Server-side request forgery")
struct ForgedRequestTests {
    struct Attack: Sendable {
        let url: String
        /// What the name server says, in the order it is asked.
        var answers: [String] = []
    }

    /// The one address that is allowed; all others of the machine listen too.
    static let home = "127.0.0.2"

    static func attacks(_ port: UInt16) -> [Attack] {
        let literals = Addresses.denied.filter { $0 != home }
            .map { $0.contains(":") ? "[\($0)]" : $0 }
        let direct = literals.map { Attack(url: "http://\($0):\(port)/") }
        let spelt = URLSpellings.refused.map { url, _ in
            Attack(url: url.replacing("https://", with: "http://"))
        }
        let answered = Addresses.denied.map {
            Attack(url: "http://hook.example.dk:\(port)/", answers: [$0])
        }
        let carried = Addresses.denied.compactMap { IPAddress($0) }.flatMap(\.formsOfVersion6)
            .map { Attack(url: "http://hook.example.dk:\(port)/", answers: ["\($0)"]) }
        let several = zip(Addresses.denied, Addresses.denied.reversed()).map {
            Attack(url: "http://hook.example.dk:\(port)/", answers: [$0, $1])
        }
        let system = ["localhost", "ip6-localhost"].map { Attack(url: "http://\($0):\(port)/") }
        return direct + spelt + answered + carried + several + system
    }

    static func settings() -> SenderSettings {
        var settings = SenderSettings()
        settings.allowsHTTP = true
        settings.allowedNetworks = [Network(home)!]
        return settings
    }

    @Test func `no spelling and no answer leads to a connection`() throws {
        let receiver = try ScriptedReceiver(everywhere: true) { _ in [.respond(200)] }
        defer { receiver.close() }
        let attacks = Self.attacks(receiver.port)
        #expect(attacks.count >= 300)
        for attack in attacks {
            let addresses = attack.answers.compactMap { IPAddress($0) }
            let answers: (String) -> [IPAddress]? = { _ in addresses.isEmpty ? nil : addresses }
            let sender = try #require(CurlSender(Self.settings(), answers: answers))
            let result = try sender.attempt(.webhook(1, attack.url, timeout: .seconds(5)))
            let isRefused =
                [.addressDenied, .urlRefused].contains(result.failure)
                || attack.url.contains("ip6-localhost") && result.failure == .notResolved
            #expect(isRefused, "\(attack): \(result.outcome)")
            #expect(sender.sockets.opened == 0, "\(attack)")
        }
        #expect(receiver.connects == 0)

        // And the listener would have noticed.
        let sender = try #require(CurlSender(Self.settings()))
        let url = receiver.url(host: Self.home)
        #expect(try sender.attempt(.webhook(1, url)).status == 200)
        #expect(receiver.connects == 1)
    }

    @Test func `a name that answers well first and badly then gets the first connection only`()
        throws
    {
        // Closes each connection, so that each attempt needs an answer of its own.
        let receiver = try ScriptedReceiver(everywhere: true) { _ in
            [.respond(200, headers: ["Connection: close"]), .close]
        }
        defer { receiver.close() }
        for address in Addresses.denied {
            let before = receiver.connects
            var isAsked = false
            let sender = try #require(
                CurlSender(Self.settings()) { _ in
                    defer { isAsked = true }
                    return [IPAddress(isAsked ? address : Self.home)!]
                }
            )
            let url = receiver.url(host: "hook.example.dk")
            #expect(try sender.attempt(.webhook(1, url)).status == 200)
            #expect(try sender.attempt(.webhook(2, url)).failure == .addressDenied, "\(address)")
            #expect(sender.sockets.opened == 1)
            #expect(receiver.connects == before + 1)
        }
    }

    @Test func `of several addresses the one that may be connected to is`() throws {
        let receiver = try ScriptedReceiver(everywhere: true) { _ in [.respond(200)] }
        defer { receiver.close() }
        let sender = try #require(
            CurlSender(Self.settings()) { _ in
                ["::1", "127.0.0.1", Self.home].compactMap { IPAddress($0) }
            }
        )
        let result = try sender.attempt(.webhook(1, receiver.url(host: "hook.example.dk")))
        #expect(result.status == 200)
        #expect(result.address == Self.home)
        #expect(sender.sockets.opened == 1)
    }

    @Test func `a redirect is an answer and not an order`() throws {
        let inner = try ScriptedReceiver(everywhere: true) { _ in [.respond(200)] }
        let targets =
            [
                "http://127.0.0.1:\(inner.port)/", "http://\(Self.home):\(inner.port)/",
                "file:///etc/hosts",
            ]
            + ["//[::1]:\(inner.port)/", "gopher://127.0.0.1:\(inner.port)/"]
        let receiver = try ScriptedReceiver(everywhere: true) { request in
            let target = targets[Int(request.value(of: "x-target")!)!]
            return [
                .respond(Int(request.value(of: "x-status")!)!, headers: ["Location: \(target)"])
            ]
        }
        defer {
            inner.close()
            receiver.close()
        }
        let sender = try #require(CurlSender(Self.settings()))
        var number: UInt64 = 0
        for target in targets.indices {
            for status in [300, 301, 302, 303, 305, 307, 308] {
                number += 1
                let headers = [
                    HeaderField("x-target", "\(target)"), HeaderField("x-status", "\(status)"),
                ]
                let url = receiver.url(host: Self.home)
                let result = try sender.attempt(.webhook(number, url, headers: headers))
                #expect(result.status == status)
            }
        }
        #expect(inner.connects == 0)
        #expect(receiver.connects == 1)
    }
}
