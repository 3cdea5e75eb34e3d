internal import Incidents
internal import JSON
internal import Messaging

/// The parts of a command, put together of its fields.
extension FieldReader {
    /// Whether all is there that the dialect cannot do without; an update may leave out anything.
    func checkRequired() throws(Rejection) {
        guard program.action != .update else { return }
        for field in program.required where !says(field) { throw missing(field) }
    }

    mutating func number() throws(Rejection) -> String? {
        guard let number = try text(.number) else { return nil }
        guard IncidentID(system: context.party.system, number: number) != nil else {
            throw Rejection(
                .numberMalformed,
                "The number '\(number.excerpt)' cannot be made an incident id.",
                remedy: "Use 1 to \(IncidentID.numberLengthMax) of A-Z a-z 0-9 - . _ ~.",
                pointer: pointer(.number)
            )
        }
        return number
    }

    /// The id the message names, or the one its number makes.
    mutating func incident(_ number: String?) throws(Rejection) -> IncidentID {
        if let text = try text(.incident) {
            guard let incident = IncidentID(text) else {
                throw Rejection(
                    .numberMalformed,
                    "'\(text.excerpt)' is not an incident id.",
                    remedy: "Use the id the broker gave the incident, such as itsm-INC0012345.",
                    pointer: pointer(.incident)
                )
            }
            return incident
        }
        guard let number, let id = IncidentID(system: context.party.system, number: number) else {
            throw missing(program.action == .report ? .number : .incident)
        }
        return id
    }

    mutating func action() throws(Rejection) -> Command.Action {
        switch program.action {
        case .report: .report(try report(isNew: true))
        case .update: .update(try report(isNew: false))
        case .note: .note(try note())
        case .acknowledge: .acknowledge
        case .startWork: .startWork
        case .logCall: .logCall(try loggedCall())
        default: try details()
        }
    }

    // MARK: Report

    /// In an update, absent means unchanged: nothing is filled in that was not said.
    private mutating func report(isNew: Bool) throws(Rejection) -> Report {
        var report = Report()
        report.reporter = try reporter(isNew: isNew)
        report.title = try text(.title)
        report.description = try text(.description)
        report.registers = try list(.registers)
        report.services = try list(.services)
        report.category = try text(.category)
        report.channel = try choice(.channel, ReportingChannel.self)
        report.environment = try choice(.environment, Environment.self)
        report.kind = try choice(.kind, IncidentKind.self)
        report.impact = try impact()
        report.security = try security()
        report.calls = try calls()
        if isNew {
            for field in InboundAction.report.requiredFields where isMissing(field, report) {
                throw missing(field)
            }
        }
        return report
    }

    private func isMissing(_ field: InboundField, _ report: Report) -> Bool {
        switch field {
        case .title: report.title == nil
        case .reporterKind: report.reporter == nil
        default: false
        }
    }

    private mutating func reporter(isNew: Bool) throws(Rejection) -> Reporter? {
        let said: [InboundField] = [
            .reporterKind, .reporterOrganisation, .reporterName, .reporterEmail, .reporterPhone,
            .reporterCallback,
        ]
        guard isNew || said.contains(where: says) else { return nil }
        guard let kind = try choice(.reporterKind, ReporterKind.self) else { return nil }
        return Reporter(
            kind: kind,
            organisation: try text(.reporterOrganisation),
            name: try text(.reporterName),
            email: try text(.reporterEmail),
            phone: try text(.reporterPhone),
            callback: try text(.reporterCallback)
        )
    }

    private mutating func impact() throws(Rejection) -> BusinessImpact? {
        let impact = BusinessImpact(
            level: try choice(.impactLevel, ImpactLevel.self),
            description: try text(.impactDescription),
            affectedUsers: integer(.affectedUsers).map(Int.init),
            statutoryDeadline: date(.statutoryDeadline)
        )
        return impact == BusinessImpact() ? nil : impact
    }

    private mutating func security() throws(Rejection) -> SecurityFlags? {
        guard says(.itSecurity) || says(.dataSecurity) else { return nil }
        return SecurityFlags(
            itSecurity: try choice(.itSecurity, BreachState.self) ?? .none,
            dataSecurity: try choice(.dataSecurity, BreachState.self) ?? .none
        )
    }

