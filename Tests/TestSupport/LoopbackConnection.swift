import Foundation

/// One accepted connection; used by the thread that serves it, ended by whoever closes the
/// listener.
package struct LoopbackConnection: Sendable {
    package let descriptor: Int32
    /// Counts the listener's connections from 1.
    package let number: Int

    /// What is there next, waiting for it; nil when the other end has gone.
    package func receive(max: Int = 65_536) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: max) { buffer, count in
            count = Swift.max(0, recv(descriptor, buffer.baseAddress, max, 0))
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// False when the other end has gone.
    package func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.send(
                    descriptor,
                    buffer.baseAddress.map { $0 + sent },
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// False when the other end has gone, or said something, before the time was over.
    package func wait(_ duration: Duration) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, Int32(duration / .milliseconds(1))) == 0
    }

    /// Ends it with RST instead of FIN, once it is closed.
    package func resetAtClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_LINGER,
            &linger,
            socklen_t(MemoryLayout<Foundation.linger>.size)
        )
    }
}
