internal import Synchronization
package import Messaging

/// A time that can be let run faster than the clock's, for a demo that lives through weeks.
///
/// Never goes back; begins at the system's time.
package final class FastTime: Sendable {
    private struct Pace {
        /// The system's time when the pace was set, and this one's.
        var from: Int64
        var base: Int64
        var factor: Int64
    }

    private let pace: Mutex<Pace>

    package init() {
        let now = Timestamp.fromSystemClock().milliseconds
        pace = Mutex(Pace(from: now, base: now, factor: 1))
    }

    package func now() -> Timestamp {
        pace.withLock { Self.now($0) }
    }

    /// From now on one second of the clock is so many here.
    package func run(times factor: Int64) {
        pace.withLock { pace in
            let base = Self.now(pace).milliseconds
            pace = Pace(
                from: Timestamp.fromSystemClock().milliseconds,
                base: base,
                factor: max(1, factor)
            )
        }
    }

    private static func now(_ pace: Pace) -> Timestamp {
        let passed = max(0, Timestamp.fromSystemClock().milliseconds - pace.from)
        return Timestamp(milliseconds: pace.base + passed * pace.factor)
    }
}
