import Incidents
import JSON
import Messaging
import Testing

/// All incidents and all parties, in a world whose time is moved by hand.
///
/// What the case stage does, and no more: states are kept as the bytes of the changelog, what one
/// incident tells another is delivered as a command, timers go off in the order they are due.
struct ProcessWorld {
    /// One step of the case stage, for those who look over its shoulder.
    struct Step {
        let before: Incident?
        /// Nil: a timer.
        let command: Command?
        let due: Timestamp?
        let settlement: Settlement
    }

    var policy: Policy
    private(set) var now: Timestamp
    /// The changelog.
    private(set) var states: [IncidentID: [UInt8]] = [:]
    private var dues: [IncidentID: Timestamp] = [:]
    /// Everything sent, in order, with where it went.
    private(set) var outbound: [Outbound] = []
    private(set) var events: [IncidentID: [Event]] = [:]
    private var between: [Command] = []
    private var messages = 0
    private let parser = JSONParser()
    /// Called after every step.
    var onStep: ((Step) -> Void)?
    /// Lets time pass without timers, as when the broker is down.
    var isDown = false

    init(_ policy: Policy = Shipped.policy, at start: String = "2026-04-01 08:00") {
        self.policy = policy
        self.now = Copenhagen.at(start)
    }

    // MARK: Time

    /// Moves the clock; whatever becomes due on the way happens at its time.
    mutating func wait(until moment: Timestamp) {
        while !isDown, let next = nextDue(), next.due <= moment {
            now = max(now, next.due)
            fire(next.id, next.due)
            deliverBetween()
        }
        now = max(now, moment)
    }

    mutating func wait(until text: String) { wait(until: Copenhagen.at(text)) }

    mutating func wait(minutes: Int64) { wait(until: now.adding(seconds: minutes * 60)) }

    mutating func wait(days: Int64) { wait(until: now.adding(seconds: days * 86_400)) }

    func nextDue() -> (id: IncidentID, due: Timestamp)? {
        dues.min { ($0.value, $0.key.text) < ($1.value, $1.key.text) }
            .map { ($0.key, $0.value) }
    }

    // MARK: What parties say

    /// A message as it comes from a party's topic, after the intake.
    @discardableResult
    mutating func tell(
        _ party: Party,
        _ id: IncidentID,
        _ action: Command.Action,
        number: String? = nil,
        sequence: Int64? = nil,
        occurredAt: Timestamp? = nil,
        message: String? = nil
    ) -> Verdict {
        messages += 1
        let command = Command(
            action: action,
            incident: id,
            party: party,
            dialect: "canonical",
            messageID: message ?? "urn:\(party.name)#\(messages)",
            number: number,
            sequence: sequence,
            occurredAt: occurredAt,
            receivedAt: now,
            origin: Origin(topic: "\(party.system).in", partition: 0, offset: Int64(messages))
        )
        return take(command)
    }

    @discardableResult
    mutating func take(_ command: Command) -> Verdict {
        let verdict = decide(command)
        deliverBetween()
        return verdict
    }

    // MARK: What stands

    func incident(_ id: IncidentID) -> Incident? {
        guard let bytes = states[id] else { return nil }
        do {
            return try Incident(json: parser.parse(bytes))
        } catch {
            Issue.record("the changelog of \(id) is unreadable: \(error)")
            return nil
        }
    }

    /// Messages a recipient has got, about one incident or all.
    func box(_ recipient: Recipient, _ id: IncidentID? = nil) -> [Outbound] {
        outbound.filter { $0.recipient == recipient && (id == nil || $0.incident == id) }
    }

    mutating func forgetSent() { outbound = [] }

    // MARK: Steps

    private mutating func fire(_ id: IncidentID, _ due: Timestamp) {
        guard let before = incident(id) else { return }
        let settlement = settleDue(before, due: due, policy: policy)
        commit(Step(before: before, command: nil, due: due, settlement: settlement), id)
        if let next = dues[id] {
            #expect(next > due, "\(id): a timer that stays due would never let time pass")
            if next <= due { dues[id] = nil }
        }
    }

    private mutating func decide(_ command: Command) -> Verdict {
        let before = incident(command.incident)
        let settlement = settle(before, command, policy: policy)
        let step = Step(before: before, command: command, due: nil, settlement: settlement)
        commit(step, command.incident)
        return settlement.verdict
    }

    private mutating func commit(_ step: Step, _ id: IncidentID) {
        let settlement = step.settlement
        if let incident = settlement.incident {
            states[id] = incident.bytes
            dues[id] = incident.nextDue
        }
        for message in settlement.outbound {
            outbound.append(message)
            if case .event(let published) = message.content {
                events[id, default: []].append(published.event)
            }
            if case .command(let command) = message.content { between.append(command) }
        }
        onStep?(step)
    }

    /// What incidents tell each other, in the order it was said.
    private mutating func deliverBetween() {
        var delivered = 0
        while !between.isEmpty {
            var command = between.removeFirst()
            command.receivedAt = max(command.receivedAt, now)
            _ = decide(command)
            delivered += 1
            guard delivered < 10_000 else {
                Issue.record("incidents talk to each other without end")
                return
            }
        }
    }
}

extension Outbound {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
