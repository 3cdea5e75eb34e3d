package import KafkaChannel
package import Messaging
package import Streaming

internal import Synchronization

/// Follows one topic outside any group, from its beginning, on a thread of its own.
///
/// Begins anew when Kafka lets go of it: whoever takes the records sees some of them again, in
/// order, as readers of a compacted topic must be able to.
package final class TopicFeed: Sendable {
    private let topic: String
    private let makeChannel: @Sendable () throws(ChannelFailure) -> KafkaChannel
    private let take: @Sendable ([ConsumedRecord]) -> Void
    private let observe: @Sendable (ChannelFailure) -> Void
    private let isStopping = Atomic<Bool>(false)
    private let hasReachedEnd = Atomic<Bool>(false)

    /// - Parameter take: Called on the feed's thread, in the order of each partition.
    package init(
        _ topic: String,
        makeChannel: @escaping @Sendable () throws(ChannelFailure) -> KafkaChannel,
        take: @escaping @Sendable ([ConsumedRecord]) -> Void,
        observe: @escaping @Sendable (ChannelFailure) -> Void
    ) {
        self.topic = topic
        self.makeChannel = makeChannel
        self.take = take
        self.observe = observe
    }

    /// Whether every partition has been read to its end once.
    package var isReady: Bool { hasReachedEnd.load(ordering: .acquiring) }

    /// Noticed within a poll.
    package func stop() {
        isStopping.store(true, ordering: .releasing)
    }

    /// Runs until stopped.
    package func run() async {
        await BlockingThread.run("feed") { self.loop() }
    }

    /// Blocks until the end has been reached once; false when it was stopped before.
    ///
    /// For a thread of the caller's own, never for the shared pool.
    package func waitUntilReady() -> Bool {
        while !isReady {
            if isStopping.load(ordering: .acquiring) { return false }
            BlockingThread.pause(milliseconds: 10)
        }
        return true
    }

    // MARK: - On the thread

    private func loop() {
        var random = SplitMix64(seed: 2)
        var schedule = RestartSchedule()
        while !isStopping.load(ordering: .acquiring) {
            do {
                try follow { schedule.reset() }
            } catch {
                observe(error)
                BlockingThread.pause(milliseconds: schedule.next(using: &random))
            }
        }
    }

    private func follow(_ onProgress: () -> Void) throws(ChannelFailure) {
        let channel = try makeChannel()
        defer { channel.close() }
        guard let count = try channel.partitionCounts([topic])[topic] else {
            throw .retriable(code: "UNKNOWN_TOPIC_OR_PART")
        }
        var unread = Set((0..<count).map { TopicPartition(topic, $0) })
        let reader = try channel.reader(unread.reduce(into: [:]) { $0[$1] = .earliest })
        defer { reader.close() }
        while !isStopping.load(ordering: .acquiring) {
            switch try reader.poll(recordsMax: 1_000, timeout: .milliseconds(200)) {
            case .records(let records):
                take(records)
                onProgress()
            case .end(let position, _):
                unread.remove(position)
                if unread.isEmpty { hasReachedEnd.store(true, ordering: .releasing) }
            case .idle: continue
            }
        }
    }
}
