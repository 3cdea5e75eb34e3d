import ArgumentParser
import Incidents
import JSON
import Messaging
import Rehearsal
import Reports

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why an incident was treated as it was: each decision, rule by rule.",
        discussion: """
            Decides the incident's commands from broker.commands again, by the broker's own \
            engine and the version of the policy in force at each one's time, and lays each \
            decision open: the facts it found, the rules that fired, and those that did not, with \
            the reason. Exits 1 when there is no command of the incident.
            """
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions
    @OptionGroup var words: LanguageOption
    @OptionGroup var output: OutputOptions

    @Flag(help: "Also every rule that did not fire, at every decision.")
    var all = false

    @Argument(help: "The incident's id.")
    var incident: String

    func run() throws {
        guard let id = IncidentID(incident) else {
            throw ValidationError("\(incident) is no incident's id")
        }
        let now = try source.moment()
        let policies = try broker.policies()
        var explanation = Explanation(id) { policies.judging(at: $0) }
        try source.commands(broker, about: id) { explanation.take($0) }
        guard !explanation.decisions.isEmpty else {
            Terminal.tell("no command of \(incident)")
            throw ExitStatus.findings
        }
        explanation.advance(to: now)
        let report = ExplanationReport(
            explanation,
            words.language,
            all: all,
            zone: policies.newest.zone
        )
        switch output.output {
        case .table: report.lines.forEach(Terminal.print)
        case .json, .jsonl:
            JSONLines.print(explanation.decisions, as: output.output) { decision, writer in
                report.write(decision, to: &writer)
            }
        }
    }
}
