import ArgumentParser
import Broker
import JSON
import Streaming

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The account of every input record.",
        subcommands: [Verify.self]
    )

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Re-reads Kafka and proves that every input record ended exactly once.",
            discussion: """
                Every record of every input topic must stand on exactly one line of the ledger, \
                every accepted message must be one command, every refused one a dead letter. \
                Exits 1 when something does not add up.
                """
        )

        @OptionGroup var broker: BrokerOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let material = try broker.material()
            let channel = try broker.channel(material.configuration)
            let audit = LedgerAudit(
                channel: channel,
                plan: material.plan,
                application: material.configuration.application
            )
            let balance = try KafkaCall.reporting { () throws(ChannelFailure) in
                try audit.run()
            }
            switch output.output {
            case .table: tell(balance)
            case .json, .jsonl: write(balance)
            }
            if !balance.findings.isEmpty { throw ExitStatus.findings }
        }

        private func tell(_ balance: LedgerBalance) {
            var table = Table(
                "STAGE",
                "SOURCE",
                "RECORDS",
                "ACCEPTED",
                "DUPLICATE",
                "REJECTED",
                "PARKED",
                "WAITING"
            )
            for line in balance.lines where line.records + line.expired > 0 {
                table.add(
                    line.stage,
                    line.position.description,
                    String(line.records),
                    String(line.outcomes[.accepted] ?? 0),
                    String(line.outcomes[.duplicate] ?? 0),
                    String(line.outcomes[.rejected] ?? 0),
                    String(line.outcomes[.parked] ?? 0),
                    String(line.waiting)
                )
            }
            table.lines.forEach(Terminal.print)
            for finding in balance.findings { Terminal.print("finding: \(finding.sentence)") }
            let records = balance.lines.reduce(0) { $0 + $1.accounted }
            Terminal.print(
                balance.findings.isEmpty
                    ? "balanced: \(records) records, each accounted for exactly once"
                    : "NOT balanced: \(balance.findings.count) findings"
            )
        }

        private func write(_ balance: LedgerBalance) {
            var writer = JSONWriter(capacity: 4096)
            writer.object { object in
                object.member("balanced", balance.findings.isEmpty)
                object.key("lines")
                object.array { array in
                    for line in balance.lines {
                        array.object { Self.members(line, &$0) }
                    }
                }
                object.key("findings")
                object.array { array in
                    for finding in balance.findings {
                        array.object {
                            $0.member("code", finding.code)
                            $0.member("sentence", finding.sentence)
                        }
                    }
                }
            }
            Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
        }

        private static func members(_ line: LedgerBalance.Line, _ object: inout JSONWriter) {
            object.member("stage", line.stage)
            object.member("topic", line.position.topic)
            object.member("partition", Int64(line.position.partition))
            object.member("records", Int64(line.records))
            object.member("accounted", Int64(line.accounted))
            object.member("waiting", Int64(line.waiting))
            object.member("expired", Int64(line.expired))
            for outcome in Disposition.allCases {
                object.key(outcome.rawValue)
                object.integer(Int64(line.outcomes[outcome] ?? 0))
            }
        }
    }
}
