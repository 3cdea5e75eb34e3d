internal import Messaging

/// The making of one decision: events so far, and the incident as they leave it.
///
/// Each event is applied when it is written down, so that the next is decided on what it left.
struct Deliberation {
    private(set) var incident: Incident?
    private(set) var events: [Event] = []
    let policy: Policy
    let at: Timestamp
    private let id: IncidentID
    let cause: Cause
    /// Marks of the message, borne by the first event.
    var marks: [String]
    /// Why the command may not be, found while it was considered.
    private(set) var rejection: Rejection?

    init(_ incident: Incident?, _ command: Command, _ policy: Policy) {
        let ordered =
            switch command.action {
            case .report, .update: true
            default: false
            }
        self.incident = incident
        self.policy = policy
        self.at = command.receivedAt
        self.id = command.incident
        self.marks = command.marks
        self.cause = .message(
            Cause.Message(
                party: command.party,
                id: command.messageID,
                number: command.number,
                sequence: ordered ? command.sequence : nil
            )
        )
    }

    init(_ incident: Incident, due: Timestamp, _ policy: Policy) {
        self.incident = incident
        self.policy = policy
        self.at = due
        self.id = incident.id
        self.marks = []
        self.cause = .timer(due)
    }

    /// Refuses the command; what is on record by then, and after, are deviations only.
    mutating func refuse(_ rejection: Rejection) {
        precondition(
            events.allSatisfy { if case .deviationRecorded = $0.payload { true } else { false } },
            "a refused command changes nothing"
        )
        self.rejection = rejection
    }

    mutating func record(
        _ payload: Event.Payload,
        rules: [FiredRule] = [],
        notices: [Notice] = [],
        clocks: [Clock] = []
    ) {
        let before = incident.map(StandingBefore.init)
        var event = Event(
            incident: id,
            sequence: (incident?.revision ?? 0) + 1,
            at: at,
            cause: cause,
            policyVersion: policy.version,
            rules: rules,
            marks: marks,
            notices: notices,
            clocks: clocks,
            payload: payload
        )
        marks = []
        if incident == nil { incident = Incident(event) } else { incident?.apply(event) }
        let kept = clocksKept(after: event, before)
        for clock in kept { incident?.handling.set(clock) }
        event.clocks += kept
        events.append(event)
        considerWhatFollows(from: event)
        considerWaiting(after: event)
    }

    mutating func record(_ deviation: Deviation, _ facts: Facts) {
        var recorded = deviation
        recorded.standing = .recorded(at: at)
        recorded.evidence = policy.evidence(of: deviation, facts)
        record(
            .deviationRecorded(recorded),
            rules: [FiredRule(id: deviation.rule, principle: deviation.principle)],
            notices: policy.notices(of: deviation, facts)
        )
    }

    /// A departure that time or a command shows, and no rule about facts.
    ///
    /// Once for the same cause: the rule and `since` tell one from another.
    mutating func record(
        _ code: String,
        since: Timestamp,
        rule: String? = nil,
        party: Party?,
        _ text: Sentence,
        evidence: [Evidence] = []
    ) {
        guard let principle = Principle(ofCode: code) else { return }
        let deviation = Deviation(
            code: code,
            principle: principle,
            rule: rule ?? code,
            since: since,
            standing: .recorded(at: at),
            party: party,
            evidence: evidence
        )
        let isKnown = incident?.deviations.contains { $0.isSameDeparture(as: deviation) }
        guard isKnown != true else { return }
        var notice = Notice(reason: "deviation", deviation: deviation, text: text)
        notice.evidence += deviation.evidence
        record(
            .deviationRecorded(deviation),
            rules: [FiredRule(id: rule ?? code, principle: principle)],
            notices: [notice]
        )
    }

    mutating func withdraw(_ deviation: Deviation) {
        var withdrawn = deviation
        withdrawn.standing = .withdrawn(at: at)
        record(
            .deviationWithdrawn(withdrawn),
            rules: [FiredRule(id: deviation.rule, principle: deviation.principle)],
            notices: [
                Notice(reason: "deviation-withdrawn", deviation: deviation, text: .withdrawn)
            ]
        )
    }

    /// A sender's time, or ours when it has none or its clock is too far ahead to be evidence.
    func credible(_ time: Timestamp?) -> Timestamp {
        guard let time, isCredible(time) else { return at }
        return time
    }

    func isCredible(_ time: Timestamp) -> Bool {
        time <= at.adding(seconds: policy.settings.clockSkewSeconds)
    }
}
