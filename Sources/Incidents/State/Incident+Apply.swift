internal import Messaging

extension Incident {
    /// The incident as a `reported` event makes it; nil from every other event.
    package init?(_ event: Event) {
        guard case .reported(let registration) = event.payload,
            case .message(let message) = event.cause
        else { return nil }
        let assessment = registration.assessment
        self.id = event.incident
        self.reportedBy = message.party
        self.number = registration.number
        self.dialect = registration.dialect
        self.report = registration.report
        self.report.calls = []
        self.unmapped = registration.unmapped
        self.revision = event.sequence
        self.status = .registered
        self.category = assessment.category
        self.expedited = assessment.expedited
        self.processes = assessment.processes
        self.responsible = assessment.responsible
        self.recipients = assessment.recipients
        self.deadlines = assessment.deadlines
        self.deviations = registration.pending
        self.calls = registration.report.calls
        self.participations = []
        self.reportedAt = registration.reportedAt
        self.registeredAt = event.at
        self.changedAt = event.at
        self.policyVersion = event.policyVersion
        self.recentMessages = RecentMessages()
        self.senderSequences = []
        remember(message)
    }

    /// Evolves by one event; those of one incident in their order lead to the same incident
    /// wherever they are applied.
    package mutating func apply(_ event: Event) {
        revision = event.sequence
        changedAt = event.at
        policyVersion = event.policyVersion
        if case .message(let message) = event.cause { remember(message) }

        switch event.payload {
        case .reported, .noteAdded: break
        case .updated(let amendment): apply(amendment)
        case .acknowledged: acknowledge(event)
        case .workStarted(let start): startWork(event, start)
        case .callLogged(let call, let pending):
            log(call)
            deviations.removeAll { $0.isPending }
            add(pending)
        case .deadlineMissed(let missed):
            guard let index = deadlines.firstIndex(where: { $0.isSamePromise(as: missed) })
            else { return }
            deadlines[index].outcome = .missed(startedAt: nil)
        case .deviationRecorded(let deviation), .deviationWithdrawn(let deviation):
            guard let index = deviations.firstIndex(where: { $0.isSameDeparture(as: deviation) })
            else { return add([deviation]) }
            deviations[index] = deviation
        }
    }

    private mutating func apply(_ amendment: Amendment) {
        guard let assessment = amendment.assessment else { return }
        report.take(amendment.report)
        unmapped = amendment.unmapped ?? unmapped
        category = assessment.category
        expedited = assessment.expedited
        processes = assessment.processes
        responsible = assessment.responsible
        recipients = assessment.recipients
        deadlines = assessment.deadlines
        add(amendment.pending)
    }

    private mutating func acknowledge(_ event: Event) {
        status = max(status, .acknowledged)
        guard let party = event.by else { return }
        participate(party) { $0.acknowledgedAt = $0.acknowledgedAt ?? event.at }
    }

    private mutating func startWork(_ event: Event, _ start: Timestamp) {
        status = .inProgress
        guard let party = event.by else { return }
        participate(party) { $0.workStartedAt = $0.workStartedAt ?? start }
        for index in deadlines.indices where deadlines[index].role == party.role {
            switch deadlines[index].outcome {
            case .running, .missed(startedAt: nil):
                deadlines[index].outcome =
                    start <= deadlines[index].due
                    ? .met(startedAt: start) : .missed(startedAt: start)
            case .met, .missed, .replaced: continue
            }
        }
    }

    private mutating func log(_ call: PhoneCall) {
        calls.append(call)
        guard calls.count > Self.callsMax else { return }
        // The earlier a call, the more it proves.
        let latest = calls.indices.max { calls[$0].occurredAt < calls[$1].occurredAt }
        if let latest { calls.remove(at: latest) }
    }

    private mutating func add(_ new: [Deviation]) {
        deviations.append(contentsOf: new)
        while deviations.count > Self.deviationsMax {
            deviations.remove(at: deviations.firstIndex { $0.isWithdrawn } ?? 0)
        }
    }

    private mutating func remember(_ message: Cause.Message) {
        recentMessages.remember(message.id, from: message.party)
        if let sequence = message.sequence {
            if let index = senderSequences.firstIndex(where: { $0.party == message.party }) {
                senderSequences[index].highest = max(senderSequences[index].highest, sequence)
            } else {
                senderSequences.append(
                    SenderSequence(party: message.party, highest: sequence)
                )
            }
        }
        if let number = message.number, message.party != reportedBy {
            participate(message.party) { $0.number = number }
        }
    }

    private mutating func participate(
        _ party: Party,
        _ change: (inout Participation) -> Void
    ) {
        if let index = participations.firstIndex(where: { $0.party == party }) {
            change(&participations[index])
        } else if participations.count < Self.participationsMax {
            var participation = Participation(party: party)
            change(&participation)
            participations.append(participation)
        }
    }
}
