package import Messaging
package import Streaming

/// One process's connection to a simulated cluster, with the faults that process meets.
///
/// After a crash nothing it does has any effect: that is what `kill -9` looks like from Kafka.
package final class SimulatedChannel: Channel {
    package let cluster: SimulatedCluster
    package let faults: FaultPlan
    var sources: [SimulatedSource] = []

    package init(cluster: SimulatedCluster, faults: FaultPlan = .none) {
        self.cluster = cluster
        self.faults = faults
    }

    package func source(
        group: String,
        instance: String,
        topics: [String]
    ) throws(ChannelFailure) -> any RecordSource {
        let source = SimulatedSource(
            channel: self,
            group: group,
            instance: instance,
            topics: topics
        )
        sources.append(source)
        return source
    }

    package func sink(
        transactionalID: String
    ) throws(ChannelFailure) -> any TransactionalSink {
        SimulatedSink(channel: self, id: transactionalID)
    }

    @discardableResult
    package func replay(
        _ position: TopicPartition,
        _ body: (borrowing ConsumedRecord) -> Void
    ) throws(ChannelFailure) -> Int64 {
        try before(.replay)
        var offset: Int64 = 0
        while let record = cluster.next(position, from: offset) {
            body(record)
            offset = record.offset + 1
        }
        try after(.replay)
        return cluster.end(position)
    }

    package func partitionCounts(
        _ topics: [String]
    ) throws(ChannelFailure) -> [String: Int32] {
        cluster.topics.filter { topics.contains($0.key) }
    }

    /// The session has timed out for everything this process holds: others take over.
    ///
    /// The process itself does not know yet.
    package func expire() {
        for source in sources { source.expire() }
    }

    // MARK: - Faults

    func before(_ operation: FaultPlan.Operation) throws(ChannelFailure) {
        try throwing(faults.before(operation))
    }

    /// The effect has happened; what the caller hears of it may be something else.
    func after(_ operation: FaultPlan.Operation) throws(ChannelFailure) {
        try throwing(faults.after(operation))
    }

    private func throwing(_ fault: FaultPlan.Fault?) throws(ChannelFailure) {
        switch fault {
        case nil: return
        case .crash: throw .fatal(code: "_CRASHED")
        case .abort: throw .abortable(code: "_SIMULATED_ABORT")
        case .lostAnswer: throw .retriable(code: "_TIMED_OUT")
        case .stall:
            expire()
            faults.onStall()
        }
    }
}
