import Foundation

/// A client that sends exactly the bytes it is given, slowly if it is told to.
///
/// Its calls block, so they run on a thread of their own: the shared pool serves the requests.
struct RawClient {
    struct Answer: Equatable, Sendable {
        /// Nil: closed without an answer.
        let status: Int?
        let text: String

        func header(_ name: String) -> String? {
            text.split(separator: "\r\n\r\n", maxSplits: 1).first?
                .split(separator: "\r\n").dropFirst()
                .first { $0.lowercased().hasPrefix("\(name):") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }

        var body: String {
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
            return parts.count == 2 ? String(parts[1]) : ""
        }
    }

    struct Fault: Error {}

    let descriptor: Int32

    init(port: Int, seconds: Int = 20) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close()
            throw Fault()
        }
    }

    func close() { _ = Foundation.close(descriptor) }

    /// False when the other end takes no more.
    @discardableResult
    func send(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything until the other end closes or the limit is over.
    func readToEnd() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// One answer with a Content-Length; the connection stays open.
    func readAnswer() -> Answer {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8), recv(descriptor, &byte, 1, 0) == 1 {
            bytes.append(byte)
        }
        let head = Self.answer(bytes)
        for _ in 0..<(head.header("content-length").flatMap(Int.init) ?? 0) {
            guard recv(descriptor, &byte, 1, 0) == 1 else { break }
            bytes.append(byte)
        }
        return Self.answer(bytes)
    }

    static func answer(_ bytes: [UInt8]) -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.prefix(64).split(separator: " ")
        let isHTTP = words.first == "HTTP/1.1" && words.count > 1
        return Answer(status: isHTTP ? Int(words[1]) : nil, text: text)
    }

    /// Sends all of it, and reads until the connection is closed.
    static func exchange(port: Int, _ bytes: [UInt8], endsSending: Bool = true) throws -> Answer {
        let client = try RawClient(port: port)
        defer { client.close() }
        client.send(bytes)
        if endsSending { client.endSending() }
        return answer(client.readToEnd())
    }
}

/// Runs what blocks on a thread of its own.
func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try body() }) }
        thread.start()
    }
}
