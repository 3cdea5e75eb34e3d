import Foundation

/// What was measured, by name, in the order measured.
struct Figures {
    private var values: [(name: String, value: Double, unit: String)] = []

    mutating func add(_ name: String, _ value: Double, _ unit: String = "") {
        values.append((name, value, unit))
    }

    func print() {
        let width = values.map(\.name.count).max() ?? 0
        for figure in values {
            let name = figure.name.padding(toLength: width, withPad: " ", startingAt: 0)
            Swift.print("\(name)  \(Self.shown(figure.value)) \(figure.unit)")
        }
    }

    func write(to path: String) throws {
        let object = values.reduce(into: [String: Double]()) { $0[$1.name] = $1.value }
        let data = try JSONSerialization.data(
            withJSONObject: object,
            options: [.prettyPrinted, .sortedKeys]
        )
        try data.write(to: URL(filePath: path))
    }

    private static func shown(_ value: Double) -> String {
        value >= 100 ? String(format: "%.0f", value) : String(format: "%.3f", value)
    }
}

/// Seconds a block takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    return Double(duration.components.seconds)
        + Double(duration.components.attoseconds) / 1e18
}
