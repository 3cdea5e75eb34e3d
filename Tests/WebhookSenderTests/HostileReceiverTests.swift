import Fanout
import TestSupport
import Testing
import WebhookSender

/// Attempts against receivers that do us harm; each is bounded, and named for what it did.
@Suite("Hostile receivers")
struct HostileReceiverTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [ScriptedReceiver.Step]
        let failure: AttemptFailure

        init(_ name: String, _ steps: [ScriptedReceiver.Step], _ failure: AttemptFailure) {
            self.testDescription = name
            self.steps = steps
            self.failure = failure
        }
    }

    static let kilobyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1_024)
    static let cases = [
        Case("says nothing", [.hang], .timeout),
        Case("begins a header and stops", [.send("HTTP/1.1 200 OK\r\nX-A: "), .hang], .timeout),
        Case(
            "one header byte at a time",
            [.send("HTTP/1.1 200 OK\r\nX: "), .sendForever([0x61], pause: .milliseconds(20))],
            .timeout
        ),
        Case(
            "one body byte at a time",
            [
                .send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"),
                .sendForever([0x61], pause: .milliseconds(20)),
            ],
            .timeout
        ),
        Case(
            "switches protocols and stops",
            [.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), .hang],
            .timeout
        ),
        Case(
            "a body without end",
            [.send("HTTP/1.1 200 OK\r\n\r\n"), .sendForever(kilobyte)],
            .responseTooLarge
        ),
        Case(
            "chunks without end",
            [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .sendForever(Array("400\r\n".utf8) + kilobyte + Array("\r\n".utf8)),
            ],
            .responseTooLarge
        ),
        Case(
            "announces a huge body",
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"), .hang],
            .responseTooLarge
        ),
        Case(
            "a body one byte too long",
            [.respond(200, body: String(repeating: "x", count: 65_537))],
            .responseTooLarge
        ),
        Case(
            "headers without end",
            [.send("HTTP/1.1 200 OK\r\n"), .sendForever(Array("X-More: y\r\n".utf8))],
            .responseTooLarge
        ),
        Case(
            "one header line without end",
            [.send("HTTP/1.1 200 OK\r\nX: "), .sendForever(kilobyte)],
            .responseTooLarge
        ),
        Case(
            "interim responses without end",
            [.sendForever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))],
            .responseTooLarge
        ),
        Case("resets", [.reset], .reset),
        Case("closes without a word", [.close], .reset),
        Case(
            "closes within the body",
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .close],
            .reset
        ),
        Case(
            "resets within the headers",
            [.send("HTTP/1.1 200 OK\r\nX-A"), .wait(.milliseconds(20)), .reset],
            .reset
        ),
        Case("garbage", [.send("\u{1}\u{2} this is no HTTP\r\n\r\n"), .close], .protocolBroken),
        Case(
            "another protocol",
            [.send("220 mail.example.dk ESMTP\r\n"), .close],
            .protocolBroken
        ),
        Case("a status that is none", [.send("HTTP/1.1 099 X\r\n\r\n"), .close], .protocolBroken),
        Case(
            "chunks that are none",
            [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), .close,
            ],
            .reset
        ),
    ]

    @Test(arguments: cases)
    func `what a receiver does to us has an end and a name`(hostile: Case) throws {
        let receiver = try ScriptedReceiver { _ in hostile.steps }
        defer { receiver.close() }
        let sender = try #require(CurlSender(.loopback))
        let start = ContinuousClock.now
        let result = try sender.attempt(.webhook(1, receiver.url(), timeout: .seconds(1)))
        #expect(result.failure == hostile.failure)
        #expect(ContinuousClock.now - start < .seconds(4))
        // Nothing of it is left to the next attempt.
        #expect(sender.sockets.opened == sender.sockets.closed)
    }

    @Test func `a body of just the limit is read`() throws {
        let receiver = try ScriptedReceiver { _ in
            [.respond(200, body: String(repeating: "x", count: 65_536))]
        }
        defer { receiver.close() }
        let sender = try #require(CurlSender(.loopback))
        #expect(try sender.attempt(.webhook(1, receiver.url())).status == 200)
    }

    @Test func `a receiver may think as long as it likes, but must not drip`() throws {
        var settings = SenderSettings.loopback
        settings.slowMax = .seconds(1)
        let sender = try #require(CurlSender(settings))
        let dripping = try ScriptedReceiver { _ in
            [
                .send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"),
                .sendForever([0x61], pause: .milliseconds(100)),
            ]
        }
        let thinking = try ScriptedReceiver { _ in [.wait(.seconds(3)), .respond(200)] }
        defer {
            dripping.close()
            thinking.close()
        }
        let start = ContinuousClock.now
        sender.submit(.webhook(1, dripping.url(), timeout: .seconds(20)))
        sender.submit(.webhook(2, thinking.url(), timeout: .seconds(20)))
        let results = sender.results(of: 2)
        #expect(results.first { $0.number == 1 }?.failure == .timeout)
        #expect(results.first { $0.number == 2 }?.status == 200)
        #expect(ContinuousClock.now - start < .seconds(12))
    }

    @Test func `nobody there is refused`() throws {
        let port = try LoopbackPort.free()
        let sender = try #require(CurlSender(.loopback))
        let result = try sender.attempt(.webhook(1, "http://127.0.0.1:\(port)/"))
        #expect(result.failure == .refused)
        #expect(result.address == nil)
    }

    @Test func `a name that nobody knows is not resolved`() throws {
        let sender = try #require(CurlSender(.loopback))
        let result = try sender.attempt(.webhook(1, "http://nobody.invalid:8080/"))
        #expect(result.failure == .notResolved)
    }

    @Test func `those who hang hold up no others`() throws {
        let hostile = try ScriptedReceiver(keepsRequests: false) { _ in [.hang] }
        let healthy = try ScriptedReceiver { _ in [.respond(200)] }
        defer {
            hostile.close()
            healthy.close()
        }
        let sender = try #require(CurlSender(.loopback))
        for number: UInt64 in 1_000..<1_100 {
            sender.submit(.webhook(number, hostile.url(), timeout: .seconds(60)))
        }
        for number: UInt64 in 1...100 {
            let result = try sender.attempt(.webhook(number, healthy.url()))
            #expect(result.status == 200)
            #expect(result.duration < .seconds(2))
        }
        #expect(sender.inFlight == 100)
    }

    @Test func `what is said beyond an answer is not the answer of the next attempt`() throws {
        let receiver = try ScriptedReceiver { request in
            request.connection == 1
                ? [.respond(500, body: "mine"), .respond(200, body: "smuggled")] : [.respond(204)]
        }
        defer { receiver.close() }
        let sender = try #require(CurlSender(.loopback))
        #expect(try sender.attempt(.webhook(1, receiver.url())).status == 500)
        #expect(try sender.attempt(.webhook(2, receiver.url())).status != 200)
    }
}
