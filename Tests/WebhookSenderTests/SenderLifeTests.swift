import Dispatch
import Fanout
import TestSupport
import Testing
import WebhookSender

/// Letting go, waking and closing.
@Suite("Sender's life")
struct SenderLifeTests {
    @Test func `an attempt let go of never comes back, and its connection is closed`() throws {
        let receiver = try ScriptedReceiver { _ in [.hang] }
        defer { receiver.close() }
        let sender = try #require(CurlSender(.loopback))
        sender.submit(.webhook(1, receiver.url()))
        while receiver.requestCount == 0 { _ = sender.completed(wait: .milliseconds(5)) }
        sender.abandon(1)
        #expect(sender.inFlight == 0)
        #expect(sender.completed(wait: .milliseconds(20)).isEmpty)
        #expect(sender.sockets.opened == sender.sockets.closed)
        // An unknown one, or the same once more, changes nothing.
        sender.abandon(1)
        sender.abandon(99)
    }

    @Test func `one that waits, or has failed already, is let go of too`() throws {
        let receiver = try ScriptedReceiver { _ in [.respond(200)] }
        defer { receiver.close() }
        var settings = SenderSettings.loopback
        settings.underWayMax = 1
        let sender = try #require(CurlSender(settings))
        for number: UInt64 in 1...3 { sender.submit(.webhook(number, receiver.url())) }
        sender.abandon(2)
        #expect(sender.results(of: 2).map(\.number) == [1, 3])

        sender.submit(.webhook(4, "ftp://x/"))
        sender.abandon(4)
        #expect(sender.inFlight == 0)
        #expect(sender.completed(wait: .zero).isEmpty)
    }

    @Test func `the handle of one let go of serves the next`() throws {
        let receiver = try ScriptedReceiver { request in
            request.body.isEmpty ? [.hang] : [.respond(200)]
        }
        defer { receiver.close() }
        let sender = try #require(CurlSender(.loopback))
        for number: UInt64 in 1...20 {
            sender.submit(.webhook(number * 2, receiver.url(), body: []))
            _ = sender.completed(wait: .milliseconds(2))
            sender.abandon(number * 2)
            let result = try sender.attempt(.webhook(number * 2 + 1, receiver.url(), body: [7]))
            #expect(result.status == 200)
        }
        #expect(receiver.requests.filter { $0.body == [7] }.count == 20)
    }

    @Test func `waking makes a call that waits return, from another thread`() throws {
        let sender = try #require(CurlSender(.loopback))
        let wake = sender.wake
        let start = ContinuousClock.now
        DispatchQueue(label: "waker").async { wake() }
        #expect(sender.completed(wait: .seconds(20)).isEmpty)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `waking before the call counts, once`() throws {
        let sender = try #require(CurlSender(.loopback))
        for _ in 1...1_000 { sender.wake() }
        let start = ContinuousClock.now
        _ = sender.completed(wait: .seconds(20))
        #expect(ContinuousClock.now - start < .seconds(10))
        let second = ContinuousClock.now
        _ = sender.completed(wait: .milliseconds(50))
        #expect(ContinuousClock.now - second >= .milliseconds(50))
    }

    @Test func `closing lets go of everything, and may be done twice`() throws {
        let receiver = try ScriptedReceiver { _ in [.hang] }
        defer { receiver.close() }
        var settings = SenderSettings.loopback
        settings.underWayMax = 4
        let sender = try #require(CurlSender(settings))
        for number: UInt64 in 1...8 { sender.submit(.webhook(number, receiver.url())) }
        _ = sender.completed(wait: .milliseconds(20))
        sender.close()
        sender.close()
        #expect(sender.inFlight == 0)
        #expect(sender.sockets.opened == 4)
        #expect(sender.sockets.closed == 4)
        sender.wake()
        sender.submit(.webhook(9, receiver.url()))
        sender.abandon(9)
        #expect(sender.completed(wait: .seconds(20)).isEmpty)
    }

    @Test func `wake outlives the sender`() throws {
        var sender = CurlSender(.loopback)
        let wake = try #require(sender?.wake)
        sender = nil
        wake()
    }
}
