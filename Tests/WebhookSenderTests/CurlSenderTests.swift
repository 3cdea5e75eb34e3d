import Fanout
import Synchronization
import TestSupport
import Testing
import WebhookSender

/// Attempts against a receiver that behaves.
@Suite("Sender")
struct CurlSenderTests {
    /// A sender and a receiver that answers everything so.
    private func pair(
        _ settings: SenderSettings = .loopback,
        script: @escaping @Sendable (ScriptedReceiver.Request) -> [ScriptedReceiver.Step]
    ) throws -> (CurlSender, ScriptedReceiver) {
        (try #require(CurlSender(settings)), try ScriptedReceiver(script: script))
    }

    @Test func `the bytes signed are the bytes sent, with the headers given and no others`() throws
    {
        let (sender, receiver) = try pair { _ in [.respond(204)] }
        defer { receiver.close() }
        let body = [UInt8](0...255) + Array(#"{"tekst":"Æøå — 🙂"}"#.utf8)
        let result = try sender.attempt(
            .webhook(
                7,
                receiver.url("/a/../b?c=%2f"),
                headers: [
                    HeaderField("content-type", "application/json"),
                    HeaderField("webhook-id", "msg_1"), HeaderField("x-empty", ""),
                ],
                body: body
            )
        )
        #expect(result.status == 204)
        #expect(result.address == "127.0.0.1")
        let request = try #require(receiver.requests.first)
        #expect(request.body == body)
        #expect(
            request.lines == [
                "POST /a/../b?c=%2f HTTP/1.1", "Host: 127.0.0.1:\(receiver.port)",
                "content-type: application/json", "webhook-id: msg_1", "x-empty:",
                "Content-Length: \(body.count)",
            ]
        )
    }

    @Test(arguments: [0, 1, 1_024, 20_000, 60_000, 200_000])
    func `a body of any size arrives whole`(size: Int) throws {
        let (sender, receiver) = try pair { _ in [.respond(200)] }
        defer { receiver.close() }
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        // The second comes by a handle and a buffer that were used before.
        for number: UInt64 in 1...2 {
            #expect(
                try sender.attempt(.webhook(number, receiver.url(), body: body)).status == 200
            )
        }
        #expect(receiver.requests.map(\.body) == [body, body])
        #expect(receiver.requests.allSatisfy { $0.value(of: "expect") == nil })
    }

    @Test(arguments: [200, 201, 204, 301, 302, 307, 400, 404, 410, 429, 500, 503])
    func `a status comes back as it is`(status: Int) throws {
        let (sender, receiver) = try pair { _ in
            [.respond(status, headers: ["RETRY-after:  17 "], body: status == 204 ? "" : "why")]
        }
        defer { receiver.close() }
        let result = try sender.attempt(.webhook(1, receiver.url()))
        #expect(result.status == status)
        #expect(result.response?.retryAfter == "17")
        #expect(result.response?.body == Array((status == 204 ? "" : "why").utf8))
    }

    @Test func `an interim response and its headers are none of the final one's`() throws {
        let (sender, receiver) = try pair { _ in
            [
                .send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
                .respond(202, body: "taken"),
            ]
        }
        defer { receiver.close() }
        let result = try sender.attempt(.webhook(1, receiver.url()))
        #expect(result.status == 202)
        #expect(result.response?.body == Array("taken".utf8))
    }

    @Test func `of a body its beginning is kept`() throws {
        let text = String(repeating: "æ", count: 30_000)
        let (sender, receiver) = try pair { _ in [.respond(500, body: text)] }
        defer { receiver.close() }
        let result = try sender.attempt(.webhook(1, receiver.url()))
        #expect(result.status == 500)
        #expect(result.response?.body == Array(text.utf8.prefix(AttemptResponse.bodyBytesMax)))
    }

    @Test func `a connection is used again`() throws {
        let (sender, receiver) = try pair { _ in [.respond(200, body: "ok")] }
        defer { receiver.close() }
        for number: UInt64 in 1...50 {
            #expect(try sender.attempt(.webhook(number, receiver.url())).status == 200)
        }
        #expect(receiver.connects == 1)
        #expect(sender.sockets == SocketCounts(opened: 1, denied: 0, closed: 0))
    }

