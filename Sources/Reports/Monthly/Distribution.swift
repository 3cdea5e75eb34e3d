/// Lengths of time as a distribution: percentiles by the nearest rank, so each is one that was.
package struct Distribution: Equatable, Sendable {
    /// Sorted, in milliseconds.
    package let values: [Int64]

    package init(_ values: [Int64]) {
        self.values = values.sorted()
    }

    package var count: Int { values.count }
    package var max: Int64? { values.last }

    /// The least value that so many percent are at or below; nil: there are none.
    package func percentile(_ percent: Int) -> Int64? {
        guard !values.isEmpty else { return nil }
        let rank = (values.count * percent + 99) / 100
        return values[Swift.max(rank, 1) - 1]
    }
}
