/// How long a dropped task waits before it starts again: doubling from 50 ms to 5 s, with
/// jitter, so that tasks that fell together do not rise together.
package struct RestartSchedule: Sendable {
    package static let first: Int64 = 50
    package static let longest: Int64 = 5_000

    private var attempts: Int64 = 0

    package init() {}

    /// Milliseconds to wait before the next attempt.
    package mutating func next(using random: inout SplitMix64) -> Int64 {
        let ceiling = min(Self.longest, Self.first << min(attempts, 10))
        attempts += 1
        return Int64.random(in: ceiling / 2...ceiling, using: &random)
    }

    package mutating func reset() {
        attempts = 0
    }
}
