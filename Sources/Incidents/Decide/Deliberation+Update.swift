internal import Messaging

extension Deliberation {
    /// Takes over what really differs, which may be the answer that is waited for.
    mutating func takeUpdate(_ told: Report, _ command: Command) -> Repetition? {
        if let repetition = update(told, command) { return repetition }
        resumeIfAnswered(by: command.party)
        return nil
    }

    /// Takes over what really differs; nil, or what the update repeats.
    mutating func update(_ told: Report, _ command: Command) -> Repetition? {
        guard let incident else { return nil }
        let calls = told.calls.filter { !incident.calls.contains($0) }
        if let highest = incident.highestSequence(of: command.party),
            let sequence = command.sequence, sequence <= highest
        {
            return supersede(told, command, calls, incident)
        }

        let changes = changes(told, command, incident)
        let unmapped = UnmappedFields.merging(command.unmapped, into: incident.unmapped)
        let isNews = changes != Report() || unmapped != incident.unmapped
        // The sequence number of an update is news too: what is older must be known to be. A
        // report that says nothing new is the report sent twice.
        let isNewer = command.sequence != nil && command.action.isUpdate
        guard isNews || isNewer || !calls.isEmpty else { return .content }
        let highest = incident.highestSequence(of: command.party)
        if isNews || isNewer {
            amend(incident, changes, unmapped == incident.unmapped ? nil : unmapped)
        }
        checkSequence(command, after: highest)
        return calls.isEmpty ? nil : log(calls, command)
    }

    /// An update that a newer one has overtaken changes no field.
    ///
    /// The calls it tells of were made all the same.
    private mutating func supersede(
        _ told: Report,
        _ command: Command,
        _ calls: [PhoneCall],
        _ incident: Incident
    ) -> Repetition? {
        if !command.action.isUpdate, calls.isEmpty,
            changes(told, command, incident) == Report()
        {
            return .content
        }
        marks.append("superseded")
        record(.updated(Amendment(changed: [], report: Report())))
        closeGap(command)
        return calls.isEmpty ? nil : log(calls, command)
    }

    private mutating func changes(
        _ told: Report,
        _ command: Command,
        _ incident: Incident
    ) -> Report {
        var told = told
        told.registers = told.registers.map(spelled)
        if command.party != .itsm, let security = told.security {
            // A breach once reported is cleared by the authority only (principle 7).
            told.security = security.raised(to: incident.report.security ?? .none)
            if told.security != security { marks.append("security.not-lowered") }
        }
        return incident.report.difference(to: told)
    }

    private mutating func amend(_ before: Incident, _ changes: Report, _ unmapped: [UInt8]?) {
        let ruling = before.handling.ruling
        if changes.category != nil, ruling.category != nil { marks.append("priority.ruled") }
        var handling = before.handling
        if let told = changes.security, let ruled = ruling.security {
            handling.ruling.security = cause.party == .itsm ? told : ruled.raised(to: told)
        }
        reassess(
            before,
            Revision(changes: changes, unmapped: unmapped, handling: handling)
        ) { .updated($0) }
    }
}

extension Command.Action {
    fileprivate var isUpdate: Bool {
        if case .update = self { true } else { false }
    }
}
