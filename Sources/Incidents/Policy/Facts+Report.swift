internal import Messaging

extension Facts {
    /// What the rules see of a report; of calls nothing yet.
    init(_ report: Report, category: Category?, reportedAt: Timestamp, policy: Policy) {
        self = .unknown
        affectedUsers = report.impact?.affectedUsers
        lanes[Fact.category.lane] = category?.bit ?? Category.unclassifiedBit
        set(.kind, report.kind ?? .unknown)
        set(.environment, report.environment ?? .production)
        if let reporter = report.reporter { set(.reporterKind, reporter.kind) }
        if let channel = report.channel { set(.channel, channel) }
        lanes[Fact.impactLevel.lane] = report.impact?.level?.bit ?? ImpactLevel.unratedBit
        set(.itSecurity, report.security?.itSecurity ?? .none)
        set(.dataSecurity, report.security?.dataSecurity ?? .none)
        set(.statutoryDeadline, report.impact?.statutoryDeadline != nil)
        if policy.compiled.asks(.criticalService) {
            let isCritical = report.services?.contains(where: policy.criticalServices.contains)
            set(.criticalService, isCritical ?? false)
        }
        setRegisters(report.registers ?? [], reportedAt: reportedAt, policy: policy)
    }

    /// The calls, seen from the moment they had to precede.
    mutating func setCalls(
        _ calls: [PhoneCall],
        since: Timestamp,
        occasion: Occasion,
        policy: Policy
    ) {
        set(.occasion, occasion)
        set(.callToSpoc, CallState(of: calls, to: .spoc, since: since))
        set(.callToAuthority, CallState(of: calls, to: .authority, since: since))
        if policy.compiled.asks(.spocPhoneOpen) {
            let calendar = policy.calendars[policy.settings.spocPhoneCalendar]
            set(.spocPhoneOpen, calendar?.isOpen(at: since, zone: policy.zone) ?? true)
        }
    }

    /// The same facts as the rules about calls see them: a subcontractor's only when the policy
    /// lays its principal's duty on it.
    func forPhoneRules(_ policy: Policy) -> Facts {
        guard !policy.settings.subcontractorsPhone else { return self }
        var facts = self
        facts.lanes[Fact.reporterKind.lane] &= ~ReporterKind.subcontractor.bit
        return facts
    }

    private mutating func setRegisters(
        _ registers: [String],
        reportedAt: Timestamp,
        policy: Policy
    ) {
        var states: UInt8 = 0
        var recipients: UInt8 = 0
        for code in registers {
            guard let register = policy.registers[code] else {
                states |= RegisterState.unknown.bit
                continue
            }
            states |= RegisterState.known.bit
            recipients |= (register.ownership(at: reportedAt)?.recipient != nil).bit
        }
        lanes[Fact.register.lane] = states == 0 ? RegisterState.none.bit : states
        lanes[Fact.registerRecipient.lane] = recipients == 0 ? false.bit : recipients
    }
}

extension CallState {
    /// A call at the very moment does not precede it (edge case 3).
    init(of calls: [PhoneCall], to callee: PhoneCall.Callee, since: Timestamp) {
        self = .none
        for call in calls where call.to == callee {
            guard call.occurredAt >= since else {
                self = .before
                return
            }
            self = .after
        }
    }
}
