internal import Foundation
internal import Synchronization

package import Messaging
package import Streaming

/// One stage's worker on a thread of its own, started again when its group membership is lost.
///
/// Nothing of it runs on the shared thread pool: librdkafka's calls block.
package final class StageThread: Sendable {
    /// Why a stage's thread came to its end.
    package enum Ending: Equatable, Sendable {
        /// It was asked to.
        case stopped
        /// Another process took our seat in the group (`group.instance.id`): we are the zombie.
        case fenced
    }

    package let settings: WorkerSettings
    private let seed: UInt64
    private let makeChannel: @Sendable () throws(ChannelFailure) -> any Channel
    private let makeStage: @Sendable () -> any Stage
    private let time: @Sendable () -> Timestamp
    private let observe: @Sendable (StreamEvent) -> Void
    private let isStopping = Atomic<Bool>(false)

    package init(
        settings: WorkerSettings,
        seed: UInt64,
        makeChannel: @escaping @Sendable () throws(ChannelFailure) -> any Channel,
        makeStage: @escaping @Sendable () -> any Stage,
        time: @escaping @Sendable () -> Timestamp = { .fromSystemClock() },
        observe: @escaping @Sendable (StreamEvent) -> Void
    ) {
        self.settings = settings
        self.seed = seed
        self.makeChannel = makeChannel
        self.makeStage = makeStage
        self.time = time
        self.observe = observe
    }

    /// Asks the thread to finish what it has begun and leave; it does within a poll timeout
    /// and a commit.
    package func stop() {
        isStopping.store(true, ordering: .releasing)
    }

    /// Runs until stopped or fenced.
    package func run() async -> Ending {
        await BlockingThread.run("stage.\(settings.stage)", stackSize: 4 << 20) { self.loop() }
    }

    // MARK: - On the thread

    private func loop() -> Ending {
        var random = SplitMix64(seed: seed)
        var schedule = RestartSchedule()
        while !isStopping.load(ordering: .acquiring) {
            do {
                try work(seed: random.next(), onProgress: { schedule.reset() })
            } catch {
                observe(.sourceFailed(error))
                if error.code == "_FENCED_INSTANCE" || error.code == "FENCED_INSTANCE_ID" {
                    return .fenced
                }
                pause(milliseconds: schedule.next(using: &random))
            }
        }
        return .stopped
    }

    /// One life of a worker, from joining the group to leaving it.
    private func work(
        seed: UInt64,
        onProgress: () -> Void
    ) throws(ChannelFailure) {
        let worker = try StreamWorker(
            settings: settings,
            channel: makeChannel(),
            stage: makeStage(),
            seed: seed,
            clock: { .fromSystemClock() },
            time: time,
            observe: observe
        )
        defer { worker.close() }
        while !isStopping.load(ordering: .acquiring) {
            if try worker.step() == .worked { onProgress() }
        }
    }

    /// Waits on this thread, in small pieces so that a stop is noticed.
    private func pause(milliseconds: Int64) {
        var left = milliseconds
        while left > 0, !isStopping.load(ordering: .acquiring) {
            let piece = min(left, 50)
            BlockingThread.pause(milliseconds: piece)
            left -= piece
        }
    }
}

extension Timestamp {
    /// The one place where the broker reads the clock.
    package static func fromSystemClock() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        )
    }
}
