/// A family at one moment, as it is written out.
package struct FamilySnapshot: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
        /// Facts that do not change, as labels of a series that is always 1.
        case info
    }

    package let name: String
    package let kind: Kind
    package let help: String
    package let unit: String?
    package let series: [SeriesSnapshot]
}

package struct SeriesSnapshot: Equatable, Sendable {
    package let labels: [LabelPair]
    package let value: SeriesValue
}

package struct LabelPair: Equatable, Sendable {
    package let name: String
    package let value: String
}

package enum SeriesValue: Equatable, Sendable {
    case count(UInt64)
    case number(Double)
    case histogram(HistogramValue)
}

/// What can be scraped.
package protocol ExposedFamily: Sendable {
    var name: String { get }
    var snapshot: FamilySnapshot { get }
}

/// One series of a family.
package protocol ExposedSeries: Sendable {
    static var kind: FamilySnapshot.Kind { get }
    var exposed: SeriesValue { get }
}

extension Counter: ExposedSeries {
    package static var kind: FamilySnapshot.Kind { .counter }
    package var exposed: SeriesValue { .count(value) }
}

extension Gauge: ExposedSeries {
    package static var kind: FamilySnapshot.Kind { .gauge }
    package var exposed: SeriesValue { .number(value) }
}

extension Histogram: ExposedSeries {
    package static var kind: FamilySnapshot.Kind { .histogram }
    package var exposed: SeriesValue { .histogram(value) }
}

/// Facts that do not change while the program runs.
package struct FactFamily: ExposedFamily {
    package let name: String
    package let help: String
    package let facts: [LabelPair]

    package init(_ name: String, _ help: String, facts: [(name: String, value: String)]) {
        precondition(FamilyName.isFamily(name), "a family's name: \(name)")
        precondition(facts.allSatisfy { FamilyName.isLabel($0.name) }, "labels of \(name)")
        self.name = name
        self.help = help
        self.facts = facts.map { LabelPair(name: $0.name, value: $0.value) }
    }

    package var snapshot: FamilySnapshot {
        FamilySnapshot(
            name: name,
            kind: .info,
            help: help,
            unit: nil,
            series: [SeriesSnapshot(labels: facts, value: .count(1))]
        )
    }
}
