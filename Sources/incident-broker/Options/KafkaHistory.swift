import ArgumentParser
import Broker
import Incidents
import KafkaChannel
import Messaging
import Streaming

/// Reads a topic to its end, committed records only.
struct KafkaHistory {
    private let channel: KafkaChannel

    init(_ broker: BrokerOptions) throws {
        self.channel = try broker.channel(try broker.configuration())
    }

    /// Each partition's records in order; partitions in whatever order they come.
    func records(of topic: String, _ body: (ConsumedRecord) -> Void) throws {
        let starts = try starts(topic)
        try KafkaCall.reporting { () throws(ChannelFailure) in
            let reader = try channel.reader(starts)
            defer { reader.close() }
            var ended: Set<TopicPartition> = []
            while ended.count < starts.count {
                switch try reader.poll(recordsMax: 1000, timeout: .milliseconds(500)) {
                case .records(let records): records.forEach(body)
                case .end(let position, _): ended.insert(position)
                case .idle: continue
                }
            }
        }
    }

    /// What the records hold, in the order the commands were received over all partitions.
    ///
    /// Holds one batch of each partition.
    func merged(
        of topic: String,
        _ read: (ConsumedRecord) -> Command?,
        take body: (Command) -> Void
    ) throws {
        let starts = try starts(topic)
        try KafkaCall.reporting { () throws(ChannelFailure) in
            var streams: [PartitionStream] = []
            defer { for stream in streams { stream.reader.close() } }
            for (position, start) in starts.sorted(by: { $0.key < $1.key }) {
                streams.append(PartitionStream(reader: try channel.reader([position: start])))
            }
            while true {
                for index in streams.indices { try streams[index].fill(read) }
                let heads = streams.indices.compactMap { index in
                    streams[index].head.map { (at: $0.receivedAt, index: index) }
                }
                guard let next = heads.min(by: { $0.at < $1.at }) else { return }
                if let command = streams[next.index].pop() { body(command) }
            }
        }
    }

    private func starts(_ topic: String) throws -> [TopicPartition: KafkaReader.Start] {
        let starts = try KafkaCall.reporting { () throws(ChannelFailure) in
            try FollowCommand.starts([topic], in: channel, from: .earliest)
        }
        guard !starts.isEmpty else {
            Terminal.tell("the topic \(topic) does not exist")
            throw ExitStatus.badInput
        }
        return starts
    }
}

/// One partition's commands, a batch at a time.
private struct PartitionStream {
    let reader: KafkaReader
    private var commands: ArraySlice<Command> = []
    private var isAtEnd = false

    init(reader: KafkaReader) {
        self.reader = reader
    }

    var head: Command? { commands.first }

    mutating func pop() -> Command? { commands.popFirst() }

    mutating func fill(_ read: (ConsumedRecord) -> Command?) throws(ChannelFailure) {
        while commands.isEmpty, !isAtEnd {
            switch try reader.poll(recordsMax: 1000, timeout: .milliseconds(500)) {
            case .records(let records): commands = records.compactMap(read)[...]
            case .end: isAtEnd = true
            case .idle: continue
            }
        }
    }
}
