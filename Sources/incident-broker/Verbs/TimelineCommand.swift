import ArgumentParser
import JSON
import Reports

struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "One incident end to end: each hop with its delay, and who waits for whom.",
        discussion: "Reads incident.events. Exits 1 when there is no such incident."
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions
    @OptionGroup var words: LanguageOption
    @OptionGroup var output: OutputOptions

    @Argument(help: "The incident's id.")
    var incident: String

    func run() throws {
        let now = try source.moment()
        let policy = try broker.policy()
        guard let history = try source.history(broker).incident(incident) else {
            Terminal.tell("no event of \(incident)")
            throw ExitStatus.findings
        }
        let timeline = Timeline(history, now: now)
        switch output.output {
        case .table:
            TimelineReport(timeline, words.language, zone: policy.zone).lines
                .forEach(Terminal.print)
        case .json:
            var writer = JSONWriter(capacity: 16 << 10)
            timeline.write(to: &writer)
            Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
        case .jsonl:
            JSONLines.print(timeline.hops, as: .jsonl) { $0.writeMembers(to: &$1) }
        }
    }
}