    // MARK: Notes and calls

    private mutating func note() throws(Rejection) -> Note {
        guard let text = try text(.noteText) else { throw missing(.noteText) }
        return Note(
            text: text,
            visibility: try visibility(),
            author: try self.text(.noteAuthor)
        )
    }

    /// A call is evidence or nothing: one without a believable time is refused, not guessed at.
    private mutating func loggedCall() throws(Rejection) -> PhoneCall {
        guard let callee = try choice(.callTo, PhoneCall.Callee.self) else {
            throw missing(.callTo)
        }
        guard let moment = time(.callOccurredAt) else {
            guard says(.callOccurredAt) else { throw missing(.callOccurredAt) }
            let isEarly = marks.contains(ArrivalMark.timeInFuture.rawValue)
            throw Rejection(
                .contentInvalid,
                "The time of the call \(isEarly ? "lies ahead" : "cannot be read").",
                remedy: "Send the moment the call was made.",
                pointer: pointer(.callOccurredAt)
            )
        }
        let outcome = try choice(.callOutcome, PhoneCall.Outcome.self) ?? .answered
        return PhoneCall(to: callee, occurredAt: moment, outcome: outcome)
    }

    /// Calls whose time nobody can believe are left out, and kept as unmapped.
    private mutating func calls() throws(Rejection) -> [PhoneCall] {
        let callsMax = 16
        var calls: [PhoneCall] = []
        for rule in program.calls {
            guard let slot = rule.each else {
                if let call = try call(rule), calls.count < callsMax { calls.append(call) }
                continue
            }
            for element in elements(slot) {
                guard calls.count < callsMax else {
                    refuse(element, .contentUnreadable)
                    continue
                }
                if let call = try call(rule.rule, in: element) { calls.append(call) }
            }
        }
        return calls
    }

    private mutating func call(_ rule: ActionProgram.Call) throws(Rejection) -> PhoneCall? {
        guard let moment = time(rule.occurredAt),
            let callee = try text(rule.to).flatMap(PhoneCall.Callee.init)
        else { return nil }
        let outcome = try text(rule.outcome).flatMap(PhoneCall.Outcome.init) ?? .answered
        return PhoneCall(to: callee, occurredAt: moment, outcome: outcome)
    }

    private mutating func call(
        _ rule: CallRule,
        in element: JSONNode
    ) throws(Rejection) -> PhoneCall? {
        let to = try text(rule.to, in: element).flatMap(PhoneCall.Callee.init)
        let outcome = try text(rule.outcome, in: element).flatMap(PhoneCall.Outcome.init)
        let source = rule.occurredAt.sources.first?.pointer
        guard let to, let node = source.flatMap({ element.at($0) }), !node.saysNothing else {
            refuse(element, .contentUnreadable)
            return nil
        }
        guard let moment = time(node, rule.occurredAt.timeFormat) else { return nil }
        return PhoneCall(to: to, occurredAt: moment, outcome: outcome ?? .answered)
    }

    /// A field of one call in an array of them.
    private mutating func text(_ rule: FieldRule, in element: JSONNode) throws(Rejection) -> String?
    {
        if let constant = rule.constant { return constant }
        let node = rule.sources.lazy.compactMap(\.pointer).compactMap { element.at($0) }
            .first { !$0.saysNothing }
        guard let node, let value = node.scalarText?.trimmed else { return rule.fallback }
        switch rule.map?.outcome(for: value) {
        case .mapped(let mapped), .replaced(let mapped): return mapped
        case .refused:
            let pointer = message.pointer(to: node).text
            throw rule.map?.refusal(of: value, for: rule.field.name, at: pointer)
                ?? missing(rule.field)
        case .omitted:
            refuse(node, .contentUnreadable)
            return nil
        case nil: return value
        }
    }

    // MARK: What is missing

    func missing(_ field: InboundField) -> Rejection {
        let pointer = pointer(field)
        return Rejection(
            .contentInvalid,
            "The message has no \(field.name).",
            remedy: pointer.isEmpty ? "Send it." : "Send it at \(pointer).",
            pointer: pointer
        )
    }
}
