internal import Messaging

extension Incident {
    /// The incident as a `reported` event makes it; nil from every other event.
    package init?(_ event: Event) {
        guard case .reported(let registration) = event.payload,
            case .message(let message) = event.cause
        else { return nil }
        let assessment = registration.assessment
        self.id = event.incident
        self.reportedBy = registration.part?.reportedBy ?? message.party
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
        self.handling = Handling()
        self.handling.original = registration.part?.original
        self.reportedAt = registration.reportedAt
        self.registeredAt = registration.part?.registeredAt ?? event.at
        for clock in event.clocks { handling.set(clock) }
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
        for clock in event.clocks { handling.set(clock) }
        if event.tellsReporter(of: reportedBy) { handling.toldAt = event.at }

        switch event.payload {
        case .reported, .noteAdded: break
        case .updated(let amendment): update(amendment, event)
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
        default: applyHandling(event)
        }
    }

    /// A breach that the reporter's tool speaks of anew goes beside what others have found; the
    /// authority's own tool has the last word on it (P7).
    private mutating func update(_ amendment: Amendment, _ event: Event) {
        if let told = amendment.report.security, let ruled = handling.ruling.security {
            handling.ruling.security = event.by == .itsm ? told : ruled.raised(to: told)
        }
        apply(amendment)
    }

    mutating func apply(_ amendment: Amendment) {
        guard let assessment = amendment.assessment else { return }
        report.take(amendment.report)
        unmapped = amendment.unmapped ?? unmapped
        category = assessment.category
        expedited = assessment.expedited
        processes = assessment.processes
        responsible = assessment.responsible
        recipients = assessment.recipients
        deadlines = assessment.deadlines
        // What is closed, or handled with another incident, promises nothing anew.
        if status == .closed || handling.master != nil { replaceDeadlines(at: changedAt) }
        add(amendment.pending)
    }

    private mutating func acknowledge(_ event: Event) {
        if status == .registered { status = .acknowledged }
        guard let party = event.by, party != .broker else { return }
        participate(party) { $0.acknowledgedAt = $0.acknowledgedAt ?? event.at }
    }

    private mutating func startWork(_ event: Event, _ start: Timestamp) {
        if status == .registered || status == .acknowledged { status = .inProgress }
        guard let party = event.by, party != .broker else { return }
        participate(party) { $0.workStartedAt = $0.workStartedAt ?? start }
        for index in deadlines.indices where deadlines[index].role == party.role {
            switch deadlines[index].outcome {
            case .running, .missed(startedAt: nil):
                deadlines[index].outcome =
                    deadlines[index].isInTime(start)
                    ? .met(startedAt: start) : .missed(startedAt: start)
                deadlines[index].pausedAt = nil
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
            // What was tried over and over drives nothing else out.
            let code = deviations.last?.code
            deviations.remove(
                at: deviations.firstIndex { $0.isWithdrawn }
                    ?? deviations.dropLast().firstIndex { $0.code == code } ?? 0
            )
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
