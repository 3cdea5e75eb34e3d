package import Messaging
package import Streaming

/// Balances the ledger against what Kafka holds: every input record accounted for exactly once.
///
/// Pure: it is fed what was read and says what it found. For each source partition it needs the
/// records' offsets in order, and where the stage's group has committed.
package struct LedgerBalance: Sendable {
    /// Something that does not add up, with enough to go and look.
    package enum Finding: Equatable, Sendable {
        /// Decided (the group has committed past it) but on no line of the ledger.
        case missing(stage: String, TopicPartition, offset: Int64)
        /// On two lines.
        case twice(stage: String, TopicPartition, offset: Int64)
        /// On a line, but the group has not committed it.
        case premature(stage: String, TopicPartition, offset: Int64)
        /// A line that contradicts itself or the records it speaks of.
        case unsound(stage: String, TopicPartition, from: Int64, to: Int64, reason: String)
        /// Two totals that must be equal are not.
        case unequal(what: String, ledger: Int, found: Int)

        /// The word for scripts: the case's name.
        package var code: String {
            switch self {
            case .missing: "missing"
            case .twice: "twice"
            case .premature: "premature"
            case .unsound: "unsound"
            case .unequal: "unequal"
            }
        }

        package var sentence: String {
            switch self {
            case .missing(let stage, let position, let offset):
                "\(position)@\(offset) was decided by \(stage) but is on no line of the ledger"
            case .twice(let stage, let position, let offset):
                "\(position)@\(offset) is on two lines of \(stage)'s ledger"
            case .premature(let stage, let position, let offset):
                "\(position)@\(offset) is on \(stage)'s ledger but its group has not committed it"
            case .unsound(let stage, let position, let from, let to, let reason):
                "\(stage)'s line for \(position)@\(from)…\(to): \(reason)"
            case .unequal(let what, let ledger, let found):
                "\(what): the ledger says \(ledger), Kafka holds \(found)"
            }
        }
    }

    /// One source partition's sums.
    package struct Line: Equatable, Sendable {
        package let stage: String
        package let position: TopicPartition
        package var records = 0
        package var accounted = 0
        package var waiting = 0
        /// Accounted for, and since then deleted by retention.
        package var expired = 0
        package var outcomes: [Disposition: Int] = [:]
    }

    /// Findings kept; a broken ledger would otherwise list every record there is.
    package static let findingsMax = 1000

    private struct Source: Hashable {
        let stage: String
        let position: TopicPartition
    }

    private var entries: [Source: [LedgerEntry]] = [:]
    package private(set) var lines: [Line] = []
    package private(set) var findings: [Finding] = []

    package init() {}

    /// A line of the ledger, in whatever order.
    package mutating func add(_ entry: LedgerEntry) {
        entries[Source(stage: entry.stage, position: entry.position), default: []].append(entry)
    }

    /// Whether a line is about a stage, of those that are not settled yet.
    package func knows(_ stage: String) -> Bool { entries.keys.contains { $0.stage == stage } }

    /// One source partition as Kafka holds it.
    ///
    /// - Parameter offsets: Of every committed record, in order.
    /// - Parameter committed: Where the stage's group goes on; nil where the cluster does not
    ///   keep it (the embedded one), then everything up to the last line counts as decided.
    package mutating func settle(
        stage: String,
        _ position: TopicPartition,
        offsets: [Int64],
        committed: Int64?
    ) {
        let mine = entries.removeValue(forKey: Source(stage: stage, position: position)) ?? []
        let sorted = mine.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        var line = Line(stage: stage, position: position)
        line.records = offsets.count
        let horizon = committed ?? sorted.last.map { $0.to + 1 } ?? 0
        var index = 0
        var reached: Int64 = -1
        for entry in sorted {
            for outcome in entry.counts { line.outcomes[outcome.key, default: 0] += outcome.value }
            if entry.from <= reached {
                report(.twice(stage: stage, position, offset: entry.from))
            }
            while index < offsets.count, offsets[index] < entry.from {
                report(.missing(stage: stage, position, offset: offsets[index]))
                index += 1
            }
            let first = index
            while index < offsets.count, offsets[index] <= entry.to { index += 1 }
            if let start = offsets.first, entry.from >= start {
                line.accounted += index - first
                check(entry, found: index - first)
            } else {
                // Part of it is gone with retention: the records that are left must be on it.
                line.expired += entry.records - (index - first)
                line.accounted += index - first
            }
            if entry.to >= horizon {
                report(.premature(stage: stage, position, offset: entry.to))
            }
            reached = max(reached, entry.to)
        }
        for offset in offsets[index...] {
            if offset < horizon {
                report(.missing(stage: stage, position, offset: offset))
            } else {
                line.waiting += 1
            }
        }
        lines.append(line)
    }

    /// Two totals that must be the same, as accepted messages and commands.
    package mutating func expect(_ what: String, ledger: Int, found: Int) {
        if ledger != found { report(.unequal(what: what, ledger: ledger, found: found)) }
    }

    /// Records on the ledger of a stage that ended so.
    package func total(_ stage: String, _ outcome: Disposition) -> Int {
        lines.reduce(0) { $0 + ($1.stage == stage ? $1.outcomes[outcome] ?? 0 : 0) }
    }

    /// Lines about partitions nobody has settled: sources that are no longer there.
    package mutating func finish() {
        for (source, left) in entries {
            for entry in left {
                report(
                    .unsound(
                        stage: source.stage,
                        source.position,
                        from: entry.from,
                        to: entry.to,
                        reason: "there is no such source partition"
                    )
                )
            }
        }
        entries = [:]
    }

    private mutating func check(_ entry: LedgerEntry, found: Int) {
        var reasons: [String] = []
        if entry.records != found {
            reasons.append("it counts \(entry.records) records, the partition holds \(found)")
        }
        let exceptional = entry.records - (entry.counts[.accepted] ?? 0)
        if exceptional != entry.exceptions.count {
            reasons.append("\(exceptional) exceptions counted, \(entry.exceptions.count) listed")
        }
        for reason in reasons {
            report(
                .unsound(
                    stage: entry.stage,
                    entry.position,
                    from: entry.from,
                    to: entry.to,
                    reason: reason
                )
            )
        }
    }

    private mutating func report(_ finding: Finding) {
        if findings.count < Self.findingsMax { findings.append(finding) }
    }
}
