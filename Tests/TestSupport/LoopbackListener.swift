import Foundation
import Synchronization

/// Accepts TCP connections on a free loopback port and serves each on a thread of its own.
package final class LoopbackListener: Sendable {
    package struct Fault: Error {}

    package let port: UInt16
    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        var connects = 0
        var open: Set<Int32> = []
        var isClosed = false
    }

    /// - Parameters:
    ///   - everywhere: Listens on every address of the machine, of both versions.
    ///   - serve: Called on the connection's own thread; the connection is closed afterwards.
    package init(
        everywhere: Bool = false,
        serve: @escaping @Sendable (LoopbackConnection) -> Void
    ) throws {
        descriptor = socket(everywhere ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Fault() }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        guard everywhere ? Self.bindEverywhere(descriptor) : Self.bindLoopback(descriptor),
            listen(descriptor, 1_024) == 0, let port = Self.port(of: descriptor)
        else {
            Foundation.close(descriptor)
            throw Fault()
        }
        self.port = port
        let thread = Thread { self.accept(serve) }
        thread.stackSize = 1 << 18
        thread.start()
    }

    /// Connections that were made.
    package var connects: Int { state.withLock { $0.connects } }

    /// Ends every connection; idempotent.
    package func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
            // Wakes the accepting thread, which closes it.
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }

    private func accept(_ serve: @escaping @Sendable (LoopbackConnection) -> Void) {
        while let connection = next() {
            let thread = Thread {
                serve(connection)
                self.end(connection.descriptor)
            }
            thread.stackSize = 1 << 18
            thread.start()
        }
        Foundation.close(descriptor)
    }

    private func next() -> LoopbackConnection? {
        let connection = Foundation.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(4))
        return state.withLock { state in
            guard !state.isClosed else {
                Foundation.close(connection)
                return nil
            }
            state.connects += 1
            state.open.insert(connection)
            return LoopbackConnection(descriptor: connection, number: state.connects)
        }
    }

    private func end(_ connection: Int32) {
        state.withLock { state in
            state.open.remove(connection)
            // Under the lock, so that nobody shuts down another that got its number.
            Foundation.close(connection)
        }
    }

    private static func bindLoopback(_ descriptor: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return bound(descriptor, &address)
    }

    private static func bindEverywhere(_ descriptor: Int32) -> Bool {
        var no: Int32 = 0
        setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &no, socklen_t(4))
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        return bound(descriptor, &address)
    }

    private static func bound<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
        withUnsafeBytes(of: &address) { bytes in
            guard let plain = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
                return false
            }
            return bind(descriptor, plain, socklen_t(bytes.count)) == 0
        }
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let isKnown = withUnsafeMutableBytes(of: &storage) { bytes in
            guard let plain = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
                return false
            }
            return getsockname(descriptor, plain, &length) == 0
        }
        // The port stands in the same place in both families.
        return isKnown ? UInt16(bigEndian: storage.sin6_port) : nil
    }
}
