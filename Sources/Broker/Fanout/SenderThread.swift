package import Fanout

internal import Streaming
internal import Synchronization

/// A sender on a thread of its own, and the desk before it.
///
/// As many attempts are with it as the stage lets begin (`FanoutSettings.underWayMax`); its
/// boxes hold no more than that.
package final class SenderThread: AttemptDesk, Sendable {
    private struct Boxes {
        var submitted: [AttemptRequest] = []
        var abandoned: [UInt64] = []
        var ended: [AttemptResult] = []
        /// Submitted, and neither ended nor abandoned.
        var outstanding: Set<UInt64> = []
        var last: UInt64 = 0
        var wake: (@Sendable () -> Void)?
    }

    private let make: @Sendable () throws -> any AttemptSender
    private let observe: @Sendable (any Error) -> Void
    private let boxes = Mutex(Boxes())
    private let isStopping = Atomic<Bool>(false)

    /// - Parameters:
    ///   - make: Called on the thread; again when it has failed.
    ///   - observe: Told why a sender could not be made.
    package init(
        make: @escaping @Sendable () throws -> any AttemptSender,
        observe: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.make = make
        self.observe = observe
    }

    // MARK: - The desk

    package func number() -> UInt64 {
        boxes.withLock { boxes in
            boxes.last += 1
            return boxes.last
        }
    }

    package func submit(_ requests: [AttemptRequest]) {
        guard !requests.isEmpty else { return }
        let wake = boxes.withLock { boxes in
            boxes.submitted += requests
            boxes.outstanding.formUnion(requests.map(\.number))
            return boxes.wake
        }
        wake?()
    }

    package func abandon(_ numbers: [UInt64]) {
        guard !numbers.isEmpty else { return }
        let wake = boxes.withLock { boxes in
            let gone = Set(numbers)
            boxes.submitted.removeAll { gone.contains($0.number) }
            boxes.ended.removeAll { gone.contains($0.number) }
            boxes.abandoned += numbers.filter(boxes.outstanding.contains)
            boxes.outstanding.subtract(numbers)
            return boxes.wake
        }
        wake?()
    }

    package func ended() -> [AttemptResult] {
        boxes.withLock { boxes in
            let ended = boxes.ended
            boxes.ended = []
            return ended
        }
    }

    /// Attempts that are with the sender or on their way to it.
    package var inFlight: Int { boxes.withLock { $0.outstanding.count } }

    // MARK: - The thread

    /// Lets go of everything within a moment.
    package func stop() {
        isStopping.store(true, ordering: .releasing)
        boxes.withLock { $0.wake }?()
    }

    /// Runs until stopped.
    package func run() async {
        await BlockingThread.run("sender") { self.loop() }
    }

    private func loop() {
        var random = SplitMix64(seed: 1)
        var schedule = RestartSchedule()
        while !isStopping.load(ordering: .acquiring) {
            do {
                let sender = try make()
                schedule.reset()
                drive(sender)
            } catch {
                observe(error)
                failAll()
                BlockingThread.pause(milliseconds: schedule.next(using: &random))
            }
        }
    }

    private func drive(_ sender: any AttemptSender) {
        boxes.withLock { $0.wake = sender.wake }
        while !isStopping.load(ordering: .acquiring) {
            let (submitted, abandoned) = boxes.withLock { boxes in
                defer { (boxes.submitted, boxes.abandoned) = ([], []) }
                return (boxes.submitted, boxes.abandoned)
            }
            for number in abandoned { sender.abandon(number) }
            for request in submitted { sender.submit(request) }
            let ended = sender.completed(wait: Self.wait)
            guard !ended.isEmpty else { continue }
            boxes.withLock { boxes in
                for result in ended where boxes.outstanding.remove(result.number) != nil {
                    boxes.ended.append(result)
                }
            }
        }
        boxes.withLock { $0.wake = nil }
        sender.close()
    }

    /// Nothing can be sent at the moment: whoever waits hears so and tries again by schedule.
    private func failAll() {
        boxes.withLock { boxes in
            boxes.ended += boxes.outstanding.sorted().map {
                AttemptResult(number: $0, outcome: .failed(.senderFault), duration: .zero)
            }
            boxes.submitted = []
            boxes.abandoned = []
            boxes.outstanding = []
        }
    }

    /// A wake that came between two calls is noticed within this at the latest.
    private static let wait: Duration = .milliseconds(50)
}
