import Incidents
import Messaging
import Reports
import Testing

/// Histories made up at random, counted by other means than the reports'.
@Suite("Reports over generated histories")
struct GeneratedHistoryTests {
    /// What was made up of one incident.
    private struct Made {
        var category: String
        var registered: Int64
        /// Minutes until work began; nil: it did not.
        var started: Int64?
        var deviations: Int
        var withdrawn: Int
        var closed: Int64?
        var isAuto: Bool
        var objections: Int
    }

    private static let minutes: [String: Int64] = ["A": 5, "B": 60, "C": 1440]
    private static let month = Histories.at("2026-10-01T00:00:00+02:00").milliseconds

    private static func make(_ random: inout SplitMix64) -> Made {
        let closes = Bool.random(using: &random)
        let deviations = Int.random(in: 0...2, using: &random)
        return Made(
            category: ["A", "B", "C"].randomElement(using: &random)!,
            // From ten days before the month to ten days after it.
            registered: month + Int64.random(in: -14_400...59_040, using: &random) * 60_000,
            started: Bool.random(using: &random)
                ? Int64.random(in: 1...3_000, using: &random) : nil,
            deviations: deviations,
            withdrawn: Int.random(in: 0...deviations, using: &random),
            closed: closes ? Int64.random(in: 4_000...20_000, using: &random) : nil,
            isAuto: Bool.random(using: &random),
            objections: Int.random(in: 0...1, using: &random)
        )
    }

    private static func text(_ milliseconds: Int64) -> String {
        Timestamp(milliseconds: milliseconds).rfc3339
    }

    private static func lines(_ made: Made, _ number: Int) -> [String] {
        let id = "itsm-\(number)"
        var sequence = 0
        var lines: [String] = []
        func add(_ name: String, _ at: Int64, by party: String = "spoc", _ members: String) {
            sequence += 1
            lines.append(
                Histories.line(id, sequence, name, at: text(at), by: party, members)
            )
        }
        let due = made.registered + minutes[made.category]! * 60_000
        add(
            "reported",
            made.registered,
            by: "itsm",
            #""status": "registered", "priority": {"category": "\#(made.category)", "#
                + #""expedited": false}, "responsible": "supplier", "#
                + Histories.deadline(text(due), "running")
        )
        for index in 0..<made.deviations {
            let members =
                #""deviation": "P04.NOT_RATED", "since": "\#(text(Int64(index)))", "#
                + #""principle": "P4", "party": "spoc""#
            add("deviation-recorded", made.registered, members)
        }
        for index in 0..<made.withdrawn {
            let members = #""deviation": "P04.NOT_RATED", "since": "\#(text(Int64(index)))""#
            add("deviation-withdrawn", made.registered, members)
        }
        if let started = made.started {
            let at = made.registered + started * 60_000
            add(
                "work-started",
                at,
                #""startedAt": "\#(text(at))", "status": "in-progress", "#
                    + Histories.deadline(text(due), at <= due ? "met" : "missed")
            )
        }
        for _ in 0..<made.objections {
            add("objected", made.registered + 3_500 * 60_000, #""status": "in-progress""#)
        }
        if let closed = made.closed {
            let reason = made.isAuto ? "ten-days" : "accepted"
            let at = text(made.registered + closed * 60_000)
            add(
                "closed",
                made.registered + closed * 60_000,
                #""closure": {"reason": "\#(reason)", "at": "\#(at)"}, "status": "closed""#
            )
        }
        return lines
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `the month's numbers are those counted independently`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let all = (0..<60).map { _ in Self.make(&random) }
        let lines = all.enumerated().flatMap { Self.lines($0.element, $0.offset) }
        let history = Histories.read(lines.shuffled(using: &random))
        #expect(history.findings.isEmpty)
        let report = MonthlyReport(
            history.courses,
            month: try #require(CivilMonth("2026-10")),
            zone: Histories.zone
        )
        // October has thirty-one days and, in Denmark, one hour more.
        let span = Self.month..<(Self.month + (31 * 24 + 1) * 3_600_000)
        let new = all.filter { span.contains($0.registered) }
        #expect(report.registered == new.count)
        for category in ["A", "B", "C"] {
            let same = new.filter { $0.category == category }
            let counted = report.byCategory.first { $0.name == category }?.count ?? 0
            #expect(counted == same.count)
            let started = same.compactMap(\.started)
            let line = report.starts.first { $0.category == category }
            #expect(line?.judged ?? 0 == started.count)
            #expect(
                line?.inTime ?? 0 == started.count { $0 <= Self.minutes[category]! }
            )
            #expect(line?.distribution.max ?? 0 == (started.max() ?? 0) * 60_000)
        }
        let closed = all.filter { made in
            made.closed.map { span.contains(made.registered + $0 * 60_000) } ?? false
        }
        #expect(report.closed == closed.count)
        #expect(report.autoClosed == closed.count { $0.isAuto })
        let objected = all.filter { span.contains($0.registered + 3_500 * 60_000) }
        #expect(report.objections == objected.reduce(0) { $0 + $1.objections })
        let open = all.filter { made in
            made.registered < span.upperBound
                && made.closed.map { made.registered + $0 * 60_000 >= span.upperBound } ?? true
        }
        #expect(report.openAtEnd == open.count)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `numerators and denominators are those counted independently`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let all = (0..<40).map { _ in Self.make(&random) }
        let lines = all.enumerated().flatMap { Self.lines($0.element, $0.offset) }
        let report = DeviationReport(Histories.read(lines).courses, principle: Principle(4))
        #expect(report.items.count == all.reduce(0) { $0 + $1.deviations })
        #expect(report.lines.count == 1)
        let line = report.lines.first
        #expect(line?.of == all.count)
        #expect(line?.incidents == all.count { $0.deviations > $0.withdrawn })
        #expect(line?.open == all.reduce(0) { $0 + $1.deviations - $1.withdrawn })
        #expect(line?.withdrawn == all.reduce(0) { $0 + $1.withdrawn })
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `what is overdue is what a plain look finds`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let all = (0..<40).map { _ in Self.make(&random) }
        let lines = all.enumerated().flatMap { Self.lines($0.element, $0.offset) }
        let now = Timestamp(milliseconds: Self.month + 90 * 86_400_000)
        let report = DeadlineReport(Histories.read(lines).courses, now: now)
        let open = all.enumerated().filter { $0.element.started == nil && $0.element.closed == nil }
        #expect(Set(report.items.map(\.incident)) == Set(open.map { "itsm-\($0.offset)" }))
        #expect(report.items.allSatisfy { $0.urgency == .overdue })
    }
}
