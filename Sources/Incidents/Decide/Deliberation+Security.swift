internal import Messaging

// Breaches of security after the report (P7): what is found, whose data, and the clocks by law.

extension Deliberation {
    /// Anybody concerned may raise; that only the authority lowers has been seen to.
    mutating func flag(_ finding: SecurityFinding) -> Repetition? {
        guard let incident else { return nil }
        var finding = finding
        finding.controllers = finding.controllers.map(spelled)
        let flags = SecurityFlags(
            itSecurity: finding.itSecurity ?? incident.security.itSecurity,
            dataSecurity: finding.dataSecurity ?? incident.security.dataSecurity
        )
        var handling = incident.handling
        handling.ruling.security = flags
        if let controllers = finding.controllers {
            handling.controllers = controllers
            let added = controllers.filter { !incident.registers.contains($0) }
            if !added.isEmpty { handling.ruling.registers = incident.registers + added }
        }
        guard flags != incident.security || handling.controllers != incident.handling.controllers
        else { return .content }
        let isCleared = flags.dataSecurity == .none
        reassess(
            incident,
            Revision(
                handling: handling,
                owesCalls: cause.party != .spoc,
                clocks: isCleared ? incident.handling.stoppedAll(.breach) : [],
                notices: flags.isBelow(incident.security) ? [cleared(incident, flags)] : []
            )
        ) { .securityFlagged(finding, $0) }
        return nil
    }

    /// Clearing leaves a trace, also with whoever reads notices only.
    private func cleared(_ incident: Incident, _ flags: SecurityFlags) -> Notice {
        Notice(
            reason: "security-cleared",
            principle: Principle(7),
            rule: "P07.CLEARED",
            text: .securityCleared,
            evidence: [
                Evidence("security.it", .words([flags.itSecurity.rawValue])),
                Evidence("security.data", .words([flags.dataSecurity.rawValue])),
            ]
        )
    }

    /// A processor tells its controllers without delay: they are sent the incident.
    ///
    /// One that cannot be reached so is left to the authority.
    mutating func checkControllersTold() {
        guard let incident, incident.security.dataSecurity != .none else { return }
        for code in incident.controllers where !incident.recipients.contains(code) {
            record(
                "P07.CONTROLLER_NOT_TOLD",
                since: incident.registeredAt,
                rule: "P07.CONTROLLER_NOT_TOLD_\(code)",
                party: nil,
                .controllerNotTold,
                evidence: [Evidence("register", .words([code]))]
            )
        }
    }

    mutating func declareMajor(_ reason: String) -> Repetition? {
        guard let incident else { return nil }
        guard !incident.handling.ruling.isMajor else { return .step }
        var handling = incident.handling
        handling.ruling.isMajor = true
        reassess(
            incident,
            Revision(
                handling: handling,
                owesCalls: false,
                notices: [
                    Notice(
                        reason: "major",
                        principle: Principle(7),
                        rule: "P07.MAJOR_DECLARED",
                        text: .majorDeclared,
                        evidence: [Evidence("by", .words([cause.party.wireName]))]
                    )
                ]
            )
        ) { .majorDeclared(reason: reason, $0) }
        return nil
    }

    // MARK: Clocks by law

    /// A controller knows of the breach: its hours run from then, over weekends and holidays.
    mutating func confirm(_ awareness: BreachAwareness) -> Repetition? {
        guard let incident else { return nil }
        let code = spelled([awareness.register])[0]
        let clocks = clocks(of: code, from: min(credible(awareness.awareAt), at), incident)
        let isKnown = clocks.allSatisfy { clock in
            incident.handling.clock(clock.kind, clock.subject)?.from == clock.from
        }
        guard !isKnown else { return .content }
        for clock in clocks {
            record(.breachClockStarted(clock), rules: [clock.rule], clocks: [clock])
        }
        return nil
    }

    private func clocks(of code: String, from: Timestamp, _ incident: Incident) -> [Clock] {
        var hours: [(Clock.Kind, Int64)] = []
        if incident.security.dataSecurity != .none { hours.append((.breach, 72)) }
        if policy.settings.clocks.nis2, incident.security.itSecurity != .none {
            hours += [(.nis2Early, 24), (.nis2Notification, 72)]
        }
        return hours.map { kind, hours in
            Clock.warning(
                kind,
                subject: code,
                party: .register(code),
                from: from,
                due: from.adding(seconds: hours * 3_600)
            )
        }
    }

    /// A controller has told the supervisory authority; a report in time that is heard of late
    /// withdraws what the clock had said.
    mutating func confirm(_ report: BreachReport) -> Repetition? {
        guard let incident else { return nil }
        var report = report
        report.register = spelled([report.register])[0]
        report.reportedAt = min(credible(report.reportedAt), at)
        let kinds: [Clock.Kind] =
            report.stage == .first ? [.breach, .nis2Early, .nis2Notification] : [.nis2Final]
        let owed = kinds.compactMap { incident.handling.clock($0, report.register) }
        let late = incident.deviations.filter { deviation in
            deviation.isRecorded && deviation.code == Self.clockExpired
                && owed.contains { clock in
                    clock.standing == .expired && deviation.since == clock.due
                        && deviation.rule == clock.expiryRule && report.reportedAt <= clock.due
                }
        }
        let stopped = owed.flatMap { incident.handling.stopped($0.kind, $0.subject) }
        let final = finalReport(after: report, incident)
        guard !stopped.isEmpty || !late.isEmpty || !owed.isEmpty else { return .step }
        record(.breachReported(report), clocks: stopped)
        for deviation in late { withdraw(deviation) }
        if let final { record(.breachClockStarted(final), rules: [final.rule], clocks: [final]) }
        return nil
    }

    /// NIS2: one month after the notification was handed in, clamped to the month's last day.
    private func finalReport(after report: BreachReport, _ incident: Incident) -> Clock? {
        guard report.stage == .first,
            incident.handling.clock(.nis2Notification, report.register) != nil
        else { return nil }
        var wall = policy.zone.wallClock(at: report.reportedAt)
        wall.date = wall.date.adding(months: 1)
        return .warning(
            .nis2Final,
            subject: report.register,
            party: .register(report.register),
            from: report.reportedAt,
            due: policy.zone.moment(wall)
        )
    }

    /// The hours of a clock by law are over.
    mutating func breachClockCame(_ clock: Clock) {
        record(
            Self.clockExpired,
            since: clock.due,
            rule: clock.expiryRule,
            party: clock.party,
            .breachClockExpired,
            evidence: [
                Evidence("register", .words([clock.subject])),
                Evidence("clock", .words([clock.kind.rawValue])),
                Evidence("awareAt", .moment(clock.from)),
                Evidence("due", .moment(clock.due)),
            ]
        )
    }

    private static let clockExpired = "P07.CLOCK_EXPIRED"
}

extension Incident {
    /// Registers whose data may have been breached: those named, or else those concerned.
    package var controllers: [String] {
        handling.controllers.isEmpty ? registers : handling.controllers
    }
}

extension Clock {
    /// Tells one register's and one law's time from another's that ended at the same moment.
    fileprivate var expiryRule: String { "\(kind.ruleID)_\(subject)" }
}
