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

    init(_ incident: Incident?, _ command: Command, _ policy: Policy) {
        let ordered =
            switch command.action {
            case .report, .update: true
            case .note, .acknowledge, .startWork, .logCall: false
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

    mutating func record(
        _ payload: Event.Payload,
        rules: [FiredRule] = [],
        notices: [Notice] = []
    ) {
        let event = Event(
            incident: id,
            sequence: (incident?.revision ?? 0) + 1,
            at: at,
            cause: cause,
            policyVersion: policy.version,
            rules: rules,
            marks: marks,
            notices: notices,
            payload: payload
        )
        marks = []
        if incident == nil { incident = Incident(event) } else { incident?.apply(event) }
        events.append(event)
    }

    mutating func record(_ deviation: Deviation, _ facts: Facts) {
        var recorded = deviation
        recorded.standing = .recorded(at: at)
        record(
            .deviationRecorded(recorded),
            rules: [FiredRule(id: deviation.rule, principle: deviation.principle)],
            notices: policy.notices(of: deviation, facts)
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
