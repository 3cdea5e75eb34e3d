internal import Messaging

// Workarounds and solutions on their way to the reporter (P13, P16).

extension Deliberation {
    mutating func propose(_ proposal: ResolutionProposal, _ command: Command) -> Repetition? {
        guard let before = incident else { return nil }
        let missing = proposal.text.missing(title: before.report.title, policy.settings.closing)
        guard missing.isEmpty else {
            refuse(.incomplete(missing))
            return nil
        }
        if let open = before.handling.openProposal, open.says(proposal) { return .content }
        // Nobody has a way out without having begun.
        let isBegun = before.participation(of: command.party)?.workStartedAt != nil
        if command.party.role != nil, !isBegun { _ = startWork(command) }
        put(proposal, by: command.party)
        return nil
    }

    /// Puts it to the reporter; what was put before is superseded, and its days are over.
    mutating func put(_ proposal: ResolutionProposal, by party: Party) {
        guard let before = incident else { return }
        let number = (before.handling.proposals.last?.number ?? 0) + 1
        let isWritten = proposal.via == .tool
        let isDelivered = isWritten && policy.settings.closing.toolCountsAsDelivered
        record(
            .resolutionProposed(proposal, number: number),
            rules: [FiredRule(id: "P16.COMPLETE", principle: Principle(16))],
            notices: policy.settings.closing.needsQuality(before) ? [.qualityNeeded(number)] : [],
            clocks: isDelivered
                ? before.handling.droppedAnswers : before.handling.droppedDays + undeliveredClock()
        )
        if isWritten {
            withdrawRecorded(Self.notDigital)
        } else {
            record(Self.notDigital, since: at, party: party, .notDigital)
        }
        if isDelivered { deliver(number, at: at, .tool) }
    }

    /// The text has reached the reporter: the days begin, unless somebody else has to look first.
    private mutating func deliver(
        _ number: Int,
        at moment: Timestamp,
        _ channel: DeliveryReport.Channel,
        daysFrom start: Timestamp? = nil
    ) {
        guard let incident, let proposal = incident.handling.proposal(number) else { return }
        let from = start ?? moment
        let closesAt = closing(proposal, incident, from: from)
        var clocks = incident.handling.dropped(.undelivered)
        if let closesAt {
            clocks += incident.handling.dropped(.approval)
            clocks.append(
                Clock(
                    kind: .closing,
                    from: from,
                    due: closesAt,
                    warnAt: policy.reminder(of: from, before: closesAt)
                )
            )
        } else {
            clocks += approvalClock(of: proposal, incident, from: from)
        }
        record(
            .resolutionDelivered(number: number, at: moment, channel, closesAt: closesAt),
            rules: [FiredRule(id: "P17.DELIVERED", principle: Principle(17))],
            clocks: clocks
        )
    }

    private func closing(
        _ proposal: Proposal,
        _ incident: Incident,
        from: Timestamp
    ) -> Timestamp? {
        let settings = policy.settings.closing
        guard settings.closesInSilence(proposal.type, incident),
            proposal.isApproved ?? !settings.needsQuality(incident)
        else { return nil }
        return policy.closing(of: from)
    }

    /// Of a text that only the authority's look keeps from closing the incident in silence.
    private func approvalClock(
        of proposal: Proposal,
        _ incident: Incident,
        from: Timestamp
    ) -> [Clock] {
        guard proposal.isApproved == nil,
            policy.settings.closing.closesInSilence(proposal.type, incident),
            let due = policy.closing(of: from), due > at
        else { return incident.handling.dropped(.approval) }
        return [.warning(.approval, party: .itsm, from: from, due: due)]
    }

    private func undeliveredClock() -> [Clock] {
        guard let due = policy.undeliveredDue(from: at) else { return [] }
        return [Clock(kind: .undelivered, party: .spoc, from: at, due: due)]
    }

    /// A message has reached the reporter; only of some of them does it matter here.
    mutating func confirm(_ report: DeliveryReport, _ command: Command) -> Repetition? {
        guard let handling = incident?.handling else { return nil }
        let moment = min(credible(command.occurredAt), at)
        if let open = handling.openProposal, open.sequence == report.of,
            open.standing == .proposed, open.via == .tool
        {
            deliver(open.number, at: max(moment, open.at), report.channel)
            return nil
        }
        if let release = handling.releases.last(where: { $0.sequence == report.of }),
            release.noticedAt == nil
        {
            note(release.release, at: moment)
            return nil
        }
        return .step
    }

    /// The reporter has not got the text after all: its days have not begun (edge case 21).
    mutating func withdrawDelivery(_ report: DeliveryReport) -> Repetition? {
        guard let incident, let last = incident.handling.proposals.last,
            last.sequence == report.of, last.isOpen
        else { return .step }
        // What stands in the tool stands there, wherever else it could not be brought.
        if report.channel == .webhook, policy.settings.closing.toolCountsAsDelivered {
            return .step
        }
        guard last.standing != .proposed || incident.handling.clock(.undelivered) == nil else {
            return .step
        }
        if let closure = incident.handling.closure {
            guard closure.reason == .tenDays else { return .step }
            undoClosing(closure, .undeliveredAfterAll)
        }
        record(
            .resolutionUndelivered(number: last.number, report),
            rules: [FiredRule(id: "P17.UNDELIVERED", principle: Principle(17))],
            clocks: (self.incident?.handling.droppedDays ?? []) + undeliveredClock()
        )
        return nil
    }

    /// The authority's practitioner has looked (P16).
    mutating func assure(_ finding: QualityFinding) -> Repetition? {
        guard let proposal = incident?.handling.openProposal,
            proposal.isApproved != finding.approved
        else { return .step }
        record(
            .qualityAssured(finding, number: proposal.number),
            rules: [FiredRule(id: "P16.QUALITY", principle: Principle(16))],
            clocks: finding.approved ? [] : incident?.handling.droppedDays ?? []
        )
        if finding.approved, case .delivered(at: let moment, closesAt: nil) = proposal.standing {
            deliver(proposal.number, at: moment, .tool, daysFrom: at)
        }
        return nil
    }

    private static let notDigital = "P13.NOT_DIGITAL"
}

extension Proposal {
    /// Whether it is the same put again.
    fileprivate func says(_ proposal: ResolutionProposal) -> Bool {
        text == proposal.text && via == proposal.via && knowledge == proposal.knowledge
            && documented == proposal.documented
    }
}

extension Handling {
    func proposal(_ number: Int) -> Proposal? { proposals.last { $0.number == number } }

    /// A clock given up, expired or not: to be handed to `record(clocks:)`.
    func dropped(_ kind: Clock.Kind, _ subject: String = "") -> [Clock] {
        guard var clock = clock(kind, subject) else { return [] }
        clock.standing = .stopped
        return [clock]
    }

    /// The reporter's days given up, and those that wait for somebody to look.
    var droppedDays: [Clock] { dropped(.closing) + dropped(.approval) }

    /// Everything given up that waits for the reporter's word.
    var droppedAnswers: [Clock] { droppedDays + dropped(.undelivered) }
}

extension Notice {
    fileprivate static func qualityNeeded(_ number: Int) -> Notice {
        Notice(
            reason: "quality-needed",
            principle: Principle(16),
            rule: "P16.QUALITY",
            text: .qualityNeeded,
            evidence: [Evidence("resolution", .number(number))]
        )
    }
}
