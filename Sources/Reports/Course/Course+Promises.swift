internal import Incidents
internal import Messaging

// Promises are told by several events: deadlines for the start of work as a list, clocks when
// they warn or expire, and some by the step that set them.

extension Course {
    mutating func takePromises(_ event: HistoryEvent) {
        if let deadlines = event.told.deadlines { take(deadlines, event) }
        if event.kind == .deadlineMissed, let missed = event.told.deadline { miss(missed, event) }
        takeClocks(event)
        keepPromises(event)
        for clock in event.told.clocks { take(clock, event) }
        if event.kind == .closed { dropAll(at: event.at) }
    }

    /// The deadlines that stand now; a running one that is no longer among them was replaced.
    ///
    /// One whose time stands still is owed by nobody until it goes on.
    private mutating func take(_ deadlines: [EventMembers.DeadlineShown], _ event: HistoryEvent) {
        let shown = deadlines.filter { !$0.isPaused }
        for deadline in shown { set(deadline, event) }
        for index in promises.indices where promises[index].kind == "start-work" {
            let promise = promises[index]
            guard promise.standing == .running else { continue }
            if !shown.contains(where: { $0.role == promise.role && $0.due == promise.due }) {
                promises[index].standing = .dropped(at: event.at)
            }
        }
    }

    private mutating func set(_ deadline: EventMembers.DeadlineShown, _ event: HistoryEvent) {
        if start(deadline) == nil {
            promises.append(
                Promise(
                    kind: "start-work",
                    party: parties(of: deadline.role),
                    from: event.at,
                    due: deadline.due,
                    isAdvisory: deadline.isAdvisory,
                    category: category,
                    role: deadline.role
                )
            )
        }
        guard let index = start(deadline) else { return }
        let started = event.kind == .workStarted ? event.told.startedAt ?? event.at : nil
        switch (deadline.outcome, promises[index].standing) {
        case ("met", .running), ("met", .missed):
            promises[index].standing = .met(at: started ?? event.at)
        case ("missed", .running), ("missed", .missed(doneAt: nil)):
            promises[index].standing = .missed(doneAt: started)
        default: break
        }
    }

    private func start(_ deadline: EventMembers.DeadlineShown) -> Int? {
        promises.lastIndex {
            $0.kind == "start-work" && $0.role == deadline.role && $0.due == deadline.due
        }
    }

    private mutating func miss(_ missed: EventMembers.DeadlineShown, _ event: HistoryEvent) {
        set(missed, event)
        guard let index = start(missed), promises[index].standing == .running else { return }
        promises[index].standing = .missed(doneAt: nil)
    }

    private mutating func takeClocks(_ event: HistoryEvent) {
        let told = event.told
        switch event.kind {
        case .resolutionDelivered:
            guard let due = told.closesAt else { return }
            owe("closing", by: reportedBy, from: told.deliveredAt ?? event.at, due: due)
        case .priorityDoubted:
            guard let due = told.due else { return }
            owe("doubt", by: "authority", from: event.at, due: due)
        case .planned:
            guard let due = told.plannedFor else { return }
            owe("correction", by: event.by, from: event.at, due: due)
        case .breachClockStarted:
            guard let due = told.due, let register = told.subject else { return }
            let party = Party.register(register).name
            let kind = told.regime == "nis2" ? "nis2" : "breach"
            owe(kind, register, by: party, from: told.awareAt ?? event.at, due: due)
        case .releasePlanned:
            guard let due = told.plannedAt, let release = told.release else { return }
            owe("release", release, by: event.by, from: event.at, due: due)
        case .clockWarned, .clockExpired: takeClock(event)
        default: break
        }
    }

    /// A clock as its event set it or stopped it: owed from the beginning, not only once it warns.
    private mutating func take(_ clock: EventMembers.ClockShown, _ event: HistoryEvent) {
        let runs: (Promise) -> Bool = { $0.standing == .running }
        guard let from = clock.from else {
            let isKept = clock.kind == "uptake" || clock.kind == "undelivered"
            return settle(
                [clock.kind],
                clock.subject,
                isKept ? .met(at: event.at) : .dropped(at: event.at),
                where: runs
            )
        }
        // News, and whatever moves, begin the wait for the next anew.
        if clock.kind == "status" || clock.kind == "progress" {
            settle([clock.kind], clock.subject, .met(at: event.at), where: runs)
        }
        owe(
            clock.kind,
            clock.subject,
            by: clock.party ?? "broker",
            from: from,
            due: clock.due
        )
    }

