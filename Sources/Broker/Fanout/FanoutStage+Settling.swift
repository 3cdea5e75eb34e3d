internal import Fanout
internal import Messaging
internal import Streaming

// How an attempt ended, and what that means for its lane, its endpoint and its incident.

extension FanoutStage {
    func settle(
        _ flight: Flight,
        _ result: AttemptResult,
        _ verdict: AttemptVerdict,
        _ context: inout StageContext
    ) {
        flying[flight.lane.text] = nil
        let now = context.now
        guard let before = lane(flight.lane, &context), before.isUnderWay,
            before.head?.sequence == flight.delivery.sequence
        else { return }
        var after = before
        switch verdict.fate {
        case .delivered:
            after.deliver(at: now)
            confirm(flight, at: now, &context)
        case .failed: fail(flight, verdict, &after, &context)
        case .hopeless: park(flight.lane, &after, .refused, verdict.code, &context)
        case .gone:
            park(flight.lane, &after, .gone, verdict.code, &context)
            close(flight, at: now, &context)
        case .undone: after.recall()
        }
        context.emit(records.attempt(flight, result, verdict, due: after.due, at: now))
        if after.due == nil {
            move(flight.lane, before, after, isAdmitted: false, &context)
        } else {
            save(flight.lane, after, &context)
        }
    }

    /// Tried again by the schedule, or given up when that is at its end.
    private func fail(
        _ flight: Flight,
        _ verdict: AttemptVerdict,
        _ lane: inout Lane,
        _ context: inout StageContext
    ) {
        let now = context.now
        guard
            let wait = flight.terms.schedule.wait(
                after: lane.attempts,
                seed: Self.seed(flight.id),
                retryAfter: verdict.retryAfter
            )
        else {
            park(flight.lane, &lane, .exhausted, verdict.code, &context)
            return
        }
        lane.postpone(
            // A timer that is due at once would meet its own transaction.
            to: now.adding(milliseconds: max(1, wait.inMilliseconds)),
            failure: verdict.code
        )
        board.postpone(
            flight.endpoint,
            EndpointBoard.HeldLane(
                partition: flight.partition,
                key: flight.lane.text,
                expires: Timestamp(milliseconds: .max)
            )
        )
    }

    /// The endpoint wants nothing more: said where every instance, and its owner, reads it.
    private func close(_ flight: Flight, at now: Timestamp, _ context: inout StageContext) {
        guard let subscription = table[flight.endpoint] else { return }
        let verdict = EndpointVerdict(
            subscription: subscription.id,
            revision: subscription.revision,
            reason: "The endpoint answered 410: it wants no more webhooks.",
            at: now
        )
        verdicts[subscription.id] = verdict
        context.emit(
            ProducedRecord(
                topic: BrokerTopic.subscriptions,
                key: Array(verdict.key.utf8),
                value: verdict.json
            )
        )
        board.remove(subscription.id)
    }

    private static func seed(_ text: String) -> UInt64 {
        text.utf8.reduce(14_695_981_039_346_656_037) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
    }
}
