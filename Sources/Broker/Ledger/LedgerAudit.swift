package import KafkaChannel
internal import Messaging
package import Streaming

internal import JSON

/// Re-reads Kafka and proves the ledger: `incident-broker ledger verify`.
package struct LedgerAudit {
    private let channel: KafkaChannel
    private let plan: TopicPlan
    private let application: String

    package init(channel: KafkaChannel, plan: TopicPlan, application: String) {
        self.channel = channel
        self.plan = plan
        self.application = application
    }

    /// Reads every source partition, the ledger, the commands and the dead letters once.
    ///
    /// Exact when no stage is running; beside a running broker, records decided while it reads
    /// can show up as findings, and a second look tells.
    package func run() throws(ChannelFailure) -> LedgerBalance {
        let admin = try channel.admin()
        defer { admin.close() }
        var balance = LedgerBalance()
        try readLedger(into: &balance)
        let counts = try channel.partitionCounts(plan.topics.map(\.name))
        for stage in StageName.all {
            let committed = try admin.committed(group: "\(application).\(stage)")
            // Events lie unread where nobody is told by webhook.
            guard stage != StageName.fanout || !committed.isEmpty || balance.knows(stage) else {
                continue
            }
            for topic in plan.inputs(of: stage) {
                for partition in 0..<(counts[topic] ?? 0) {
                    let position = TopicPartition(topic, partition)
                    var offsets: [Int64] = []
                    try channel.replay(position) { offsets.append($0.offset) }
                    balance.settle(
                        stage: stage,
                        position,
                        offsets: offsets,
                        committed: committed[position] ?? (committed.isEmpty ? nil : 0)
                    )
                }
            }
        }
        try compareTotals(&balance, counts)
        balance.finish()
        return balance
    }

    private func readLedger(into balance: inout LedgerBalance) throws(ChannelFailure) {
        let parser = JSONParser()
        for partition in 0..<(try channel.partitionCounts([BrokerTopic.ledger]).values.first ?? 0) {
            try channel.replay(TopicPartition(BrokerTopic.ledger, partition)) { record in
                guard let node = try? parser.parse(record.value ?? []),
                    let entry = LedgerEntry(json: node)
                else { return }
                balance.add(entry)
            }
        }
    }

    /// What was accepted by intake stands on the command topic, as one command or several; what was
    /// refused is among the dead letters.
    private func compareTotals(
        _ balance: inout LedgerBalance,
        _ counts: [String: Int32]
    ) throws(ChannelFailure) {
        let expired = balance.lines.reduce(0) { $0 + $1.expired }
        guard expired == 0 else { return }
        var commands = CommandTally()
        var deadLetters: [String: Int] = [:]
        for partition in 0..<(counts[BrokerTopic.commands] ?? 0) {
            try channel.replay(TopicPartition(BrokerTopic.commands, partition)) { record in
                commands.take(source: record.header("ce_source"), id: record.header("ce_id"))
            }
        }
        for partition in 0..<(counts[BrokerTopic.deadLetters] ?? 0) {
            try channel.replay(TopicPartition(BrokerTopic.deadLetters, partition)) { record in
                let letter = DeadLetter(record)
                // A state that could not be read was no input.
                guard letter?.original.position.topic != BrokerTopic.deliveries else { return }
                deadLetters[letter?.stage ?? "?", default: 0] += 1
            }
        }
        balance.expect(
            "commands for accepted messages",
            ledger: balance.total(StageName.intake, .accepted),
            found: commands.messages
        )
        for stage in StageName.all {
            balance.expect(
                "dead letters of \(stage)",
                ledger: balance.total(stage, .rejected) + balance.total(stage, .parked),
                found: deadLetters[stage] ?? 0
            )
        }
    }
}
