import ArgumentParser
import Broker
import Foundation
import Incidents
import JSON
import Messaging
import Rehearsal
import Reports

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Replays history through another policy and shows what would have differed.",
        discussion: """
            Every command of broker.commands, and the timers, through the version of the policy \
            that was in force at its time and through NEW.yaml, by the broker's own engine. Exits \
            1 when there is a difference that the file of approved differences does not cover.
            """
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "The policy to try.")
    var policy: String

    @Option(help: "Differences that are wanted, a YAML file.")
    var approved: String?

    @Option(help: "Only incidents first heard of since then, RFC 3339.")
    var since: String?

    @Option(help: "Let timers go off until then, RFC 3339; default: the last command's time.")
    var until: String?

    func run() throws {
        let inForce = try broker.policies().unsigned
        let new = try PolicySource.load(policy)
        var approvals = try loadApprovals()
        let since = try HistoryOptions.moment(self.since, "--since")
        let until = try HistoryOptions.moment(self.until, "--until")
        var found: [(difference: Difference, reason: String?)] = []
        var simulation = Simulation(inForce: inForce.judging, new: new, since: since) {
            found.append(($0, approvals.approve($0)))
        }
        let seconds = try Self.seconds {
            try source.commands(broker) { simulation.take($0) }
            simulation.finish(at: until)
        }
        let report = SimulationReport(
            counts: simulation.counts,
            found: found,
            versions: (inForce.name, new.version)
        )
        switch output.output {
        case .table: report.lines.forEach(Terminal.print)
        case .json: Terminal.write(report.json + [UInt8(ascii: "\n")])
        case .jsonl: JSONLines.print(found, as: .jsonl) { report.write($0, to: &$1) }
        }
        for line in report.talk(seconds: seconds) { Terminal.tell(line) }
        for approval in approvals.unused {
            Terminal.tell(
                "\(approved ?? ""):\(approval.position.line): nothing needs this approval: "
                    + approval.reason
            )
        }
        if found.contains(where: { $0.reason == nil }) { throw ExitStatus.findings }
    }

    private func loadApprovals() throws -> ApprovedDifferences {
        guard let approved else { return ApprovedDifferences() }
        let text = try BrokerOptions.read(approved)
        let (approvals, diagnostics) = ApprovedDifferences.load(text: text, file: approved)
        for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
        guard let approvals else { throw ExitStatus.badConfiguration }
        return approvals
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let duration = try ContinuousClock().measure(body)
        return Double(duration.components.seconds)
            + Double(duration.components.attoseconds) / 1e18
    }
}