    /// A clock that warns or expires; one that nobody has told of before is made up from it.
    private mutating func takeClock(_ event: HistoryEvent) {
        guard let clock = event.told.clock, let due = event.told.due else { return }
        let subject = event.told.subject ?? ""
        let same: (Promise) -> Bool = {
            $0.kind == clock && $0.due == due && (subject.isEmpty || $0.subject == subject)
        }
        if !promises.contains(where: same) {
            let from = turns.last?.since ?? registeredAt
            let party = event.told.party ?? (clock == "start-work" ? solver : "broker")
            owe(clock, subject, by: party, from: from, due: due)
        }
        guard let index = promises.lastIndex(where: same) else { return }
        if event.kind == .clockExpired, promises[index].standing == .running {
            promises[index].standing = clock == "closing" ? .met(at: due) : .missed(doneAt: nil)
        } else {
            promises[index].warnedAt = promises[index].warnedAt ?? event.at
        }
    }

    /// A new promise of a kind takes the place of the one that ran.
    private mutating func owe(
        _ kind: String,
        _ subject: String = "",
        by party: String,
        from: Timestamp,
        due: Timestamp
    ) {
        settle([kind], subject, .dropped(at: from)) { $0.standing == .running }
        promises.append(
            Promise(
                kind: kind,
                subject: subject,
                party: party,
                from: from,
                due: due,
                category: category
            )
        )
    }

    private mutating func keepPromises(_ event: HistoryEvent) {
        let moment = event.at
        switch event.kind {
        case .planned: keep(["plan"], at: moment)
        case .priorityOverridden:
            if !event.told.isSuperseded { keep(["doubt"], at: moment) }
        case .resolutionProposed: keep(["correction", "progress", "assignment"], at: moment)
        case .assigned, .escalated: keep(["assignment", "progress"], at: moment)
        case .workStarted: keep(["assignment"], at: moment)
        case .accepted, .objected: keep(["closing"], at: moment)
        case .releaseNoticed: keep(["release"], event.told.release, at: moment)
        case .released:
            settle(["release"], event.told.release, .missed(doneAt: moment)) {
                $0.standing == .running
            }
        case .releaseRolledBack:
            settle(["closing"], nil, .dropped(at: moment)) { $0.standing == .running }
        case .impactAssessed: keep(["rating"], at: moment)
        case .qualityAssured: keep(["approval"], at: moment)
        case .breachReported: keep(["breach", "nis2"], event.told.subject, at: moment)
        default: break
        }
        if event.kind == .noteAdded, event.told.visibility == "public" {
            keep(["status"], at: moment)
        } else if event.told.status != nil, event.kind != .reported {
            keep(["status"], at: moment)
        }
    }

    /// Done: in time, or late.
    private mutating func keep(_ kinds: [String], _ subject: String? = nil, at moment: Timestamp) {
        settle(kinds, subject, .missed(doneAt: moment)) {
            $0.standing == .missed(doneAt: nil)
                || ($0.standing == .running && $0.due < moment)
        }
        settle(kinds, subject, .met(at: moment)) { $0.standing == .running }
    }

    private mutating func settle(
        _ kinds: [String],
        _ subject: String?,
        _ standing: Promise.Standing,
        where holds: (Promise) -> Bool
    ) {
        for index in promises.indices
        where kinds.contains(promises[index].kind) && holds(promises[index]) {
            guard subject == nil || promises[index].subject == subject else { continue }
            promises[index].standing = standing
        }
    }

    /// Nothing is owed on a closed incident, except to those outside: breaches go on.
    private mutating func dropAll(at moment: Timestamp) {
        for index in promises.indices where promises[index].standing == .running {
            switch promises[index].kind {
            case "breach", "nis2": continue
            case "closing" where promises[index].due <= moment:
                promises[index].standing = .met(at: promises[index].due)
            default: promises[index].standing = .dropped(at: moment)
            }
        }
    }
}
