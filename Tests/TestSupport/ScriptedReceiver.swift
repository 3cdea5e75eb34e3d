import Foundation
import Synchronization

/// An HTTP server on loopback that does to each request what a test tells it to.
package final class ScriptedReceiver: Sendable {
    package struct Request: Sendable {
        /// The request line and the header lines, as they came.
        package let head: String
        package let body: [UInt8]
        /// Counts the receiver's connections from 1.
        package let connection: Int

        package var lines: [String] { head.components(separatedBy: "\r\n") }

        /// Of the first header with this name.
        package func value(of name: String) -> String? {
            lines.dropFirst().first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What the receiver does next.
    package enum Step: Sendable {
        case send([UInt8])
        case wait(Duration)
        /// The same bytes until the other end has gone, with a pause after each turn.
        case sendForever([UInt8], pause: Duration = .zero)
        /// Nothing any more, until the other end has gone.
        case hang
        /// Ends the connection.
        case close
        /// Ends it with RST.
        case reset

        package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }

        /// A whole response, after which the connection can be used again.
        package static func respond(
            _ status: Int,
            headers: [String] = [],
            body: String = ""
        ) -> Step {
            let lines =
                ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"] + headers + ["", ""]
            return .send(lines.joined(separator: "\r\n") + body)
        }
    }

    private let listener: LoopbackListener
    private let received: Received

    private final class Received: Sendable {
        let requests = Mutex<[Request]>([])
        let count = Atomic<Int>(0)
    }

    /// - Parameters:
    ///   - keepsRequests: Whether they can be looked at afterwards; otherwise they are counted.
    ///   - script: Asked for each request when all of it is there.
    package init(
        everywhere: Bool = false,
        keepsRequests: Bool = true,
        script: @escaping @Sendable (Request) -> [Step]
    ) throws {
        let received = Received()
        self.received = received
        listener = try LoopbackListener(everywhere: everywhere) { connection in
            var pending: [UInt8] = []
            while let request = Self.next(connection, &pending) {
                received.count.add(1, ordering: .relaxed)
                if keepsRequests { received.requests.withLock { $0.append(request) } }
                guard Self.play(script(request), connection) else { return }
            }
        }
    }

    package var port: UInt16 { listener.port }
    package var connects: Int { listener.connects }
    package var requests: [Request] { received.requests.withLock { $0 } }
    package var requestCount: Int { received.count.load(ordering: .relaxed) }

    package func url(_ path: String = "/hook", host: String = "127.0.0.1") -> String {
        "http://\(host):\(port)\(path)"
    }

    package func close() { listener.close() }

    /// False when the connection is done with.
    private static func play(_ steps: [Step], _ connection: LoopbackConnection) -> Bool {
        for step in steps {
            switch step {
            case .send(let bytes):
                guard connection.send(bytes) else { return false }
            case .wait(let duration):
                guard connection.wait(duration) else { return false }
            case .sendForever(let bytes, let pause):
                while connection.send(bytes), pause == .zero || connection.wait(pause) {}
                return false
            case .hang:
                while connection.wait(.seconds(60)) {}
                return false
            case .close:
                return false
            case .reset:
                connection.resetAtClose()
                return false
            }
        }
        return true
    }

    /// One request with its body, or nil when the other end has gone.
    private static func next(
        _ connection: LoopbackConnection,
        _ pending: inout [UInt8]
    ) -> Request? {
        while true {
            if let (request, length) = request(pending, connection.number) {
                pending.removeFirst(length)
                return request
            }
            guard let bytes = connection.receive() else { return nil }
            pending = pending.isEmpty ? bytes : pending + bytes
        }
    }

    private static func request(_ bytes: [UInt8], _ connection: Int) -> (Request, length: Int)? {
        let end = bytes.withUnsafeBytes(Self.endOfHead)
        guard let end else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let request = Request(head: head, body: [], connection: connection)
        let length = end + 4 + (request.value(of: "content-length").flatMap { Int($0) } ?? 0)
        guard bytes.count >= length else { return nil }
        let body = Array(bytes[(end + 4)..<length])
        return (Request(head: head, body: body, connection: connection), length)
    }

    /// Where the empty line after the headers begins. By the C library, since a debug build would
    /// spend its time here.
    private static func endOfHead(_ buffer: UnsafeRawBufferPointer) -> Int? {
        guard let base = buffer.baseAddress else { return nil }
        var start = 0
        while start < buffer.count,
            let found = memchr(base + start, Int32(UInt8(ascii: "\r")), buffer.count - start)
        {
            let offset = UnsafeRawPointer(found) - base
            if buffer[offset...].starts(with: "\r\n\r\n".utf8) { return offset }
            start = offset + 1
        }
        return nil
    }
}
