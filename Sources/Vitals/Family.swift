/// Every series of one name, made at the start: one for each combination of its labels' values.
///
/// No series is ever added, whatever comes from outside, and each stands at 0 before anything
/// happens. Whoever counts on a busy thread keeps the series it needs.
package final class Family<Series: ExposedSeries>: Sendable {
    package static var seriesMax: Int { 5_000 }

    /// Without the endings that a format adds (`_total`, `_bucket`).
    package let name: String
    package let help: String
    /// A base unit, with which the name ends; nil: a plain number of things.
    package let unit: String?
    package let labels: [Label]
    /// The last label's values change fastest.
    private let series: [Series]

    package init(
        _ name: String,
        _ help: String,
        unit: String? = nil,
        labels: [Label] = [],
        series make: () -> Series
    ) {
        precondition(FamilyName.isFamily(name), "a family's name: \(name)")
        precondition(unit.map { name.hasSuffix("_\($0)") } ?? true, "\(name) ends with its unit")
        precondition(Set(labels.map(\.name)).count == labels.count, "labels of \(name)")
        let count = labels.reduce(1) { $0 * $1.values.count }
        precondition(count <= Self.seriesMax, "\(name) has too many series")
        self.name = name
        self.help = help
        self.unit = unit
        self.labels = labels
        self.series = (0..<count).map { _ in make() }
    }

    /// The series with these values, one for each label in their order.
    package subscript(_ values: String...) -> Series {
        precondition(values.count == labels.count, "\(name) has \(labels.count) labels")
        var position = 0
        for (label, value) in zip(labels, values) {
            position = position * label.values.count + label.position(of: value)
        }
        return series[position]
    }
}

extension Family: ExposedFamily {
    package var snapshot: FamilySnapshot {
        FamilySnapshot(
            name: name,
            kind: Series.kind,
            help: help,
            unit: unit,
            series: series.enumerated().map { position, series in
                SeriesSnapshot(labels: labels(at: position), value: series.exposed)
            }
        )
    }

    private func labels(at position: Int) -> [LabelPair] {
        var rest = position
        var pairs: [LabelPair] = []
        for label in labels.reversed() {
            pairs.append(
                LabelPair(name: label.name, value: label.values[rest % label.values.count])
            )
            rest /= label.values.count
        }
        return pairs.reversed()
    }
}
