internal import Fanout
internal import Messaging
internal import Streaming

// How a lane gets on: queued, begun, held back, given up.

extension FanoutStage {
    func queue(
        _ delivery: Delivery,
        _ key: LaneKey,
        _ address: String?,
        _ view: IncidentView,
        _ context: inout StageContext
    ) {
        let before = lane(key, &context)
        var after = before ?? Lane(address: address)
        guard after.queue(delivery, at: context.now) else { return }
        while let dropped = after.overflow(at: context.now) {
            report(dropped, key, .overflowed, "lane-full", 0, view, &context)
        }
        if after.waiting.count == 1 {
            move(key, before, after, isAdmitted: false, &context)
        } else {
            save(key, after, &context)
        }
    }

    /// Begins the first that waits if its endpoint takes it, and writes the lane down.
    ///
    /// - Parameter isAdmitted: An attempt at the endpoint was admitted for it; it is used, or
    ///   given back.
    func move(
        _ key: LaneKey,
        _ before: Lane?,
        _ lane: Lane,
        isAdmitted: Bool,
        _ context: inout StageContext
    ) {
        var lane = lane
        let now = context.now
        guard lane.head != nil, !lane.isUnderWay else {
            if isAdmitted { board.forget(key.endpoint, at: now) }
            if lane != before { save(key, lane, &context) }
            return
        }
        switch target(of: key, lane) {
        case .gone:
            if isAdmitted { board.forget(key.endpoint, at: now) }
            context.remove(key.text)
            return
        case .disabled(let reason):
            if isAdmitted { board.forget(key.endpoint, at: now) }
            while lane.head != nil { park(key, &lane, .disabled, reason, &context) }
        case .open(let endpoint):
            configure(key.endpoint, endpoint, at: now)
            if isAdmitted || board.admit(key.endpoint, at: now) {
                begin(key, &lane, endpoint, context)
            } else {
                lane.hold()
                hold(key, lane, endpoint, context)
            }
        }
        if lane != before { save(key, lane, &context) }
    }

    func configure(_ id: String, _ endpoint: LaneTarget.Endpoint, at now: Timestamp) {
        board.configure(
            id,
            concurrency: endpoint.terms.concurrency,
            perSecond: endpoint.terms.perSecond,
            isPaused: endpoint.isPaused,
            expires: now.adding(milliseconds: endpoint.terms.schedule.longest.inMilliseconds)
        )
    }

    private func begin(
        _ key: LaneKey,
        _ lane: inout Lane,
        _ endpoint: LaneTarget.Endpoint,
        _ context: borrowing StageContext
    ) {
        guard let delivery = lane.head else { return }
        lane.begin()
        let flight = Flight(
            number: desk.number(),
            partition: context.partition,
            lane: key,
            delivery: delivery,
            attempt: lane.attempts,
            view: view(key.incident, context),
            way: endpoint.way,
            terms: endpoint.terms,
            began: context.now
        )
        flying[key.text] = flight.number
        works[context.partition, default: PartitionWork()].staged.append(flight)
    }

    private func hold(
        _ key: LaneKey,
        _ lane: Lane,
        _ endpoint: LaneTarget.Endpoint,
        _ context: borrowing StageContext
    ) {
        let longest = endpoint.terms.schedule.longest.inMilliseconds
        let expires = (lane.since ?? context.now).adding(milliseconds: longest)
        board.hold(
            key.endpoint,
            EndpointBoard.HeldLane(
                partition: context.partition,
                key: key.text,
                // While its owner lets the endpoint rest, nothing ages.
                expires: endpoint.isPaused ? Timestamp(milliseconds: .max) : expires
            ),
            at: context.now
        )
    }

    /// A lane that waited for its endpoint is looked at again.
    func resume(_ release: EndpointBoard.Release, _ context: inout StageContext) {
        let now = context.now
        guard let key = LaneKey(release.lane.key), flying[key.text] == nil,
            let before = lane(key, &context), before.head != nil, !before.isUnderWay,
            // Let through for one that has failed meanwhile and waits for its own time.
            before.due == nil || !release.isAdmitted
        else {
            if release.isAdmitted { board.forget(release.endpoint, at: now) }
            return
        }
        var after = before
        if !release.isAdmitted, before.due == nil, release.lane.expires <= now,
            case .open(let endpoint) = target(of: key, before), !endpoint.isPaused
        {
            park(key, &after, .exhausted, "endpoint-down", &context)
        }
        move(key, before, after, isAdmitted: release.isAdmitted, &context)
    }

    /// Gives the first up for now, and tells its owner.
    func park(
        _ key: LaneKey,
        _ lane: inout Lane,
        _ reason: UndeliveredNotice.Reason,
        _ failure: String,
        _ context: inout StageContext
    ) {
        guard let delivery = lane.head else { return }
        let attempts = lane.attempts
        lane.parkHead(at: context.now, failure: failure)
        report(
            delivery,
            key,
            reason,
            failure,
            attempts,
            view(key.incident, context),
            &context
        )
    }

    func save(_ key: LaneKey, _ lane: Lane, _ context: inout StageContext) {
        var lane = lane
        lane.shed(to: settings.laneBytesMax)
        if lane.isUnderWay {
            context.put(key.text, lane.json, afterRestart: Timestamp(milliseconds: 0))
        } else if let due = lane.due {
            context.put(key.text, lane.json, due: due)
        } else if let since = lane.since {
            context.put(key.text, lane.json, afterRestart: since)
        } else {
            context.put(key.text, lane.json)
        }
    }
}
