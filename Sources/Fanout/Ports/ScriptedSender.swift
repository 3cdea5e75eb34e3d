package import Messaging

/// A sender in memory: a script answers, and time passes when the clock it was given says so.
///
/// For tests, simulations and measurements; keeps the port's promises without a network.
package final class ScriptedSender: AttemptSender {
    /// What the script says of one attempt.
    package struct Answer: Equatable, Sendable {
        package let outcome: AttemptResult.Outcome
        package let after: Duration

        package init(_ outcome: AttemptResult.Outcome, after: Duration = .zero) {
            self.outcome = outcome
            self.after = after
        }

        package static func status(_ status: Int, after: Duration = .zero) -> Answer {
            Answer(.response(AttemptResponse(status: status)), after: after)
        }
    }

    private struct Pending {
        let request: AttemptRequest
        let answer: Answer
        let ends: Timestamp
    }

    private let clock: () -> Timestamp
    private let script: (AttemptRequest) -> Answer
    private var pending: [Pending] = []

    /// - Parameter script: Asked once for each attempt, when it is submitted.
    package init(
        clock: @escaping () -> Timestamp,
        script: @escaping (AttemptRequest) -> Answer
    ) {
        self.clock = clock
        self.script = script
    }

    package var inFlight: Int { pending.count }

    package let wake: @Sendable () -> Void = {}

    package func submit(_ request: AttemptRequest) {
        var answer = script(request)
        if answer.after > request.timeout {
            answer = Answer(.failed(.timeout), after: request.timeout)
        }
        let (seconds, attoseconds) = answer.after.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        pending.append(
            Pending(
                request: request,
                answer: answer,
                ends: clock().adding(milliseconds: milliseconds)
            )
        )
    }

    /// Earliest first, those of one moment in the order of submission; never blocks.
    package func completed(wait: Duration) -> [AttemptResult] {
        let now = clock()
        guard pending.contains(where: { $0.ends <= now }) else { return [] }
        let ended = pending.enumerated().filter { $0.element.ends <= now }
            .sorted { ($0.element.ends, $0.offset) < ($1.element.ends, $1.offset) }
        pending.removeAll { $0.ends <= now }
        return ended.map { _, attempt in
            AttemptResult(
                number: attempt.request.number,
                outcome: attempt.answer.outcome,
                duration: attempt.answer.after
            )
        }
    }

    package func abandon(_ number: UInt64) {
        pending.removeAll { $0.request.number == number }
    }

    package func close() {
        pending.removeAll()
    }
}