    @Test func `a connection that the receiver has let go of costs no attempt`() throws {
        let (sender, receiver) = try pair { _ in [.respond(200), .close] }
        defer { receiver.close() }
        for number: UInt64 in 1...20 {
            #expect(try sender.attempt(.webhook(number, receiver.url())).status == 200)
        }
        #expect(receiver.requestCount == 20)
    }

    /// libcurl tries once more by itself, but counts how often it has over the whole life of a
    /// handle, and gives up at the sixth time.
    @Test func `a receiver that answers once on each connection costs no attempt either`() throws {
        let answered = Mutex<Set<Int>>([])
        let (sender, receiver) = try pair { request in
            let isFirst = answered.withLock { $0.insert(request.connection).inserted }
            return isFirst ? [.respond(200)] : [.close]
        }
        defer { receiver.close() }
        for number: UInt64 in 1...40 {
            #expect(try sender.attempt(.webhook(number, receiver.url())).status == 200)
        }
        #expect(receiver.connects == 40)
    }

    @Test func `idle connections are bounded`() throws {
        var settings = SenderSettings.loopback
        (settings.underWayMax, settings.idleConnectionsMax) = (8, 8)
        let sender = try #require(CurlSender(settings))
        let receivers = try (0..<40).map { _ in try ScriptedReceiver { _ in [.respond(200)] } }
        defer { for receiver in receivers { receiver.close() } }
        for (number, receiver) in receivers.enumerated() {
            sender.submit(.webhook(UInt64(number), receiver.url()))
        }
        #expect(sender.results(of: 40).count { $0.status == 200 } == 40)
        #expect(sender.sockets.opened == 40)
        #expect(sender.sockets.opened - sender.sockets.closed <= 16)
    }

    @Test func `more attempts than may be under way wait, and each comes back once`() throws {
        var settings = SenderSettings.loopback
        settings.underWayMax = 8
        let (sender, receiver) = try pair(settings) { _ in [.respond(200)] }
        defer { receiver.close() }
        for number: UInt64 in 1...500 { sender.submit(.webhook(number, receiver.url())) }
        #expect(sender.inFlight == 500)
        let results = sender.results(of: 500)
        #expect(results.map(\.number).sorted() == Array(1...500))
        #expect(results.allSatisfy { $0.status == 200 })
        #expect(sender.inFlight == 0)
        #expect(receiver.connects <= 8)
    }

    @Test func `what is more than may wait fails at once, as does a number used twice`() throws {
        var settings = SenderSettings.loopback
        (settings.underWayMax, settings.waitingMax) = (1, 1)
        let (sender, receiver) = try pair(settings) { _ in [.hang] }
        defer { receiver.close() }
        for number: UInt64 in 1...3 { sender.submit(.webhook(number, receiver.url())) }
        let results = sender.completed(wait: .zero)
        #expect(results.map(\.number) == [3])
        #expect(results.first?.failure == .senderFault)

        let other = try #require(CurlSender(.loopback))
        for _ in 1...2 { other.submit(.webhook(1, receiver.url())) }
        #expect(other.completed(wait: .zero).map(\.failure) == [.senderFault])
    }

    @Test func `the bounds fit the descriptors of the process`() {
        let settings = SenderSettings().fitting(descriptors: 1_000)
        #expect(settings.underWayMax == 500)
        #expect(settings.idleConnectionsMax == 250)
        let plenty = SenderSettings().fitting(descriptors: 1_000_000)
        #expect(plenty == SenderSettings())
        let none = SenderSettings().fitting(descriptors: 0)
        #expect(none.underWayMax >= 1 && none.idleConnectionsMax >= 1)
    }

    @Test(arguments: [
        HeaderField("x-note", "a\r\nx-evil: b"), HeaderField("x evil", "b"), HeaderField("", "b"),
        HeaderField("Content-Length", "1"), HeaderField("transfer-encoding", "chunked"),
        HeaderField("HOST", "metadata"), HeaderField("expect", "100-continue"),
    ])
    func `a header that changes what the message is, is not sent`(header: HeaderField) throws {
        let (sender, receiver) = try pair { _ in [.respond(200)] }
        defer { receiver.close() }
        let result = try sender.attempt(.webhook(1, receiver.url(), headers: [header]))
        #expect(result.failure == .senderFault)
        #expect(receiver.connects == 0)
    }
}
