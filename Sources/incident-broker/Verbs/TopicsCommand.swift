import ArgumentParser
import Broker
import JSON
import KafkaChannel
import Streaming

struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "The broker's topics: as they should be, and as they are.",
        subcommands: [List.self, Plan.self, Apply.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every topic of the contract, with who writes and who reads it."
        )

        @OptionGroup var broker: BrokerOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let topics = try broker.material().plan.topics
            switch output.output {
            case .table:
                var table = Table("TOPIC", "WRITER", "READER", "PARTITIONS", "CLEANUP", "PURPOSE")
                for topic in topics {
                    table.add(
                        topic.name,
                        topic.writer,
                        topic.reader,
                        String(topic.partitions),
                        topic.cleanup.rawValue,
                        topic.purpose
                    )
                }
                table.lines.forEach(Terminal.print)
            case .json, .jsonl:
                JSONLines.print(topics, as: output.output) { topic, object in
                    object.member("name", topic.name)
                    object.member("writer", topic.writer)
                    object.member("reader", topic.reader)
                    object.member("partitions", Int64(topic.partitions))
                    object.member("cleanup", topic.cleanup.rawValue)
                    object.member("retentionDays", topic.retentionDays.map(Int64.init))
                    object.member("purpose", topic.purpose)
                }
            }
        }
    }

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what `apply` would do; exits 1 when a topic is not as it should be."
        )

        @OptionGroup var broker: BrokerOptions

        func run() throws {
            let changes = try TopicChange.compare(broker)
            changes.table.lines.forEach(Terminal.print)
            if !changes.isClean { throw ExitStatus.findings }
        }
    }

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the topics that are missing; changes none that is there."
        )

        @OptionGroup var broker: BrokerOptions

        func run() throws {
            let material = try broker.material()
            let channel = try broker.channel(material.configuration)
            let outcomes = try KafkaCall.reporting {
                () throws(ChannelFailure) in
                let admin = try channel.admin()
                defer { admin.close() }
                return try admin.create(material.topicDefinitions)
            }
            var refused = false
            for topic in material.plan.topics {
                switch outcomes[topic.name] {
                case .created: Terminal.print("\(topic.name): created")
                case .existing: Terminal.print("\(topic.name): there already")
                case .refused(let code, let reason):
                    Terminal.print("\(topic.name): refused: \(code): \(reason)")
                    refused = true
                case nil:
                    Terminal.print("\(topic.name): no answer")
                    refused = true
                }
            }
            if refused { throw ExitStatus.findings }
        }
    }
}

/// The topics as they are against the topics as they should be.
struct TopicChange {
    let table: Table
    let isClean: Bool

    static func compare(_ broker: BrokerOptions) throws -> TopicChange {
        let material = try broker.material()
        let channel = try broker.channel(material.configuration)
        let wanted = material.topicDefinitions
        let found = try KafkaCall.reporting { () throws(ChannelFailure) in
            let admin = try channel.admin()
            defer { admin.close() }
            return try admin.describe(wanted.map(\.name))
        }
        var table = Table("TOPIC", "STATE", "DIFFERENCE")
        var isClean = true
        for topic in wanted {
            guard let actual = found[topic.name] else {
                table.add(topic.name, "missing", "apply would make it")
                isClean = false
                continue
            }
            let differences = Self.differences(topic, actual)
            table.add(
                topic.name,
                differences.isEmpty ? "as wanted" : "differs",
                differences.joined(separator: "; ")
            )
            if !differences.isEmpty { isClean = false }
        }
        return TopicChange(table: table, isClean: isClean)
    }

    private static func differences(
        _ wanted: TopicDefinition,
        _ actual: TopicDescription
    ) -> [String] {
        var differences: [String] = []
        if actual.partitions != wanted.partitions {
            differences.append("\(actual.partitions) partitions, wanted \(wanted.partitions)")
        }
        for (key, value) in wanted.configuration.sorted(by: { $0.key < $1.key }) {
            let found = actual.configuration[key]?.value
            if let found, found != value { differences.append("\(key)=\(found), wanted \(value)") }
        }
        return differences
    }
}
