internal import Synchronization

/// A value that goes up and down; the last one set is the one that is read.
package final class Gauge: Sendable {
    private let bits = Atomic<UInt64>(0)

    package init() {}

    package func set(_ value: Double) {
        bits.store(value.bitPattern, ordering: .relaxed)
    }

    package func set(_ value: some BinaryInteger) {
        set(Double(value))
    }

    /// Seconds.
    package func set(_ value: Duration) {
        set(value / .seconds(1))
    }

    package var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}
