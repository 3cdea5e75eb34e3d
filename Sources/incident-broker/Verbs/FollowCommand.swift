import ArgumentParser
import Broker
import KafkaChannel
import Messaging
import Streaming

struct FollowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Shows records of topics as they are written, committed ones only.",
        discussion: "Without a topic: every topic that leaves the broker. Ends with Ctrl-C."
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: "Topics to follow.")
    var topics: [String] = []

    @Option(help: "Only this incident.")
    var incident: String?

    @Flag(help: "Begin with what is there already.")
    var fromBeginning = false

    @Flag(help: "Stop at the end instead of waiting for more.")
    var once = false

    func run() throws {
        let material = try broker.material()
        let channel = try broker.channel(material.configuration)
        let names = topics.isEmpty ? material.plan.leaving : topics
        let starts = try KafkaCall.reporting { () throws(ChannelFailure) in
            try Self.starts(names, in: channel, from: fromBeginning || once ? .earliest : .latest)
        }
        guard !starts.isEmpty else {
            Terminal.tell("none of these topics exists: \(names.joined(separator: ", "))")
            throw ExitStatus.findings
        }
        try KafkaCall.reporting { () throws(ChannelFailure) in
            let reader = try channel.reader(starts)
            defer { reader.close() }
            try follow(reader, partitions: starts.count)
        }
    }

    static func starts(
        _ topics: [String],
        in channel: KafkaChannel,
        from start: KafkaReader.Start
    ) throws(ChannelFailure) -> [TopicPartition: KafkaReader.Start] {
        var starts: [TopicPartition: KafkaReader.Start] = [:]
        for (topic, count) in try channel.partitionCounts(topics) {
            for partition in 0..<count { starts[TopicPartition(topic, partition)] = start }
        }
        return starts
    }

    private func follow(_ reader: KafkaReader, partitions: Int) throws(ChannelFailure) {
        var ended: Set<TopicPartition> = []
        while !(once && ended.count == partitions) {
            switch try reader.poll(recordsMax: 500, timeout: .milliseconds(500)) {
            case .records(let records):
                for record in records where matches(record) {
                    RecordPrinting.print(record, as: output.output)
                }
            case .end(let position, _):
                ended.insert(position)
            case .idle:
                continue
            }
        }
    }

    private func matches(_ record: ConsumedRecord) -> Bool {
        guard let incident else { return true }
        return record.key.map { String(decoding: $0, as: UTF8.self) } == incident
            || record.header("ce_subject").map { String(decoding: $0, as: UTF8.self) } == incident
    }
}
