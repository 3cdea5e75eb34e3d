internal import JSON
internal import Messaging

// What those who handle an incident say of it.

extension Classification {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            category: try fields.optionalWord("category"),
            kind: try fields.optionalWord("kind"),
            registers: try fields.optionalStrings("registers"),
            responsible: try fields.optionalWord("responsible"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("category", category?.rawValue)
        writer.member("kind", kind?.rawValue)
        writer.member("registers", registers)
        writer.member("responsible", responsible?.rawValue)
        writer.member("reason", reason)
    }
}

extension ImpactAssessment {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            level: try fields.word("level"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("level", level.rawValue)
        writer.member("reason", reason)
    }
}

extension Assignment {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            line: try fields.word("line"),
            assignee: try fields.optionalString("assignee"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("line", line.rawValue)
        writer.member("assignee", assignee)
        writer.member("reason", reason)
    }
}

extension Escalation {
    init(_ fields: FieldReader) throws(FieldFault) {
        guard let target = Target(name: try fields.string("to")) else {
            throw fields.fault("to", "Nobody an incident can be escalated to.")
        }
        self.init(to: target, reason: try fields.string("reason"))
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("to", to.name)
        writer.member("reason", reason)
    }
}

extension CorrectionPlan {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(when: try fields.timestamp("when"), how: try fields.string("how"))
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("when", when)
        writer.member("how", how)
    }
}

extension PriorityDoubt {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            proposed: try fields.optionalWord("proposed"),
            reason: try fields.string("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("proposed", proposed?.rawValue)
        writer.member("reason", reason)
    }
}

extension PriorityOverride {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            category: try fields.word("category"),
            reason: try fields.string("reason"),
            decidedAt: try fields.optionalTimestamp("decidedAt"),
            decision: try fields.optionalInteger("decision")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("category", category.rawValue)
        writer.member("reason", reason)
        writer.member("decidedAt", decidedAt)
        writer.member("decision", decision)
    }
}
