internal import CCurl
internal import Glibc
internal import Synchronization

/// What wakes a thread that waits for events; rung from whichever thread.
final class Bell: Sendable {
    /// Of an eventfd; nil once it is closed.
    private let descriptor: Mutex<Int32?>

    /// Nil when there are no descriptors left.
    init?() {
        let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.descriptor = Mutex(descriptor)
    }

    /// For whoever waits; -1 once it is closed.
    var raw: Int32 { descriptor.withLock { $0 ?? -1 } }

    func ring() {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            // It fails only when it has been rung more often than 2^64 times without an answer.
            _ = eventfd_write(descriptor, 1)
        }
    }

    func silence() {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            var count: eventfd_t = 0
            _ = eventfd_read(descriptor, &count)
        }
    }

    /// Idempotent; ringing it afterwards does nothing.
    func close() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            _ = Glibc.close(open)
            descriptor = nil
        }
    }
}
