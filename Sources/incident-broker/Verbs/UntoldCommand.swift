import ArgumentParser
import Broker
import Fanout
import JSON
import KafkaChannel
import Messaging
import Streaming

struct UntoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "untold",
        abstract: "Who has not been told what, and why.",
        discussion: """
            Reads what the fan-out keeps of each recipient: the last that reached them, and what \
            has not. Exits 1 when something is outstanding.
            """
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Only of this incident.")
    var incident: String?

    @Option(help: "Only of incidents that this release is to correct.")
    var release: String?

    @Flag(help: "Also those who have been told everything.")
    var all = false

    func run() throws {
        let channel = try broker.channel(try broker.configuration())
        defer { channel.close() }
        let untold = try KafkaCall.reporting { () throws(ChannelFailure) in
            try SharedDeliveries.read(channel)
        }
        let rows = untold.rows(incident: incident, release: release, isComplete: all)
        switch output.output {
        case .table: tell(rows)
        case .json, .jsonl:
            JSONLines.print(rows, as: output.output) { $0.writeMembers(to: &$1) }
        }
        if untold.unreadable > 0 {
            Terminal.tell("\(untold.unreadable) records can't be read: the answer is incomplete")
        }
        if untold.unreadable > 0 || rows.contains(where: { !$0.outstanding.isEmpty }) {
            throw ExitStatus.findings
        }
    }

    private func tell(_ rows: [Untold.Row]) {
        var table = Table("INCIDENT", "RECIPIENT", "BY", "REACHED", "OUTSTANDING", "STATE", "WHY")
        for row in rows {
            let reached = row.reached.map { "\($0.sequence) \($0.name)" } ?? "nothing yet"
            for item in row.outstanding {
                table.add(
                    row.incident,
                    row.recipient,
                    row.channel,
                    reached,
                    "\(item.sequence) \(item.event)",
                    item.state.rawValue,
                    item.failure ?? ""
                )
            }
            if row.outstanding.isEmpty {
                table.add(row.incident, row.recipient, row.channel, reached, "", "told", "")
            }
        }
        table.lines.forEach(Terminal.print)
    }
}
