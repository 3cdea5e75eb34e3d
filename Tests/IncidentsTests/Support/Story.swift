import Incidents
import JSON
import Messaging
import Testing

/// One incident as its parties live it: messages in order, time moved by hand.
///
/// After every step the invariants are checked that hold for all stories.
struct Story {
    /// Verbs whose commands have a published schema.
    private static let published: Set<String> = [
        "report", "update", "note", "acknowledge", "start-work", "log-call",
    ]

    static let start = Copenhagen.at("2026-11-23 08:00")

    var policy: Policy
    var id: IncidentID
    var now = Self.start
    private(set) var incident: Incident?
    /// Everything sent so far.
    private(set) var outbound: [Outbound] = []
    private(set) var events: [Event] = []
    private var messages = 0

    init(_ policy: Policy = TestPolicy.standard, id: String = "itsm-INC1") {
        self.policy = policy
        self.id = IncidentID(id)!
    }

    /// Sends a message; its number, time and id are made up unless they matter.
    @discardableResult
    mutating func tell(
        _ party: Party,
        _ action: Command.Action,
        number: String? = nil,
        sequence: Int64? = nil,
        occurredAt: Timestamp? = nil,
        id messageID: String? = nil,
        unmapped: String? = nil
    ) -> Verdict {
        messages += 1
        let command = Command(
            action: action,
            incident: id,
            party: party,
            dialect: "canonical",
            messageID: messageID ?? "urn:\(party.name)#\(messages)",
            number: number,
            sequence: sequence,
            occurredAt: occurredAt,
            receivedAt: now,
            origin: Origin(topic: "\(party.system).in", partition: 0, offset: Int64(messages)),
            unmapped: unmapped.map { Array($0.utf8) }
        )
        return deliver(command)
    }

    /// Lets a command come that somebody else has made.
    @discardableResult
    mutating func deliver(_ command: Command) -> Verdict {
        let settlement = settle(incident, command, policy: policy)
        take(settlement)
        expectUnderstood(command)
        return settlement.verdict
    }

    /// Lets time pass; whatever becomes due on the way happens.
    mutating func wait(until moment: Timestamp) {
        for _ in 0..<100 {
            guard let incident, let due = incident.nextDue, due <= moment else { break }
            take(settleDue(incident, due: due, policy: policy))
            #expect(self.incident?.nextDue.map { $0 > due } ?? true, "time does not stand still")
        }
        now = moment
    }

    mutating func wait(minutes: Int64) {
        wait(until: now.adding(seconds: minutes * 60))
    }

    func moment(minutes: Int64) -> Timestamp { Self.start.adding(seconds: minutes * 60) }

    // MARK: What was sent

    func sent(to recipient: Recipient) -> [Outbound] {
        outbound.filter { $0.recipient == recipient }
    }

    func kinds(to recipient: Recipient) -> [String] {
        sent(to: recipient).map(\.kind)
    }

    var noticeReasons: [String] {
        outbound.compactMap { message in
            if case .notice(let letter) = message.content { letter.notice.reason } else { nil }
        }
    }

    var eventNames: [String] { events.map(\.payload.name) }

    mutating func forgetSent() {
        outbound = []
        events = []
    }

    // MARK: Invariants

    private mutating func take(_ settlement: Settlement) {
        let events = settlement.verdict.events
        if !events.isEmpty {
            #expect(replay(events) == settlement.incident)
            let sequences = events.map(\.sequence)
            let first = (incident?.revision ?? 0) + 1
            #expect(sequences == Array(first..<(first + Int64(events.count))), "no gaps")
            self.events += events
        } else {
            #expect(settlement.incident == incident, "only what is accepted changes anything")
        }
        incident = settlement.incident
        outbound += settlement.outbound
        for message in settlement.outbound {
            // What incidents tell each other are commands, whatever their verb.
            let isCommand = if case .command = message.content { true } else { false }
            expectContract(message.bytes, kind: isCommand ? "command" : message.kind)
        }
        #expect(Set(outbound.map(\.id)).count == outbound.count, "every id once")
        expectKept()
    }

    private func replay(_ events: [Event]) -> Incident? {
        var replayed = incident
        for event in events {
            if replayed == nil { replayed = Incident(event) } else { replayed?.apply(event) }
        }
        return replayed
    }

    private func expectContract(_ bytes: [UInt8], kind: String) {
        do {
            let violations = try Contract.violations(of: bytes, kind: kind)
            #expect(violations.isEmpty, "\(kind): \(String(decoding: bytes, as: UTF8.self))")
        } catch {
            Issue.record("\(kind) is no JSON: \(error)")
        }
    }

    /// The changelog gives back what was put in.
    private func expectKept() {
        guard let incident else { return }
        do {
            let parser = JSONParser()
            let kept = try Incident(json: parser.parse(incident.bytes))
            #expect(kept == incident)
        } catch {
            Issue.record("the changelog is unreadable: \(error)")
        }
    }

    private func expectUnderstood(_ command: Command) {
        do {
            let parser = JSONParser()
            if Self.published.contains(command.action.name) {
                expectContract(command.bytes, kind: "command")
            }
            let understood = try Command(json: parser.parse(command.bytes))
            #expect(understood == command)
        } catch {
            Issue.record("the command is unreadable: \(error)")
        }
    }
}

extension Outbound {
    /// The type without its prefix and version: `forwarded`, `status`.
    var kind: String { String(type.split(separator: ".").dropLast().last!) }

    /// The data as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
