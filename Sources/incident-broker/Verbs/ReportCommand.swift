import ArgumentParser
import JSON
import Reports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The month's report: counts and distributions, as the declaration demands.",
        discussion: """
            Markdown, or --output json. A month of the Danish calendar in the policy's zone. \
            Holds numbers, ids and parties only: no texts, no persons.
            """
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions
    @OptionGroup var words: LanguageOption
    @OptionGroup var output: OutputOptions

    @Argument(help: "The month, YYYY-MM.")
    var month: String

    func run() throws {
        guard let month = CivilMonth(self.month) else {
            throw ValidationError("\(self.month): wanted a month such as 2026-11")
        }
        let zone = try broker.policy().zone
        let report = MonthlyReport(try source.history(broker).courses, month: month, zone: zone)
        switch output.output {
        case .table: Terminal.write(Array(report.markdown(words.language).utf8))
        case .json, .jsonl:
            var writer = JSONWriter(capacity: 16 << 10)
            report.write(to: &writer)
            Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
        }
    }
}
