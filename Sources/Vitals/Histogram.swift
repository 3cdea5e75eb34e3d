internal import Synchronization

/// How values are spread over fixed buckets; safe from every thread.
///
/// A value is counted in one bucket only and the sums are made when they are read, so that an
/// observation is two atomic steps however many buckets there are.
package final class Histogram: Sendable {
    /// Upper bounds, inclusive and ascending; the bucket without a bound is beyond the last.
    package let bounds: [Double]
    private let buckets: [Counter]
    private let sum = Atomic<UInt64>(0)

    package init(bounds: [Double]) {
        precondition(
            !bounds.isEmpty && bounds.allSatisfy(\.isFinite)
                && zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 },
            "buckets ascend"
        )
        self.bounds = bounds
        self.buckets = (0...bounds.count).map { _ in Counter() }
    }

    /// Counts a value; what is no number is left out.
    package func observe(_ value: Double) {
        guard value.isFinite else { return }
        let position = bounds.firstIndex { value <= $0 } ?? bounds.count
        buckets[position].add()
        var before = sum.load(ordering: .relaxed)
        while true {
            let after = (Double(bitPattern: before) + value).bitPattern
            let (isDone, now) = sum.weakCompareExchange(
                expected: before,
                desired: after,
                ordering: .relaxed
            )
            if isDone { return }
            before = now
        }
    }

    /// Seconds.
    package func observe(_ value: Duration) {
        observe(value / .seconds(1))
    }

    package var value: HistogramValue {
        var counts: [UInt64] = []
        for bucket in buckets { counts.append((counts.last ?? 0) + bucket.value) }
        return HistogramValue(
            bounds: bounds,
            counts: counts,
            sum: Double(bitPattern: sum.load(ordering: .relaxed))
        )
    }
}

/// A histogram at one moment.
package struct HistogramValue: Equatable, Sendable {
    package let bounds: [Double]
    /// Cumulative: one for each bound, and the count of all.
    package let counts: [UInt64]
    package let sum: Double

    package var count: UInt64 { counts.last ?? 0 }
}
