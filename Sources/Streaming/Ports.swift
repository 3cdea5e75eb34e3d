package import Messaging

/// What a group consumer has to say next.
package enum SourceEvent: Equatable, Sendable {
    /// Records in offset order within each partition; never empty.
    case records([ConsumedRecord])
    /// The group gave us these (eager: our whole share). The answer is `assign`.
    case assigned([TopicPartition])
    /// The group takes all of ours back. The answer is `unassign`, after the tasks are dropped.
    case revoked
    /// Nothing within the time given.
    case idle
}

/// Where a partition is to be read from.
package struct PartitionStart: Equatable, Sendable {
    package enum Start: Equatable, Sendable {
        case earliest
        case offset(Int64)
    }

    package let position: TopicPartition
    package let start: Start

    package init(_ position: TopicPartition, _ start: Start) {
        self.position = position
        self.start = start
    }
}

/// A member of a consumer group, reading committed records only.
///
/// Used from one thread. Nothing is ever committed through it: offsets travel in transactions.
package protocol RecordSource: AnyObject {
    /// The next event; blocks for at most `timeout`, and no longer once a record is there.
    func poll(recordsMax: Int, timeout: Duration) throws(ChannelFailure) -> SourceEvent
    /// Answers `.assigned`: starts reading, every partition where it is told.
    func assign(_ starts: [PartitionStart]) throws(ChannelFailure)
    /// Answers `.revoked`; buffered records of the partitions are forgotten.
    func unassign() throws(ChannelFailure)
    /// Reads one owned partition again from `start`; buffered records of it are forgotten.
    func seek(_ start: PartitionStart) throws(ChannelFailure)
    /// Polling goes on, without records of these partitions.
    func pause(_ positions: [TopicPartition]) throws(ChannelFailure)
    func resume(_ positions: [TopicPartition]) throws(ChannelFailure)
    /// The group's committed offsets; a partition without one is absent from the answer.
    func committed(
        _ positions: [TopicPartition]
    ) throws(ChannelFailure) -> [TopicPartition: Int64]
    /// Records between our position and the end as last heard, or nil when not known.
    func lag(_ position: TopicPartition) -> Int64?
    /// Leaves (a static member keeps its seat until the session times out) and frees; bounded.
    func close()
}

/// A transactional producer with a stable `transactional.id`.
///
/// Used from one thread, in this order: initialise, then begin … commit or abort, repeatedly.
package protocol TransactionalSink: AnyObject {
    /// Fences every earlier producer of this id and aborts what it left open.
    func initialise() throws(ChannelFailure)
    /// Partition counts of the topics, asked so that the first produce does not wait for it.
    func prime(_ topics: [String]) throws(ChannelFailure) -> [String: Int32]
    func begin() throws(ChannelFailure)
    /// Hands a record over; delivery faults show at `commit` at the latest.
    func produce(_ record: ProducedRecord) throws(ChannelFailure)
    /// Adds next offsets to read to the transaction, fenced by the source's group membership.
    func sendOffsets(
        _ next: [TopicPartition: Int64],
        membership source: any RecordSource
    ) throws(ChannelFailure)
    /// Flushes and commits. After `.retriable` the outcome is unknown: call it again.
    func commit() throws(ChannelFailure)
    func abort() throws(ChannelFailure)
    /// Frees the client without waiting for anything; idempotent.
    func close()
}

/// Makes clients of one Kafka, and reads partitions outside any group.
package protocol Channel: AnyObject {
    func source(
        group: String,
        instance: String,
        topics: [String]
    ) throws(ChannelFailure) -> any RecordSource

    func sink(transactionalID: String) throws(ChannelFailure) -> any TransactionalSink

    /// Reads one partition from its beginning to its end as it is now, committed records only,
    /// in offset order; returns the end offset. Blocks the caller, bounded.
    @discardableResult
    func replay(
        _ position: TopicPartition,
        _ body: (borrowing ConsumedRecord) -> Void
    ) throws(ChannelFailure) -> Int64

    /// Partition counts; a topic that does not exist is absent from the answer.
    func partitionCounts(_ topics: [String]) throws(ChannelFailure) -> [String: Int32]
}
