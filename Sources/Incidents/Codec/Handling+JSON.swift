internal import JSON
internal import Messaging

// What has been done about an incident, as the changelog keeps it: only what is there.

extension Handling {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init()
        ruling = try fields.optionalObject("ruling").map(Ruling.init) ?? .none
        decisions = try fields.list("decisions", PriorityRuling.init)
        doubt = try fields.optionalObject("doubt").map(PriorityDoubt.init)
        assignment = try fields.optionalObject("assignment").map(Assignment.init)
        assignedAt = try fields.optionalString("assignedAt").flatMap(Party.init(name:))
        handOvers = Int(try fields.optionalInteger("handOvers") ?? 0)
        plan = try fields.optionalObject("plan").map(CorrectionPlan.init)
        proposals = try fields.list("proposals", Proposal.init)
        releases = try fields.list("releases", ReleaseRecord.init)
        closure = try fields.optionalObject("closure").map(Closure.init)
        problem = try fields.optionalObject("problem").map(ProblemDecision.init)
        master = try fields.optionalString("master").flatMap(IncidentID.init)
        children = try fields.list("children", Child.init)
        original = try fields.optionalString("original").flatMap(IncidentID.init)
        parts = (try fields.optionalStrings("parts") ?? []).compactMap(IncidentID.init)
        clocks = try fields.list("clocks", Clock.init)
        toldAt = try fields.optionalTimestamp("toldAt")
        candidates = try fields.optionalStrings("candidates") ?? []
        controllers = try fields.optionalStrings("controllers") ?? []
    }

    func writeMembers(to writer: inout JSONWriter) {
        if ruling != .none { writer.object("ruling") { ruling.writeMembers(to: &$0) } }
        writer.objects("decisions", decisions) { $0.writeMembers(to: &$1) }
        if let doubt { writer.object("doubt") { doubt.writeMembers(to: &$0) } }
        if let assignment { writer.object("assignment") { assignment.writeMembers(to: &$0) } }
        writer.member("assignedAt", assignedAt?.name)
        if handOvers > 0 { writer.member("handOvers", handOvers) }
        if let plan { writer.object("plan") { plan.writeMembers(to: &$0) } }
        writer.objects("proposals", proposals) { $0.writeMembers(to: &$1) }
        writer.objects("releases", releases) { $0.writeMembers(to: &$1) }
        if let closure { writer.object("closure") { closure.writeMembers(to: &$0) } }
        if let problem { writer.object("problem") { problem.writeMembers(to: &$0) } }
        writer.member("master", master?.text)
        writer.objects("children", children) { $0.writeMembers(to: &$1) }
        writer.member("original", original?.text)
        if !parts.isEmpty { writer.member("parts", parts.map(\.text)) }
        writer.objects("clocks", clocks) { $0.writeMembers(to: &$1) }
        writer.member("toldAt", toldAt)
        if !candidates.isEmpty { writer.member("candidates", candidates) }
        if !controllers.isEmpty { writer.member("controllers", controllers) }
    }
}

extension JSONWriter {
    /// A member that is a list of objects; nothing when it is empty.
    mutating func objects<Element>(
        _ name: StaticString,
        _ elements: [Element],
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        guard !elements.isEmpty else { return }
        list(name, elements) { element, writer in
            writer.object { write(element, &$0) }
        }
    }
}

extension Handling.Child {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            id: try fields.incident("id"),
            outcome: try fields.optionalWord("outcome")
        )
    }

    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", id.text)
        writer.member("outcome", outcome?.rawValue)
    }
}

extension Ruling {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            category: try fields.optionalWord("category"),
            isDecided: try fields.optionalBool("decided") ?? false,
            kind: try fields.optionalWord("kind"),
            registers: try fields.optionalStrings("registers"),
            responsible: try fields.optionalWord("responsible"),
            impact: try fields.optionalWord("impact"),
            isMajor: try fields.optionalBool("major") ?? false,
            security: try fields.optionalObject("security").map(SecurityFlags.init)
        )
    }

    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("category", category?.rawValue)
        if isDecided { writer.member("decided", true) }
        writer.member("kind", kind?.rawValue)
        writer.member("registers", registers)
        writer.member("responsible", responsible?.rawValue)
        writer.member("impact", impact?.rawValue)
        if isMajor { writer.member("major", true) }
        if let security { writer.object("security") { security.writeMembers(to: &$0) } }
    }
}

extension PriorityRuling {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            category: try fields.word("category"),
            previous: try fields.optionalWord("previous"),
            reason: try fields.string("reason"),
            decidedAt: try fields.timestamp("decidedAt"),
            decision: try fields.optionalInteger("decision"),
            isSuperseded: try fields.optionalBool("superseded") ?? false
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("category", category.rawValue)
        writer.member("previous", previous?.rawValue)
        writer.member("reason", reason)
        writer.member("decidedAt", decidedAt)
        writer.member("decision", decision)
        if isSuperseded { writer.member("superseded", true) }
    }
}

extension Clock {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            kind: try fields.word("kind"),
            subject: try fields.optionalString("subject") ?? "",
            party: try fields.optionalString("party").flatMap(Party.init(name:)),
            from: try fields.timestamp("from"),
            due: try fields.timestamp("due"),
            warnAt: try fields.optionalTimestamp("warnAt"),
            standing: try fields.optionalWord("standing") ?? .running
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("kind", kind.rawValue)
        if !subject.isEmpty { writer.member("subject", subject) }
        writer.member("party", party?.name)
        writer.member("from", from)
        writer.member("due", due)
        writer.member("warnAt", warnAt)
        if standing != .running { writer.member("standing", standing.rawValue) }
    }
}
