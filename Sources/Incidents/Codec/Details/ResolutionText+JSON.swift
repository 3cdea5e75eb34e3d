internal import JSON
internal import Messaging

// Workarounds, solutions and what becomes of them.

extension ResolutionText {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            type: try fields.optionalWord("type"),
            description: try fields.optionalString("description"),
            meaning: try fields.optionalString("meaning"),
            nextSteps: try fields.optionalString("nextSteps")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("type", type?.rawValue)
        writer.member("description", description)
        writer.member("meaning", meaning)
        writer.member("nextSteps", nextSteps)
    }
}

extension ResolutionProposal {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            text: try ResolutionText(fields),
            knowledge: try fields.optionalString("knowledge"),
            documented: try fields.optionalBool("documented"),
            via: try fields.optionalWord("via") ?? .tool
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        text.writeMembers(to: &writer)
        writer.member("knowledge", knowledge)
        writer.member("documented", documented)
        writer.member("via", via.rawValue)
    }
}

extension QualityFinding {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            approved: try fields.bool("approved"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("approved", approved)
        writer.member("reason", reason)
    }
}

extension DeliveryReport {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            of: try fields.integer("of"),
            channel: try fields.word("channel"),
            recipient: try fields.optionalString("recipient"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("of", of)
        writer.member("channel", channel.rawValue)
        writer.member("recipient", recipient)
        writer.member("reason", reason)
    }
}

extension ReleasePlan {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            release: try fields.string("release"),
            plannedAt: try fields.timestamp("plannedAt"),
            kind: try fields.word("kind"),
            description: try fields.optionalString("description"),
            together: try fields.optionalInteger("together").map { Int($0) }
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("release", release)
        writer.member("plannedAt", plannedAt)
        writer.member("kind", kind.rawValue)
        writer.member("description", description)
        writer.member("together", together)
    }
}

extension ReleaseCompletion {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            release: try fields.string("release"),
            releasedAt: try fields.optionalTimestamp("releasedAt"),
            together: try fields.optionalInteger("together").map { Int($0) }
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("release", release)
        writer.member("releasedAt", releasedAt)
        writer.member("together", together)
    }
}

extension ReleaseRollback {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            release: try fields.string("release"),
            reason: try fields.string("reason"),
            together: try fields.optionalInteger("together").map { Int($0) }
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("release", release)
        writer.member("reason", reason)
        writer.member("together", together)
    }
}
