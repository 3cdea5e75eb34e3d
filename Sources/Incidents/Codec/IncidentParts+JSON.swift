internal import JSON
internal import Messaging

// The parts of an incident's state, as the changelog keeps them.

extension Deadline {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            category: try fields.word("category"),
            role: try fields.word("role"),
            environment: try fields.word("environment"),
            from: try fields.timestamp("from"),
            due: try fields.timestamp("due"),
            advisory: try fields.bool("advisory"),
            principle: Principle(Int(try fields.integer("principle"))),
            outcome: try Outcome(fields),
            pausedAt: try fields.optionalTimestamp("pausedAt"),
            waited: try fields.optionalInteger("waited") ?? 0
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("category", category.rawValue)
            writer.member("role", role.rawValue)
            writer.member("environment", environment.rawValue)
            writer.member("from", from)
            writer.member("due", due)
            writer.member("advisory", advisory)
            writer.member("principle", principle.number)
            writer.member("outcome", outcomeName)
            switch outcome {
            case .running: break
            case .met(let start): writer.member("startedAt", start)
            case .missed(let start): writer.member("startedAt", start)
            case .replaced(let moment): writer.member("at", moment)
            }
            writer.member("pausedAt", pausedAt)
            if waited > 0 { writer.member("waited", waited) }
        }
    }
}

extension Deadline.Outcome {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        switch try fields.string("outcome") {
        case "running": self = .running
        case "met": self = .met(startedAt: try fields.timestamp("startedAt"))
        case "missed": self = .missed(startedAt: try fields.optionalTimestamp("startedAt"))
        case "replaced": self = .replaced(at: try fields.timestamp("at"))
        default: throw fields.fault("outcome", "No outcome.")
        }
    }
}

extension Deviation {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            code: try fields.string("code"),
            principle: Principle(Int(try fields.integer("principle"))),
            rule: try fields.string("rule"),
            since: try fields.timestamp("since"),
            occasion: try fields.word("occasion"),
            standing: try Standing(fields),
            party: try fields.optionalString("party").flatMap(Party.init(name:)),
            evidence: try fields.list("evidence", Evidence.init)
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code)
            writer.member("principle", principle.number)
            writer.member("rule", rule)
            writer.member("since", since)
            writer.member("occasion", occasion.rawValue)
            switch standing {
            case .pending(let moment): writer.member("pending", moment)
            case .recorded(let moment): writer.member("recorded", moment)
            case .withdrawn(let moment): writer.member("withdrawn", moment)
            }
            writer.member("party", party?.name)
            writer.objects("evidence", evidence) { $0.writeKept(to: &$1) }
        }
    }
}

extension Evidence {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        let name = try fields.string("name")
        if let number = try fields.optionalInteger("number") {
            self.init(name, .number(Int(number)))
        } else if let moment = try fields.optionalTimestamp("moment") {
            self.init(name, .moment(moment))
        } else {
            self.init(name, .words(try fields.optionalStrings("words") ?? []))
        }
    }

    /// So that it can be read again as what it is.
    fileprivate func writeKept(to writer: inout JSONWriter) {
        writer.member("name", name)
        switch value {
        case .words(let words): writer.member("words", words)
        case .number(let number): writer.member("number", number)
        case .moment(let moment): writer.member("moment", moment)
        }
    }
}

extension Deviation.Standing {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        if let moment = try fields.optionalTimestamp("recorded") {
            self = .recorded(at: moment)
        } else if let moment = try fields.optionalTimestamp("withdrawn") {
            self = .withdrawn(at: moment)
        } else {
            self = .pending(until: try fields.timestamp("pending"))
        }
    }
}

extension Participation {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            party: try fields.party("party"),
            number: try fields.optionalString("number"),
            acknowledgedAt: try fields.optionalTimestamp("acknowledgedAt"),
            workStartedAt: try fields.optionalTimestamp("workStartedAt")
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("party", party.name)
            writer.member("number", number)
            writer.member("acknowledgedAt", acknowledgedAt)
            writer.member("workStartedAt", workStartedAt)
        }
    }
}

extension RecentMessages.Entry {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(party: try fields.party("party"), id: try fields.string("id"))
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("party", party.name)
            writer.member("id", id)
        }
    }
}

extension SenderSequence {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            party: try fields.party("party"),
            highest: try fields.integer("highest")
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("party", party.name)
            writer.member("highest", highest)
        }
    }
}
