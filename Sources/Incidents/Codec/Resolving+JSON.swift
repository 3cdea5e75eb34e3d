internal import JSON
internal import Messaging

// Proposals, releases and closures, as the changelog keeps them.

extension Proposal {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            number: Int(try fields.integer("number")),
            type: try fields.word("type"),
            by: try fields.party("by"),
            at: try fields.timestamp("at"),
            sequence: try fields.integer("sequence"),
            text: try fields.optionalObject("text").map(ResolutionText.init),
            knowledge: try fields.optionalString("knowledge"),
            documented: try fields.optionalBool("documented"),
            via: try fields.word("via"),
            isApproved: try fields.optionalBool("approved"),
            standing: try Standing(fields)
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("number", number)
        writer.member("type", type.rawValue)
        writer.member("by", by.name)
        writer.member("at", at)
        writer.member("sequence", sequence)
        if let text { writer.object("text") { text.writeMembers(to: &$0) } }
        writer.member("knowledge", knowledge)
        writer.member("documented", documented)
        writer.member("via", via.rawValue)
        writer.member("approved", isApproved)
        standing.writeMembers(to: &writer)
    }
}

extension Proposal.Standing {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        if let moment = try fields.optionalTimestamp("delivered") {
            self = .delivered(at: moment, closesAt: try fields.optionalTimestamp("closesAt"))
        } else if let moment = try fields.optionalTimestamp("accepted") {
            self = .accepted(at: moment)
        } else if let moment = try fields.optionalTimestamp("objected") {
            self = .objected(at: moment)
        } else if let moment = try fields.optionalTimestamp("superseded") {
            self = .superseded(at: moment)
        } else if let moment = try fields.optionalTimestamp("rolledBack") {
            self = .rolledBack(at: moment)
        } else {
            self = .proposed
        }
    }

    fileprivate func writeMembers(to writer: inout JSONWriter) {
        switch self {
        case .proposed: break
        case .delivered(let moment, let closesAt):
            writer.member("delivered", moment)
            writer.member("closesAt", closesAt)
        case .accepted(let moment): writer.member("accepted", moment)
        case .objected(let moment): writer.member("objected", moment)
        case .superseded(let moment): writer.member("superseded", moment)
        case .rolledBack(let moment): writer.member("rolledBack", moment)
        }
    }
}

extension ReleaseRecord {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            release: try fields.string("release"),
            kind: try fields.word("kind"),
            by: try fields.party("by"),
            plannedAt: try fields.timestamp("plannedAt"),
            noticedAt: try fields.optionalTimestamp("noticedAt"),
            releasedAt: try fields.optionalTimestamp("releasedAt"),
            rolledBackAt: try fields.optionalTimestamp("rolledBackAt"),
            sequence: try fields.optionalInteger("sequence"),
            together: try fields.optionalInteger("together").map { Int($0) }
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("release", release)
        writer.member("kind", kind.rawValue)
        writer.member("by", by.name)
        writer.member("plannedAt", plannedAt)
        writer.member("noticedAt", noticedAt)
        writer.member("releasedAt", releasedAt)
        writer.member("rolledBackAt", rolledBackAt)
        writer.member("sequence", sequence)
        writer.member("together", together)
    }
}

extension Closure {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            reason: try fields.word("reason"),
            at: try fields.timestamp("at"),
            type: try fields.optionalWord("type")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("reason", reason.rawValue)
        writer.member("at", at)
        writer.member("type", type?.rawValue)
    }
}
