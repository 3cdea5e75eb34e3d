package import Messaging
package import Streaming

/// A transactional producer of the simulated cluster.
package final class SimulatedSink: TransactionalSink {
    private enum Phase {
        case idle
        case open
        /// The commit has happened but its answer was lost.
        case committed
        case broken
    }

    private let channel: SimulatedChannel
    private let id: String
    private var epoch = 0
    private var phase = Phase.idle

    init(channel: SimulatedChannel, id: String) {
        self.channel = channel
        self.id = id
    }

    private var cluster: SimulatedCluster { channel.cluster }

    package func initialise() throws(ChannelFailure) {
        try channel.before(.initialise)
        epoch = cluster.initialise(id)
        phase = .idle
        try channel.after(.initialise)
    }

    package func prime(_ topics: [String]) throws(ChannelFailure) -> [String: Int32] {
        try channel.partitionCounts(topics)
    }

    package func begin() throws(ChannelFailure) {
        try channel.before(.begin)
        guard epoch > 0, phase == .idle else { throw .fatal(code: "_STATE") }
        phase = .open
        try channel.after(.begin)
    }

    package func produce(_ record: ProducedRecord) throws(ChannelFailure) {
        try failing(.produce)
        guard phase == .open else { throw .fatal(code: "_STATE") }
        guard let count = cluster.topics[record.topic], record.partition.map({ $0 < count }) ?? true
        else { throw .abortable(code: "_UNKNOWN_PARTITION") }
        guard let transaction = cluster.transaction(of: id, epoch: epoch) else {
            throw .fatal(code: "_FENCED")
        }
        cluster.append(record, transaction: transaction)
    }

    package func sendOffsets(
        _ next: [TopicPartition: Int64],
        membership source: any RecordSource
    ) throws(ChannelFailure) {
        try failing(.sendOffsets)
        guard phase == .open, let source = source as? SimulatedSource else {
            throw .fatal(code: "_STATE")
        }
        guard let transaction = cluster.transaction(of: id, epoch: epoch) else {
            throw .fatal(code: "_FENCED")
        }
        guard source.isCurrent || !cluster.checksGenerations else {
            throw .abortable(code: "ILLEGAL_GENERATION")
        }
        cluster.transactions[transaction].offsets[source.group, default: [:]].merge(next) { $1 }
    }

    package func commit() throws(ChannelFailure) {
        if phase == .committed {
            phase = .idle
            return
        }
        try failing(.commit)
        guard phase == .open else { throw .fatal(code: "_STATE") }
        guard cluster.endTransaction(of: id, epoch: epoch, .committed) else {
            throw .fatal(code: "_FENCED")
        }
        phase = .committed
        try channel.after(.commit)
        phase = .idle
    }

    package func abort() throws(ChannelFailure) {
        try channel.before(.abort)
        guard cluster.endTransaction(of: id, epoch: epoch, .aborted) else {
            throw .fatal(code: "_FENCED")
        }
        phase = .idle
    }

    package func close() {
        phase = .broken
    }

    /// An abortable failure leaves nothing but `abort` to do.
    private func failing(_ operation: FaultPlan.Operation) throws(ChannelFailure) {
        do {
            try channel.before(operation)
        } catch {
            if case .abortable = error { phase = .broken }
            throw error
        }
    }
}
