package import Messaging

/// What the runtime tells about itself: one value that makes the log line and the metric.
package enum StreamEvent: Equatable, Sendable {
    case partitionsAssigned([TopicPartition])
    case partitionsRevoked([TopicPartition])
    /// A task has read its state and starts at this offset.
    case taskOpened(TopicPartition, restored: Int, start: PartitionStart.Start)
    case transactionCommitted(TopicPartition, records: Int, outputs: Int, timers: Int)
    /// Crash-only: the task's memory and producer are gone, it starts again.
    case taskDropped(TopicPartition, during: TaskStep, failure: ChannelFailure)
    /// The task was opened again after a commit whose outcome was in doubt for a while.
    case taskRenewed(TopicPartition)
    /// A retriable answer; the call goes on.
    case callResumed(TopicPartition, during: TaskStep, code: String)
    case recordOversized(TopicPartition, offset: Int64, bytes: Int)
    case sourceFailed(ChannelFailure)
}

/// Where in a task's life a call failed.
package enum TaskStep: String, CaseIterable, Sendable {
    case open
    case initialise
    case restore
    case begin
    case produce
    case sendOffsets
    case commit
}
