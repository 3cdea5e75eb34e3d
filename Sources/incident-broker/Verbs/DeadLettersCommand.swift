import ArgumentParser
import Broker
import JSON
import KafkaChannel
import Messaging
import Streaming

struct DeadLettersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters",
        abstract: "Messages that could not be taken, with their original bytes.",
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists them, oldest first.")

        @OptionGroup var broker: BrokerOptions
        @OptionGroup var output: OutputOptions

        @Option(help: "Only this code (json.invalid, …).")
        var code: String?

        @Option(help: "At most so many, the newest.")
        var last: Int = 100

        func run() throws {
            let letters = try DeadLettersCommand.read(broker)
                .filter { code == nil || $0.letter.rejection.code.rawValue == code }
                .suffix(last)
            switch output.output {
            case .table:
                var table = Table("ID", "AT", "STAGE", "CODE", "ORIGIN", "DETAIL")
                for found in letters {
                    table.add(
                        found.id,
                        found.letter.at.rfc3339,
                        found.letter.stage,
                        found.letter.rejection.code.rawValue,
                        found.origin,
                        found.letter.rejection.detail
                    )
                }
                table.lines.forEach(Terminal.print)
            case .json, .jsonl:
                JSONLines.print(letters, as: output.output) { found, object in
                    DeadLettersCommand.members(found, &object)
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one of them whole; with --raw its original bytes and nothing else."
        )

        @OptionGroup var broker: BrokerOptions

        @Argument(help: "The id that `list` gave: PARTITION-OFFSET.")
        var id: String

        @Flag(help: "The original value's bytes only.")
        var raw = false

        func run() throws {
            guard let found = try DeadLettersCommand.read(broker).first(where: { $0.id == id })
            else {
                Terminal.tell("no dead letter \(id)")
                throw ExitStatus.findings
            }
            if raw {
                Terminal.write(found.letter.original.value ?? [])
                return
            }
            Terminal.print(
                Terminal.styled(found.letter.rejection.code.rawValue, .bold)
                    + ": \(found.letter.rejection.detail)"
            )
            Terminal.print("to mend it: \(found.letter.rejection.remedy)")
            if !found.letter.rejection.pointer.isEmpty {
                Terminal.print("at: \(found.letter.rejection.pointer)")
            }
            Terminal.print("from: \(found.origin), refused by \(found.letter.stage)")
            for header in found.letter.original.headers {
                Terminal.print("header \(header.name): \(RecordPrinting.text(header.value) ?? "")")
            }
            Terminal.print("value, \(found.letter.original.value?.count ?? 0) bytes:")
            Terminal.write((found.letter.original.value ?? []) + [UInt8(ascii: "\n")])
        }
    }

    struct Found {
        let id: String
        let letter: DeadLetter

        var origin: String { "\(letter.original.position)@\(letter.original.offset)" }
    }

    static func read(_ broker: BrokerOptions) throws -> [Found] {
        let configuration = try broker.configuration()
        let channel = try broker.channel(configuration)
        return try KafkaCall.reporting { () throws(ChannelFailure) in
            var found: [Found] = []
            let counts = try channel.partitionCounts([BrokerTopic.deadLetters])
            for partition in 0..<(counts[BrokerTopic.deadLetters] ?? 0) {
                let position = TopicPartition(BrokerTopic.deadLetters, partition)
                try channel.replay(position) { record in
                    guard let letter = DeadLetter(record) else { return }
                    found.append(Found(id: "\(partition)-\(record.offset)", letter: letter))
                }
            }
            return found.sorted {
                ($0.letter.at, $0.id) < ($1.letter.at, $1.id)
            }
        }
    }

    static func members(_ found: Found, _ object: inout JSONWriter) {
        object.member("id", found.id)
        object.member("at", found.letter.at.rfc3339)
        object.member("stage", found.letter.stage)
        object.member("code", found.letter.rejection.code.rawValue)
        object.member("detail", found.letter.rejection.detail)
        object.member("remedy", found.letter.rejection.remedy)
        object.member("pointer", found.letter.rejection.pointer)
        object.member("topic", found.letter.original.position.topic)
        object.member("partition", Int64(found.letter.original.position.partition))
        object.member("offset", found.letter.original.offset)
    }
}
