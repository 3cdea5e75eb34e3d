internal import JSON
internal import Messaging

// What incidents have to do with each other and with other processes.

extension DuplicateLink {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            of: try fields.incident("of"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("of", of.text)
        writer.member("reason", reason)
    }
}

extension SplitPart {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            title: try fields.string("title"),
            description: try fields.optionalString("description"),
            kind: try fields.optionalWord("kind"),
            registers: try fields.optionalStrings("registers"),
            category: try fields.optionalWord("category"),
            unmapped: try fields.unmapped(
                beside: ["title", "description", "kind", "registers", "category"]
            )
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("title", title)
        writer.member("description", description)
        writer.member("kind", kind?.rawValue)
        writer.member("registers", registers)
        writer.member("category", category?.rawValue)
        writer.object("unmapped", unmapped)
    }
}

extension ProblemDecision {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            wanted: try fields.bool("wanted"),
            problem: try fields.optionalString("problem"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("wanted", wanted)
        writer.member("problem", problem)
        writer.member("reason", reason)
    }
}

extension Retyping {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(to: try fields.word("to"), reason: try fields.optionalString("reason"))
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("to", to.rawValue)
        writer.member("reason", reason)
    }
}

extension ChildLink {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            child: try fields.incident("child"),
            registeredAt: try fields.timestamp("registeredAt"),
            asked: try fields.optionalObject("asked").map(LinkRequest.init)
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("child", child.text)
        writer.member("registeredAt", registeredAt)
        if let asked { writer.object("asked") { asked.writeMembers(to: &$0) } }
    }
}

extension LinkRequest {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            party: try fields.party("party"),
            messageID: try fields.string("messageId"),
            number: try fields.optionalString("number"),
            at: try fields.timestamp("at"),
            origin: try Origin(fields.object("origin"))
        )
    }

    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("party", party.name)
        writer.member("messageId", messageID)
        writer.member("number", number)
        writer.member("at", at)
        writer.key("origin")
        origin.write(to: &writer)
    }
}

extension LinkRefusal {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            master: try fields.incident("master"),
            rejection: Rejection(
                try fields.word("code"),
                try fields.string("detail"),
                remedy: try fields.string("remedy")
            ),
            asked: try fields.optionalObject("asked").map(LinkRequest.init)
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("master", master.text)
        writer.member("code", rejection.code.rawValue)
        writer.member("detail", rejection.detail)
        writer.member("remedy", rejection.remedy)
        if let asked { writer.object("asked") { asked.writeMembers(to: &$0) } }
    }
}

extension ChildOutcome {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            child: try fields.incident("child"),
            outcome: try fields.word("outcome")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("child", child.text)
        writer.member("outcome", outcome.rawValue)
    }
}

extension MasterProgress {
    init(_ fields: FieldReader) throws(FieldFault) {
        let text = try ResolutionText(fields)
        self.init(
            master: try fields.incident("master"),
            status: try fields.word("status"),
            text: text == ResolutionText() ? nil : text
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("master", master.text)
        writer.member("status", status.rawValue)
        text?.writeMembers(to: &writer)
    }
}

extension SplitOff {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            original: try fields.incident("original"),
            number: try fields.string("number"),
            reportedBy: try fields.party("reportedBy"),
            report: try Report(fields.object("report")),
            reportedAt: try fields.timestamp("reportedAt"),
            registeredAt: try fields.timestamp("registeredAt"),
            unmapped: try fields.optionalObjectBytes("unmapped")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("original", original.text)
        writer.member("number", number)
        writer.member("reportedBy", reportedBy.name)
        writer.key("report")
        report.write(to: &writer)
        writer.member("reportedAt", reportedAt)
        writer.member("registeredAt", registeredAt)
        writer.object("unmapped", unmapped)
    }
}
