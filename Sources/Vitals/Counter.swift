internal import Synchronization

/// Counts what only ever grows; safe and cheap from every thread, one atomic addition.
package final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    package init() {}

    package func add(_ more: UInt64 = 1) {
        count.add(more, ordering: .relaxed)
    }

    package var value: UInt64 { count.load(ordering: .relaxed) }
}
