package import Messaging

/// What one stage's worker is told once, at the start.
package struct WorkerSettings: Sendable {
    /// First part of every `transactional.id`, and of the consumer group's name.
    package var application: String
    /// The stage's name; the second part.
    package var stage: String
    /// `group.instance.id`: the same after a restart, different between workers.
    package var instance: String
    /// Input topics; every partition of each is a task of its own.
    package var topics: [String]
    /// Compacted topic with as many partitions as the (only) input; nil: a stage without state.
    package var changelog: String?
    /// Where every input offset is accounted for; nil: nowhere.
    package var ledger: String?
    /// Topics asked for before the first record, so that the first produce does not wait.
    package var outputs: [String]
    /// Most records decided in one transaction.
    package var batchMax = 500
    /// How long an idle poll waits for a record; a stop is noticed within it.
    package var pollTimeout: Duration = .milliseconds(100)
    /// How long a call that may be tried again is tried again.
    package var retryDeadline: Duration = .seconds(30)
    /// A commit slower than this may have been sent twice: its producer is replaced.
    package var commitSlow: Duration = .seconds(10)
    /// How long a fenced task waits for the group to say who owns the partition.
    package var fenceGrace: Duration = .seconds(10)
    /// Largest record that may be written; the topics' `max.message.bytes` is at least this.
    package var recordBytesMax = 2 << 20

    package init(
        application: String,
        stage: String,
        instance: String,
        topics: [String],
        changelog: String? = nil,
        ledger: String? = nil,
        outputs: [String] = []
    ) {
        precondition(
            changelog == nil || topics.count == 1,
            "a stage with state reads one topic, or its partitions would share a changelog"
        )
        self.application = application
        self.stage = stage
        self.instance = instance
        self.topics = topics
        self.changelog = changelog
        self.ledger = ledger
        self.outputs = outputs
    }

    package var group: String { "\(application).\(stage)" }

    /// One stable id per partition, never per process: a new owner's `initialise` fences the old.
    package func transactionalID(_ position: TopicPartition) -> String {
        topics.count == 1
            ? "\(application).\(stage).\(position.partition)"
            : "\(application).\(stage).\(position.topic).\(position.partition)"
    }
}
