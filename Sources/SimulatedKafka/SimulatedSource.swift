package import Messaging
package import Streaming

/// A group member of the simulated cluster.
package final class SimulatedSource: RecordSource {
    private let channel: SimulatedChannel
    let group: String
    private let instance: String
    private let topics: [String]
    private var member: Int
    private var positions: [TopicPartition: Int64] = [:]
    private var paused: Set<TopicPartition> = []
    private var generation = -1
    private var turn = 0

    init(channel: SimulatedChannel, group: String, instance: String, topics: [String]) {
        self.channel = channel
        self.group = group
        self.instance = instance
        self.topics = topics
        self.member = channel.cluster.groups[group, default: SimulatedGroup()]
            .join(instance: instance, topics: topics)
    }

    private var cluster: SimulatedCluster { channel.cluster }

    /// Whether the group still knows us in the generation we were dealt our share in.
    var isCurrent: Bool {
        guard let group = cluster.groups[group] else { return false }
        return group.members[member] != nil && group.generation == generation
    }

    func expire() {
        cluster.groups[group]?.remove(member)
    }

    package func poll(recordsMax: Int, timeout: Duration) throws(ChannelFailure) -> SourceEvent {
        try channel.before(.poll)
        if cluster.groups[group]?.fenced.contains(member) == true {
            throw .fatal(code: "FENCED_INSTANCE_ID")
        }
        cluster.groups[group]?.dealIfReady(cluster.partitions)
        switch cluster.groups[group]?.members[member]?.standing {
        case nil: return rejoin()
        case .revoking: return .revoked
        case .waiting: return .idle
        case .assigning(let share): return .assigned(share)
        case .stable: return records(max: recordsMax)
        }
    }

    /// The session had timed out: everything is lost, and we ask for a new seat.
    private func rejoin() -> SourceEvent {
        member = cluster.groups[group, default: SimulatedGroup()]
            .join(instance: instance, topics: topics)
        return .revoked
    }

    private func records(max: Int) -> SourceEvent {
        var taken: [ConsumedRecord] = []
        let order = positions.keys.sorted()
        turn += 1
        for index in order.indices {
            let position = order[(index + turn) % order.count]
            guard !paused.contains(position), var offset = positions[position] else { continue }
            while taken.count < max, let record = cluster.next(position, from: offset) {
                taken.append(record)
                offset = record.offset + 1
            }
            positions[position] = offset
        }
        return taken.isEmpty ? .idle : .records(taken)
    }

    package func assign(_ starts: [PartitionStart]) throws(ChannelFailure) {
        paused = []
        positions = starts.reduce(into: [:]) { $0[$1.position] = Self.offset($1.start) }
        guard case .assigning = cluster.groups[group]?.members[member]?.standing else { return }
        cluster.groups[group]?.members[member]?.standing = .stable
        generation = cluster.groups[group]?.generation ?? -1
    }

    package func unassign() throws(ChannelFailure) {
        positions = [:]
        paused = []
        guard cluster.groups[group]?.members[member]?.standing == .revoking else { return }
        cluster.groups[group]?.members[member]?.standing = .waiting
    }

    package func seek(_ start: PartitionStart) throws(ChannelFailure) {
        guard positions[start.position] != nil else { return }
        positions[start.position] = Self.offset(start.start)
    }

    private static func offset(_ start: PartitionStart.Start) -> Int64 {
        switch start {
        case .earliest: 0
        case .offset(let offset): offset
        }
    }

    package func pause(_ positions: [TopicPartition]) throws(ChannelFailure) {
        paused.formUnion(positions)
    }

    package func resume(_ positions: [TopicPartition]) throws(ChannelFailure) {
        paused.subtract(positions)
    }

    package func committed(
        _ positions: [TopicPartition]
    ) throws(ChannelFailure) -> [TopicPartition: Int64] {
        try channel.before(.committed)
        return positions.reduce(into: [:]) {
            $0[$1] = cluster.committedOffset(group: group, $1)
        }
    }

    package func lag(_ position: TopicPartition) -> Int64? {
        positions[position].map { cluster.end(position) - $0 }
    }

    package func close() {
        guard !channel.faults.hasCrashed else { return }
        cluster.groups[group]?.remove(member)
    }
}
