internal import Messaging

extension Dispatch {
    /// A new incident: the SPOC always, registers by the routing; one that reported it through
    /// its own tool is told what has become of its report.
    mutating func forward() {
        forward(.spoc)
        for code in solvingRegisters { forward(.register(code)) }
        if let code = onlyReportingRegister { forward(.register(code)) }
    }

    mutating func tell(_ amendment: Amendment) {
        let derived = amendment.changed.filter(\.isDerived)
        change(.spoc, event.by == .spoc ? derived : amendment.changed)
        for code in solvingRegisters {
            if amendment.joined.contains(code) {
                forward(.register(code))
            } else {
                change(.register(code), isSender(code) ? derived : amendment.changed)
            }
        }
        if let code = onlyReportingRegister { change(.register(code), derived) }
        for code in amendment.left where onlyReportingRegister != code {
            // Enough to see that, and why, it is no longer theirs.
            change(.register(code), amendment.changed.filter(\.isRouting))
        }
    }

    /// Internal notes stay between those who solve; the reporter's tool is told public ones.
    mutating func tell(_ note: Note) {
        if event.by != .spoc { change(.spoc, [.note], note: note) }
        for code in solvingRegisters where !isSender(code) {
            change(.register(code), [.note], note: note)
        }
        guard note.visibility == .public, event.by != incident.reportedBy else { return }
        tellReporter(nil, note: note)
        if let code = onlyReportingRegister { change(.register(code), [.note], note: note) }
    }

    /// A step somebody who solves has taken.
    mutating func tellStep(_ text: Sentence, _ members: [ChangedMember]) {
        tellReporter(text)
        if event.by != .spoc { change(.spoc, members) }
        for code in solvingRegisters where !isSender(code) { change(.register(code), members) }
        if let code = onlyReportingRegister { change(.register(code), members) }
    }

    mutating func tell(_ missed: Deadline) {
        guard missed.role == .supplier else { return tellAll([.deadlines]) }
        change(.spoc, [.deadlines])
    }

    /// Everybody who handles it, whoever brought it about.
    mutating func tellAll(_ members: [ChangedMember]) {
        change(.spoc, members)
        for code in solvingRegisters { change(.register(code), members) }
    }

    /// What was found at the registration stands in what is forwarded and in the receipt.
    mutating func tell(_ deviation: Deviation) {
        guard deviation.standing != .recorded(at: incident.registeredAt) else { return }
        let isOwed = deviation.isRecorded && deviation.code == "P13.NOT_DIGITAL"
        let task: Sentence? = isOwed ? .notDigital : nil
        change(.spoc, [.deviations], task: task)
        if case .register(let code) = deviation.party, incident.recipients.contains(code) {
            change(.register(code), [.deviations], task: task)
        }
        guard let rule = policy.rule(deviation.rule), rule.isReportersDuty else { return }
        tellReporter(deviation.isRecorded ? rule.sentence : .withdrawn)
    }
}

extension ChangedMember {
    /// What the policy made of a change, rather than what the sender said.
    fileprivate var isDerived: Bool {
        switch self {
        case .priority, .processes, .responsible, .deadlines, .status, .deviations: true
        case .title, .description, .environment, .kind, .registers, .services, .reporter,
            .channel, .impact, .security, .unmapped, .call, .note, .question, .resource,
            .assignment, .plan, .resolution, .closure, .releases, .problem, .links, .clock,
            .knownErrors:
            false
        }
    }

    /// What decides whose the incident is.
    fileprivate var isRouting: Bool {
        switch self {
        case .kind, .registers, .responsible: true
        case .priority, .processes, .deadlines, .status, .deviations, .title, .description,
            .environment, .services, .reporter, .channel, .impact, .security, .unmapped, .call,
            .note, .question, .resource, .assignment, .plan, .resolution,
            .closure, .releases, .problem, .links, .clock, .knownErrors:
            false
        }
    }
}

extension Rule {
    fileprivate var isReportersDuty: Bool { table == .phone || table == .channel }
}
