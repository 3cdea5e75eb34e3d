import ArgumentParser
import Incidents
import JSON
import Messaging
import Reports

struct DeviationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deviations",
        abstract: "Departures from the policy, per principle and party, with evidence.",
        discussion: """
            INCIDENTS of OF: in how many incidents there is a deviation that stands, of those the \
            principle bound the party in.
            """
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Only those recorded since then, RFC 3339.")
    var since: String?

    @Option(help: "Only this principle, 1 to 24.")
    var principle: Int?

    @Flag(help: "Every deviation with its evidence, instead of the counts.")
    var list = false

    func run() throws {
        let wall = WallTime(zone: try broker.policy().zone)
        let report = DeviationReport(
            try source.history(broker).courses,
            since: try HistoryOptions.moment(since, "--since"),
            principle: principle.map(Principle.init)
        )
        switch (output.output, list) {
        case (.table, false): summarize(report)
        case (.table, true): tell(report, wall)
        case (.json, _): write(report)
        case (.jsonl, false): JSONLines.print(report.lines, as: .jsonl) { $0.writeMembers(to: &$1) }
        case (.jsonl, true): JSONLines.print(report.items, as: .jsonl) { $0.writeMembers(to: &$1) }
        }
    }

    private func summarize(_ report: DeviationReport) {
        var table = Table("P", "PARTY", "INCIDENTS", "OF", "SHARE", "OPEN", "WITHDRAWN", "CODES")
        for line in report.lines where principle != nil || line.open + line.withdrawn > 0 {
            let tenths = Int((line.share * 1000).rounded())
            table.add(
                line.principle.description,
                line.party,
                String(line.incidents),
                String(line.of),
                "\(tenths / 10).\(tenths % 10) %",
                String(line.open),
                String(line.withdrawn),
                line.codes.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }
                    .joined(separator: ", ")
            )
        }
        table.lines.forEach(Terminal.print)
        Terminal.print("\(report.items.count) deviations in \(report.incidentsCount) incidents")
    }

    private func tell(_ report: DeviationReport, _ wall: WallTime) {
        var table = Table("RECORDED", "INCIDENT", "DEVIATION", "PARTY", "STATE", "EVIDENCE")
        for item in report.items {
            let departure = item.departure
            let evidence = departure.evidence.map { "\($0.name) = \($0.value)" }
            table.add(
                wall.minute(departure.recordedAt),
                item.incident,
                departure.code,
                departure.party,
                departure.isOpen ? "open" : "withdrawn",
                (evidence.isEmpty ? departure.rules : evidence).joined(separator: "; ")
            )
        }
        table.lines.forEach(Terminal.print)
    }

    private func write(_ report: DeviationReport) {
        var writer = JSONWriter(capacity: 16 << 10)
        writer.object { object in
            object.member("incidents", report.incidentsCount)
            object.array("summary") { lines in
                for line in report.lines { lines.object { line.writeMembers(to: &$0) } }
            }
            object.array("deviations") { items in
                for item in report.items { items.object { item.writeMembers(to: &$0) } }
            }
        }
        Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
    }
}
