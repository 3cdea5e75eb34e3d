import ArgumentParser
import Incidents
import JSON
import Messaging
import Reports

struct DeadlinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines",
        abstract: "What is overdue, at risk and due soon, by party.",
        discussion: "Exits 1 when something is overdue that is not advisory."
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions
    @OptionGroup var words: LanguageOption
    @OptionGroup var output: OutputOptions

    @Option(help: "How many hours from now count as soon.")
    var within: Int64 = 24

    @Flag(help: "Also what is due later.")
    var all = false

    func run() throws {
        let now = try source.moment()
        let zone = try broker.policy().zone
        let report = DeadlineReport(
            try source.history(broker).courses,
            now: now,
            within: within * 3600
        )
        let items = report.items.filter { all || $0.urgency != .later }
        switch output.output {
        case .table: tell(items, report, WallTime(zone: zone))
        case .json, .jsonl:
            JSONLines.print(items, as: output.output) { $0.writeMembers(to: &$1) }
        }
        if items.contains(where: { $0.urgency == .overdue && !$0.promise.isAdvisory }) {
            throw ExitStatus.findings
        }
    }

    private func tell(
        _ items: [DeadlineReport.Item],
        _ report: DeadlineReport,
        _ wall: WallTime
    ) {
        var table = Table("STATE", "DUE", "LEFT", "INCIDENT", "PARTY", "WHAT")
        for item in items {
            let left = Elapsed.text(milliseconds: item.milliseconds, words.language)
            table.add(
                item.urgency.rawValue,
                wall.minute(item.promise.due),
                item.milliseconds < 0 ? "-\(left)" : left,
                item.incident + (item.isExpedited ? " ⚡" : ""),
                item.promise.party,
                item.promise.title.in(words.language)
            )
        }
        table.lines.forEach(Terminal.print)
        Terminal.print("")
        var parties = Table("PARTY", "OVERDUE", "AT RISK", "SOON", "LATER")
        for line in report.byParty {
            let cells = [DeadlineReport.Urgency.overdue, .atRisk, .soon, .later].map {
                String(line.counts[$0] ?? 0)
            }
            parties.add(line.party, cells[0], cells[1], cells[2], cells[3])
        }
        parties.lines.forEach(Terminal.print)
    }
}
