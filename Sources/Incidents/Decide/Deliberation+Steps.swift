internal import Messaging

extension Deliberation {
    mutating func add(_ note: Note, _ command: Command) -> Repetition? {
        record(.noteAdded(note))
        if note.visibility == .public { resumeIfAnswered(by: command.party) }
        return nil
    }

    /// A party that solves has the incident; saying so again is news only with a number that
    /// was not known.
    mutating func acknowledge(_ command: Command) -> Repetition? {
        let before = incident?.participation(of: command.party)
        guard before?.acknowledgedAt == nil || isNewNumber(command, before) else { return .step }
        record(.acknowledged)
        return nil
    }

    /// Work has begun: the moment the contract's deadline is about.
    mutating func startWork(_ command: Command) -> Repetition? {
        guard let incident, let role = command.party.role else { return nil }
        let before = incident.participation(of: command.party)
        let start = min(credible(command.occurredAt), at)
        let owed = incident.deadlines.filter { deadline in
            deadline.role == role
                && (deadline.isRunning || deadline.outcome == .missed(startedAt: nil))
        }
        let isWaiting = incident.status == .pending
        guard
            before?.workStartedAt == nil || !owed.isEmpty || isNewNumber(command, before)
                || isWaiting
        else { return .step }

        for deadline in owed where !deadline.isInTime(start) && deadline.isRunning {
            miss(deadline)
        }
        record(.workStarted(at: start))
        // The answer has come another way.
        if isWaiting { record(.resumed) }
        // A timer went off before the news of a start in time arrived.
        for deadline in owed where start <= deadline.due && !deadline.isRunning {
            let late = incident.deviations.first {
                $0.isRecorded && $0.code == Self.startLate && $0.since == deadline.due
            }
            if let late { withdraw(late) }
        }
        return nil
    }

    /// Deadlines that have passed without work.
    mutating func missDeadlines(due: Timestamp) {
        for deadline in incident?.deadlines ?? [] where deadline.isCounting && deadline.due <= due {
            miss(deadline)
        }
    }

    /// Calls that nobody has logged within the time given.
    mutating func recordPending(due: Timestamp) {
        guard let incident else { return }
        let facts = facts(of: incident)
        for deviation in incident.deviations {
            guard case .pending(let until) = deviation.standing, until <= due else { continue }
            record(deviation, withCalls(facts, of: deviation))
        }
    }

    private mutating func miss(_ deadline: Deadline) {
        var missed = deadline
        missed.outcome = .missed(startedAt: nil)
        let rule = FiredRule(id: Self.startLate, principle: deadline.principle)
        record(
            .deadlineMissed(missed),
            rules: [rule],
            notices: [
                Notice(
                    reason: "deadline-missed",
                    principle: rule.principle,
                    rule: rule.id,
                    text: .missed(deadline),
                    evidence: evidence(of: deadline)
                )
            ]
        )
        guard !deadline.advisory else { return }
        record(
            Self.startLate,
            since: deadline.due,
            party: incident?.party(in: deadline.role),
            .missed(deadline),
            evidence: evidence(of: deadline)
        )
    }

    private func evidence(of deadline: Deadline) -> [Evidence] {
        var evidence = [
            Evidence("category", .words([deadline.category.rawValue])),
            Evidence("role", .words([deadline.role.rawValue])),
            Evidence("from", .moment(deadline.from)),
            Evidence("due", .moment(deadline.due)),
        ]
        if deadline.waited > 0 {
            evidence.append(Evidence("waitedMinutes", .number(Int(deadline.waited / 60_000))))
        }
        return evidence
    }

    private func isNewNumber(_ command: Command, _ before: Participation?) -> Bool {
        command.number != nil && command.party != incident?.reportedBy
            && command.number != before?.number
    }

    private static let startLate = "P03.START_LATE"
}
