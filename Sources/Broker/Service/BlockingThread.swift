internal import Foundation

/// Work that blocks, on a thread of its own.
enum BlockingThread {
    /// Runs `body` on a new thread and waits for it without holding one of the shared pool's.
    static func run<Ending: Sendable>(
        _ name: String,
        stackSize: Int = 2 << 20,
        _ body: @escaping @Sendable () -> Ending
    ) async -> Ending {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: body()) }
            thread.name = name
            thread.stackSize = stackSize
            thread.start()
        }
    }

    /// Waits on the calling thread.
    static func pause(milliseconds: Int64) {
        Thread.sleep(forTimeInterval: Double(milliseconds) / 1_000)
    }
}
