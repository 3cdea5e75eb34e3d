internal import Messaging

/// When an attempt follows a failed one, and when it is enough.
package struct RetrySchedule: Equatable, Sendable {
    /// Standard Webhooks 1.0.0: 75 hours and 35 minutes in all.
    package static let standard = RetrySchedule(
        [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map {
            .seconds($0)
        }
    )

    /// What a server may ask us to wait at most.
    package static let retryAfterMax: Duration = .seconds(24 * 3600)
    /// A wait is lengthened by up to this share of it, so that lanes that failed together do
    /// not come back together.
    static let jitterPerThousand: UInt64 = 200

    /// The wait before each attempt, the first included.
    package let waits: [Duration]

    package init(_ waits: [Duration]) {
        self.waits = waits.isEmpty ? [.zero] : waits
    }

    package var attemptsMax: Int { waits.count }

    /// All the waits together, jitter included: after this a delivery is parked even if its
    /// endpoint was given a rest and never asked.
    package var longest: Duration {
        let seconds = waits.reduce(Duration.zero, +)
        return seconds + seconds * Double(Self.jitterPerThousand) / 1_000
    }

    /// How long to wait after so many attempts; nil: they were enough.
    ///
    /// - Parameters:
    ///   - seed: The same for the same delivery, so that the answer can be repeated.
    ///   - retryAfter: What the server asked for; obeyed within bounds, never shortens a wait.
    package func wait(after attempts: Int, seed: UInt64, retryAfter: Duration?) -> Duration? {
        guard waits.indices.contains(attempts) else { return nil }
        var mixed = seed &+ UInt64(attempts) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        let share = (mixed ^ (mixed >> 31)) % (Self.jitterPerThousand + 1)
        let wait = waits[attempts] + waits[attempts] * Double(share) / 1_000
        guard let asked = retryAfter else { return wait }
        return max(wait, min(asked, Self.retryAfterMax))
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    package var inMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }
}
