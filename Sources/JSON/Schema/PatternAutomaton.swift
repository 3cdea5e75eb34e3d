/// A pattern as a table: one look per byte of the text, and never a step back.
final class PatternAutomaton: Sendable {
    /// Where nothing can match any more, and where something has.
    fileprivate static let failed: UInt16 = 0
    fileprivate static let matched: UInt16 = 1

    /// Bytes that the pattern does not tell apart share a column.
    private let columns: [UInt8]
    private let columnCount: Int
    /// The next state, by state and column.
    private let table: [UInt16]
    /// Whether the text may end in this state, by state.
    private let mayEnd: [Bool]
    private let start: UInt16

    /// Nil when the table would be too large.
    init?(_ node: PatternNode) {
        guard let graph = PatternGraph(node) else { return nil }
        var builder = PatternTable(graph)
        guard builder.fill() else { return nil }
        self.columns = builder.columns
        self.columnCount = builder.columnCount
        self.table = builder.table
        self.mayEnd = builder.mayEnd
        self.start = builder.start
    }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start > Self.matched else { return start == Self.matched }
        return table.withUnsafeBufferPointer { table in
            columns.withUnsafeBufferPointer { columns in
                var state = start
                for byte in text {
                    state = table[Int(state) &* columnCount &+ Int(columns[Int(byte)])]
                    if state <= Self.matched { return state == Self.matched }
                }
                return mayEnd[Int(state)]
            }
        }
    }
}

/// Fills the table: every set of places in the graph that a text can lead to is a state.
private struct PatternTable {
    private static let statesMax = 8192

    private let graph: PatternGraph
    private(set) var columns: [UInt8] = []
    private(set) var columnCount = 0
    private(set) var table: [UInt16] = []
    private(set) var mayEnd: [Bool] = []
    private(set) var start = PatternAutomaton.failed
    /// One byte of every column.
    private var samples: [UInt8] = []
    private var states: [[Int]: UInt16] = [:]
    private var unfilled: [(state: UInt16, places: [Int])] = []
    /// Where a match may start behind the first byte.
    private var restart: [Int] = []

    init(_ graph: PatternGraph) {
        self.graph = graph
        var isBoundary = [Bool](repeating: false, count: 257)
        isBoundary[0] = true
        for step in graph.steps.joined() {
            isBoundary[Int(step.bytes.lowerBound)] = true
            isBoundary[Int(step.bytes.upperBound) + 1] = true
        }
        for byte in 0...UInt8.max {
            if isBoundary[Int(byte)] { samples.append(byte) }
            columns.append(UInt8(samples.count - 1))
        }
        self.columnCount = samples.count
    }

    /// False when there would be too many states.
    mutating func fill() -> Bool {
        // The rows of `failed` and `matched`, which nobody reads.
        table = [UInt16](repeating: PatternAutomaton.failed, count: 2 * columnCount)
        mayEnd = [false, true]
        restart = places(from: [PatternGraph.start], [])
        start = state(of: places(from: [PatternGraph.start], [.atStart]), isFirst: true)
        while let (state, places) = unfilled.popLast() {
            guard mayEnd.count <= Self.statesMax else { return false }
            for (column, byte) in samples.enumerated() {
                let targets = places.flatMap { place in
                    graph.steps[place].filter { $0.bytes.contains(byte) }.map(\.target)
                }
                let next = self.state(of: self.places(from: targets, []) + restart)
                table[Int(state) * columnCount + column] = next
            }
        }
        return true
    }

    private mutating func state(of places: [Int], isFirst: Bool = false) -> UInt16 {
        guard !places.contains(graph.accepting) else { return PatternAutomaton.matched }
        let places = Set(places).sorted()
        // The first state may end where a later one may not: a key of its own.
        let key = isFirst ? places + [-1] : places
        if let state = states[key] { return state }
        let conditions: [PatternGraph.Condition] = isFirst ? [.atStart, .atEnd] : [.atEnd]
        let mayEndHere = self.places(from: places, conditions).contains(graph.accepting)
        let goesOn = places.contains { !graph.steps[$0].isEmpty }
        guard goesOn || mayEndHere else { return PatternAutomaton.failed }
        let state = UInt16(mayEnd.count)
        states[key] = state
        mayEnd.append(mayEndHere)
        table += [UInt16](repeating: PatternAutomaton.failed, count: columnCount)
        unfilled.append((state, places))
        return state
    }

    /// The places that can be reached without a byte, themselves included.
    private func places(from starts: [Int], _ conditions: [PatternGraph.Condition]) -> [Int] {
        var reached = Set(starts)
        var pending = starts
        while let place = pending.popLast() {
            for jump in graph.jumps[place]
            where jump.condition == .always || conditions.contains(jump.condition) {
                if reached.insert(jump.target).inserted { pending.append(jump.target) }
            }
        }
        return Array(reached)
    }
}
