internal import Messaging

/// The messages that events lead to, as they are written, one event after the other.
struct Dispatch {
    private(set) var event: Event
    let policy: Policy
    private(set) var outbound: [Outbound] = []
    private let shared: Shared<Incident>
    /// The record of the message that led to the events; nil: a timer, or it does not matter.
    private let origin: Origin?
    /// How many messages came of earlier events.
    private var earlier = 0
    /// The resolution whose text these messages tell already.
    var toldResolution: Int?

    /// Lent, not copied: it has dozens of parts to count.
    var incident: Incident { _read { yield shared.value } }

    init(_ event: Event, _ incident: Incident, _ policy: Policy, origin: Origin? = nil) {
        self.event = event
        self.origin = origin
        self.shared = Shared(incident)
        self.policy = policy
    }

    mutating func turn(to event: Event) {
        self.event = event
        earlier = outbound.count
    }

    // MARK: What can be said

    mutating func publish() {
        send(
            .events,
            .event(
                PublishedEvent(
                    event: event,
                    shared: shared,
                    isTextWithheld: incident.isTextRestricted
                )
            )
        )
    }

    mutating func notify(_ notice: Notice) {
        send(
            .authority,
            .notice(
                NoticeLetter(
                    incident: incident.id,
                    notice: notice,
                    at: event.at,
                    to: policy.settings.incidentManager
                )
            )
        )
    }

    mutating func forward(_ recipient: Recipient) {
        var forwarding = Forwarding(
            incident: shared,
            isTextWithheld: isTextWithheld(from: recipient)
        )
        if case .register(let code) = recipient, incident.recipients.contains(code) {
            forwarding.register = code
            forwarding.ownership = policy.registers[code]?.ownership(at: incident.reportedAt)
        }
        send(recipient, .forwarded(forwarding))
    }

    mutating func change(
        _ recipient: Recipient,
        _ members: [ChangedMember],
        note: Note? = nil,
        call: PhoneCall? = nil,
        clock: Clock? = nil,
        candidates: [KnownErrorMatch] = [],
        said: String? = nil,
        task: Sentence? = nil
    ) {
        guard !members.isEmpty else { return }
        send(
            recipient,
            .changed(
                Change(
                    incident: shared,
                    sequence: event.sequence,
                    at: event.at,
                    by: event.by,
                    members: members,
                    note: note,
                    call: call,
                    clock: clock,
                    candidates: candidates,
                    said: said,
                    task: task,
                    isTextWithheld: isTextWithheld(from: recipient)
                )
            )
        )
    }

    /// To the tool where the reporter looks; those who handle incidents are told by changes.
    mutating func tellReporter(
        _ text: Sentence?,
        note: Note? = nil,
        _ complete: (inout StatusReport) -> Void = { _ in }
    ) {
        guard incident.reportedBy == .itsm || incident.reportedBy == .portal else { return }
        var report = StatusReport(
            incident: incident.id,
            number: incident.number,
            sequence: event.sequence,
            at: event.at,
            status: incident.status,
            by: event.by,
            text: text,
            note: note
        )
        complete(&report)
        send(.reporterTool(incident.reportedBy), .status(report))
    }

    /// To another incident, in the broker's own name.
    mutating func command(_ action: Command.Action, to incident: IncidentID) {
        let id = nextID
        send(
            .incident(incident),
            .command(
                Command(
                    action: action,
                    incident: incident,
                    party: .broker,
                    dialect: "canonical",
                    messageID: "/incident-broker#\(id)",
                    receivedAt: event.at,
                    // Its record is its own origin; this names the event that led to it.
                    origin: Origin(
                        topic: Recipient.incident(incident).topic,
                        partition: 0,
                        offset: event.sequence
                    )
                )
            ),
            about: incident
        )
    }

    /// To the sender of an earlier message, which was taken and turns out not to be possible.
    mutating func refuse(_ asked: LinkRequest, _ rejection: Rejection) {
        let receipt = Receipt(
            messageID: asked.messageID,
            incident: incident.id,
            number: asked.number,
            outcome: .rejected(rejection),
            origin: asked.origin
        )
        send(Recipient(asked.party), .receipt(receipt))
    }

    /// The message that led to the event, as one that asks for a link; nil: there is none.
    var linkRequest: LinkRequest? {
        guard case .message(let message) = event.cause, let origin else { return nil }
        return LinkRequest(
            party: message.party,
            messageID: message.id,
            number: message.number,
            at: event.at,
            origin: origin
        )
    }

    // MARK: Who is told

    /// Registers whose authorities handle the incident.
    var solvingRegisters: [String] { incident.recipients }

    /// A register authority that reported the incident and does not handle it.
    var onlyReportingRegister: String? {
        guard case .register(let code) = incident.reportedBy,
            !incident.recipients.contains(code)
        else { return nil }
        return code
    }

    func isSender(_ code: String) -> Bool { event.by == .register(code) }

    /// Of a breach of data security the free text is for the SPOC and the registers concerned.
    private func isTextWithheld(from recipient: Recipient) -> Bool {
        guard incident.isTextRestricted else { return false }
        return switch recipient {
        case .spoc: false
        case .register(let code): !incident.registers.contains(code)
        case .authority, .reporterTool, .events: true
        case .incident: false
        }
    }

    private var nextID: String {
        "\(incident.id.text).\(event.sequence).\(outbound.count - earlier)"
    }

    private mutating func send(
        _ recipient: Recipient,
        _ content: Outbound.Content,
        about other: IncidentID? = nil
    ) {
        outbound.append(
            Outbound(
                recipient: recipient,
                id: nextID,
                incident: other ?? incident.id,
                causationID: event.causationID,
                content: content
            )
        )
    }
}

extension Event {
    /// The message that caused it, or the timer.
    package var causationID: String {
        switch cause {
        case .message(let message): message.id
        case .timer(let due): "timer:\(incident.text):\(due.rfc3339)"
        }
    }
}
