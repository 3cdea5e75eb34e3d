package import Messaging

/// A stage whose work ends outside Kafka, as an attempt at a web server does.
///
/// What it asks for while it decides is begun after the transaction that recorded it has
/// committed, never before; how it ended comes back as a signal, and is decided in a transaction
/// again. What lies in between is in memory only: that it was begun must stand in the state, so
/// that whoever restores it (`StageContext.put(_:_:afterRestart:)`) begins it once more.
package protocol OutwardStage: Stage {
    /// The partition's state is here: keys that were under way come as timers.
    func opened(_ position: TopicPartition, at now: Timestamp)

    /// What was asked for in the partition's last transaction may begin: it has committed.
    func committed(_ position: TopicPartition, at now: Timestamp)

    /// The partition's task is gone: what was asked for, is under way or has ended for it is to
    /// be forgotten; idempotent.
    func dropped(_ position: TopicPartition)

    /// Takes in what has ended since, and answers which partitions have signals to decide.
    ///
    /// Called once a turn; blocks for nothing.
    func signalled(at now: Timestamp) -> Set<Int32>

    /// Decides the partition's next signal; false when there was none.
    func takeSignal(of partition: Int32, _ context: inout StageContext) -> Bool

    /// How long records may be waited for before `signalled` is asked again; nil: as long as
    /// one likes.
    func patience(at now: Timestamp) -> Duration?
}
