internal import Streaming

/// Which calls of a process fail, decided from a seed and counted by kind.
package final class FaultPlan {
    package enum Operation: String, CaseIterable, Sendable {
        case poll
        case committed
        case initialise
        case begin
        case produce
        case sendOffsets
        case commit
        case abort
        case replay
    }

    package enum Fault: String, CaseIterable, Sendable {
        /// The process dies here; nothing it does has any effect any more.
        case crash
        /// The transaction must be aborted.
        case abort
        /// The answer was lost: the caller hears "try again", whatever has happened.
        case lostAnswer
        /// The process is frozen here while the world goes on; then it wakes, as a zombie.
        case stall
    }

    /// No faults at all.
    package static var none: FaultPlan { FaultPlan(seed: 0, perThousand: 0) }

    private var random: SplitMix64
    private let perThousand: Int
    package private(set) var hasCrashed = false
    /// What the world does while this process is frozen.
    package var onStall: () -> Void = {}
    package private(set) var fired: [Fault: Int] = [:]

    package init(seed: UInt64, perThousand: Int) {
        self.random = SplitMix64(seed: seed)
        self.perThousand = perThousand
    }

    func before(_ operation: Operation) -> Fault? {
        draw(operation)
    }

    func after(_ operation: Operation) -> Fault? {
        draw(operation)
    }

    private func draw(_ operation: Operation) -> Fault? {
        if hasCrashed { return .crash }
        guard perThousand > 0, Int.random(in: 0..<1000, using: &random) < perThousand,
            let fault = Self.possible(operation).randomElement(using: &random)
        else { return nil }
        fired[fault, default: 0] += 1
        if fault == .crash { hasCrashed = true }
        return fault
    }

    private static func possible(_ operation: Operation) -> [Fault] {
        switch operation {
        case .poll, .begin, .abort, .replay: [.crash, .stall]
        case .committed, .initialise: [.crash, .lostAnswer, .stall]
        case .produce, .sendOffsets: [.crash, .abort, .stall]
        case .commit: [.crash, .abort, .lostAnswer, .lostAnswer, .stall]
        }
    }
}
