internal import Messaging

// Clocks: each has its say once, at its time, however late the timer that asks it went off.

extension Deliberation {
    /// Lets every clock speak that has come to it by `due`, in the order of their times.
    ///
    /// What one leads to may move or stop another; so each is looked up when its turn has come.
    mutating func strikeClocks(due: Timestamp) {
        // A clock speaks twice at most, and what one starts is due later.
        for _ in 0..<(2 * Handling.clocksMax) {
            guard let clock = incident?.handling.nextClock(by: due) else { return }
            if clock.due <= due { expire(clock) } else { warn(clock) }
        }
    }

    private mutating func warn(_ clock: Clock) {
        var warned = clock
        warned.standing = .warned
        record(
            .clockWarned(warned, percent: Clock.warningPercent),
            rules: [clock.rule],
            notices: noticesOfWarning(clock),
            clocks: [warned]
        )
        warned75(warned)
    }

    private mutating func expire(_ clock: Clock) {
        var expired = clock
        expired.standing = .expired
        record(
            .clockExpired(expired),
            rules: [clock.rule],
            notices: noticesOfExpiry(clock),
            clocks: [expired]
        )
        follow(expired)
    }

    /// What the authority is told when three quarters of the time have passed.
    private func noticesOfWarning(_ clock: Clock) -> [Notice] {
        switch clock.kind {
        case .doubt: [notice("priority-doubt", clock, .priorityDoubted)]
        case .approval: [notice("quality-needed", clock, .qualityNeeded)]
        case .breach, .nis2Early, .nis2Notification, .nis2Final:
            [notice("breach-clock", clock, .breachClockNears)]
        case .startWork, .status, .plan, .correction, .closing, .undelivered, .uptake,
            .assignment, .progress, .rating, .release:
            []
        }
    }

    /// What the authority is told when the time is over, beside what follows from it.
    private func noticesOfExpiry(_ clock: Clock) -> [Notice] {
        clock.kind == .doubt ? [notice("priority-doubt", clock, .answerDue)] : []
    }

    private func notice(_ reason: String, _ clock: Clock, _ text: Sentence) -> Notice {
        var evidence = [
            Evidence("clock", .words([clock.kind.rawValue])), Evidence("due", .moment(clock.due)),
        ]
        if !clock.subject.isEmpty {
            evidence.append(Evidence("register", .words([clock.subject])))
        }
        return Notice(
            reason: reason,
            principle: clock.kind.principle,
            rule: clock.kind.ruleID,
            text: text,
            evidence: evidence
        )
    }

    /// What follows when three quarters of the time have passed, beside that it is told.
    private mutating func warned75(_ clock: Clock) {
        switch clock.kind {
        case .closing: closingNears(clock)
        case .startWork, .status, .plan, .correction, .doubt, .undelivered, .approval, .uptake,
            .assignment, .progress, .rating, .release, .breach, .nis2Early, .nis2Notification,
            .nis2Final:
            break
        }
    }

    /// What follows when the time is over, clock by clock.
    private mutating func follow(_ clock: Clock) {
        switch clock.kind {
        case .closing: closingCame(clock)
        case .undelivered: undeliveredCame(clock)
        case .approval: approvalCame(clock)
        case .release: releaseCame(clock)
        case .status, .uptake, .plan, .correction, .assignment, .rating, .progress: lapse(clock)
        case .breach, .nis2Early, .nis2Notification, .nis2Final: breachClockCame(clock)
        // Of the start of work the deadline itself speaks; a doubt is settled with the event.
        case .startWork, .doubt: break
        }
    }
}

extension Handling {
    /// The clock that speaks first of those that have come to it by then; of several at the same
    /// moment the one whose kind comes first, then by subject.
    func nextClock(by due: Timestamp) -> Clock? {
        var first: Clock?
        for clock in clocks {
            guard let moment = clock.next, moment <= due else { continue }
            guard let best = first, let earliest = best.next else {
                first = clock
                continue
            }
            let isEarlier =
                (moment, clock.kind.place, clock.subject)
                < (earliest, best.kind.place, best.subject)
            if isEarlier { first = clock }
        }
        return first
    }

    /// The clock stopped, if it still runs: to be handed to `record(clocks:)`.
    func stopped(_ kind: Clock.Kind, _ subject: String = "") -> [Clock] {
        guard var clock = clock(kind, subject), clock.isRunning else { return [] }
        clock.standing = .stopped
        return [clock]
    }

    /// All clocks of a kind stopped that still run, whatever they are about.
    func stoppedAll(_ kind: Clock.Kind) -> [Clock] {
        clocks.filter { $0.kind == kind && $0.isRunning }.map { clock in
            var clock = clock
            clock.standing = .stopped
            return clock
        }
    }
}

extension Clock {
    /// How much of the time has passed when it is first spoken of.
    package static let warningPercent = 75

    /// A clock that speaks before its time is over, too.
    static func warning(
        _ kind: Kind,
        subject: String = "",
        party: Party? = nil,
        from: Timestamp,
        due: Timestamp
    ) -> Clock {
        let length = due.milliseconds - from.milliseconds
        let warnAt = from.adding(milliseconds: length * Int64(warningPercent) / 100)
        return Clock(
            kind: kind,
            subject: subject,
            party: party,
            from: from,
            due: due,
            warnAt: warnAt < due ? warnAt : nil
        )
    }

    /// The promise it stands for, as events name what led to them.
    var rule: FiredRule { FiredRule(id: kind.ruleID, principle: kind.principle) }
}

extension Clock.Kind {
    /// Where it stands among clocks that have come at the same moment.
    var place: Int {
        switch self {
        case .startWork: 0
        case .assignment: 1
        case .doubt: 2
        case .plan: 3
        case .correction: 4
        case .progress: 5
        case .rating: 6
        case .status: 7
        case .release: 8
        case .undelivered: 9
        case .breach: 10
        case .nis2Early: 11
        case .nis2Notification: 12
        case .nis2Final: 13
        case .uptake: 14
        case .approval: 15
        // Last: what else was due then happened before the incident was closed.
        case .closing: 16
        }
    }

    package var principle: Principle {
        switch self {
        case .startWork: Principle(3)
        case .status: Principle(14)
        case .plan, .correction: Principle(10)
        case .doubt: Principle(8)
        case .rating: Principle(4)
        case .closing, .undelivered, .approval: Principle(17)
        case .uptake: Principle(1)
        case .assignment: Principle(9)
        case .progress: Principle(22)
        case .release: Principle(15)
        case .breach, .nis2Early, .nis2Notification, .nis2Final: Principle(7)
        }
    }

    /// The name under which the policy's settings have it.
    package var ruleID: String {
        let number = principle.number
        let name = rawValue.uppercased().split(separator: "-").joined(separator: "_")
        return "P\(number < 10 ? "0" : "")\(number).CLOCK_\(name)"
    }
}
