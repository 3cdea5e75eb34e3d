internal import Messaging

extension Deliberation {
    /// Takes a part of another incident in as one of its own, with the other's times.
    mutating func register(_ part: SplitOff, _ command: Command) {
        var command = command
        command.number = part.number
        command.occurredAt = part.reportedAt
        command.unmapped = part.unmapped
        register(
            part.report,
            command,
            Registration.Part(
                original: part.original,
                reportedBy: part.reportedBy,
                registeredAt: part.registeredAt
            )
        )
    }

    /// Takes a new incident in.
    mutating func register(
        _ told: Report,
        _ command: Command,
        _ part: Registration.Part? = nil
    ) {
        let report = complete(told, part?.reportedBy ?? command.party)
        let category = report.category.flatMap(Category.init(rawValue:))
        let reportedAt = credible(command.occurredAt)
        var facts = Facts(report, category: category, reportedAt: reportedAt, policy: policy)
        facts.setCalls(report.calls, since: reportedAt, occasion: .registration, policy: policy)

        let outcome = policy.outcome(of: facts)
        let assessment = assess(
            report,
            category,
            outcome,
            reportedAt: reportedAt,
            from: part?.registeredAt
        )
        let missing = policy.phoneRules(firedBy: facts)
        let grace = policy.settings.phoneGraceSeconds
        let held = policy.deviations(
            missing,
            since: reportedAt,
            standing: .pending(until: at.adding(seconds: grace)),
            by: { _ in command.party }
        )
        record(
            .reported(
                Registration(
                    number: command.number ?? command.incident.number,
                    dialect: command.dialect,
                    report: report,
                    unmapped: command.unmapped,
                    reportedAt: reportedAt,
                    assessment: assessment,
                    pending: grace > 0 ? held : [],
                    part: part
                )
            ),
            rules: policy.firedRules(outcome.fired) { !$0.recordsDeviation },
            notices: policy.notices(outcome.fired, facts)
                + coOwnerNotices(assessment.recipients, reportedAt)
        )
        for deviation in policy.deviations(
            outcome.fired,
            since: reportedAt,
            standing: .recorded(at: at),
            by: departing(report, reportedAt)
        ) {
            record(deviation, facts)
        }
        if grace == 0 {
            for deviation in held { record(deviation, facts) }
        }
        checkForwarding()
    }

    /// The report with what it leaves out filled in, registers by the policy's spelling, and
    /// calls that claim to be in the future moved to where they prove nothing (edge case 37).
    private mutating func complete(_ told: Report, _ party: Party) -> Report {
        var report = told
        report.channel = report.channel ?? party.channel
        report.environment = report.environment ?? .production
        report.kind = report.kind ?? .unknown
        report.registers = spelled(report.registers ?? [])
        report.services = report.services ?? []
        report.security = report.security ?? SecurityFlags.none
        for index in report.calls.indices {
            report.calls[index] = evidence(report.calls[index])
        }
        return report
    }

    /// Who has not done what a rule about a report asks for.
    ///
    /// The party that told, or the register whose authority has named no recipient (P10).
    func departing(_ report: Report, _ reportedAt: Timestamp) -> (Rule) -> Party? {
        let unnamed = report.registers?.first { code in
            policy.registers[code].map { $0.ownership(at: reportedAt)?.recipient == nil } ?? false
        }
        let teller = cause.party
        return { rule in
            rule.principle == Principle(10) ? unnamed.map { .register($0) } ?? teller : teller
        }
    }

    /// Register codes as the policy spells them, each once; unknown ones as they came.
    func spelled(_ codes: [String]) -> [String] {
        var spelled: [String] = []
        for code in codes {
            let known = policy.registers[code] == nil && policy.registers[code.uppercased()] != nil
            let code = known ? code.uppercased() : code
            if !spelled.contains(code) { spelled.append(code) }
        }
        return spelled
    }

    /// A call as evidence: one that a clock of the future speaks of counts from now.
    mutating func evidence(_ call: PhoneCall) -> PhoneCall {
        guard !isCredible(call.occurredAt) else { return call }
        var call = call
        call.occurredAt = at
        if !marks.contains(Self.callInFuture) { marks.append(Self.callInFuture) }
        return call
    }

    private static let callInFuture = "call.time-in-future"
}

extension Party {
    /// The channel a message of this party has come by, unless it says another.
    fileprivate var channel: ReportingChannel {
        switch self {
        case .itsm: .itsm
        case .portal: .portal
        case .spoc: .spoc
        case .register: .register
        case .broker: .itsm
        }
    }
}
