internal import JSON
internal import Messaging

// The parts of a report, in the canonical form all messages share.

extension Report {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            reporter: try fields.optionalObject("reporter").map(Reporter.init),
            channel: try fields.optionalWord("channel"),
            title: try fields.optionalString("title"),
            description: try fields.optionalString("description"),
            environment: try fields.optionalWord("environment"),
            kind: try fields.optionalWord("kind"),
            registers: try fields.optionalStrings("registers"),
            services: try fields.optionalStrings("services"),
            category: try fields.optionalString("category"),
            impact: try fields.optionalObject("impact").map(BusinessImpact.init),
            security: try fields.optionalObject("security").map(SecurityFlags.init),
            calls: try fields.list("calls", PhoneCall.init)
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if let reporter {
                writer.object("reporter") { reporter.writeMembers(to: &$0, withCallback: true) }
            }
            writer.member("channel", channel?.rawValue)
            writer.member("title", title)
            writer.member("description", description)
            writer.member("environment", environment?.rawValue)
            writer.member("kind", kind?.rawValue)
            writer.member("registers", registers)
            writer.member("services", services)
            writer.member("category", category)
            if let impact { writer.object("impact") { impact.writeMembers(to: &$0) } }
            if let security { writer.object("security") { security.writeMembers(to: &$0) } }
            if !calls.isEmpty { writer.list("calls", calls) { $0.write(to: &$1) } }
        }
    }
}

extension Reporter {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            kind: try fields.word("kind"),
            organisation: try fields.optionalString("organisation"),
            name: try fields.optionalString("name"),
            email: try fields.optionalString("email"),
            phone: try fields.optionalString("phone"),
            callback: try fields.optionalString("callback")
        )
    }

    /// The callback may hold a secret of the requester's; it goes no further than it must.
    func writeMembers(to writer: inout JSONWriter, withCallback: Bool) {
        writer.member("kind", kind.rawValue)
        writer.member("organisation", organisation)
        writer.member("name", name)
        writer.member("email", email)
        writer.member("phone", phone)
        if withCallback { writer.member("callback", callback) }
    }

    /// The reporter as an office, not as a person.
    func writeOffice(to writer: inout JSONWriter) {
        writer.member("kind", kind.rawValue)
        writer.member("organisation", organisation)
    }
}

extension BusinessImpact {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            level: try fields.optionalWord("level"),
            description: try fields.optionalString("description"),
            affectedUsers: try fields.optionalInteger("affectedUsers").map { Int($0) },
            statutoryDeadline: try fields.optionalString("statutoryDeadline")
        )
    }

    func writeMembers(to writer: inout JSONWriter, withText: Bool = true) {
        writer.member("level", level?.rawValue)
        if withText { writer.member("description", description) }
        writer.member("affectedUsers", affectedUsers)
        writer.member("statutoryDeadline", statutoryDeadline)
    }
}

extension SecurityFlags {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            itSecurity: try fields.optionalWord("it") ?? .none,
            dataSecurity: try fields.optionalWord("data") ?? .none
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("it", itSecurity.rawValue)
        writer.member("data", dataSecurity.rawValue)
    }
}

extension PhoneCall {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            to: try fields.word("to"),
            occurredAt: try fields.timestamp("occurredAt"),
            outcome: try fields.optionalWord("outcome") ?? .answered
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("to", to.rawValue)
            writer.member("occurredAt", occurredAt)
            writer.member("outcome", outcome.rawValue)
        }
    }
}

extension Note {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            text: try fields.string("text"),
            visibility: try fields.optionalWord("visibility") ?? .internal,
            author: try fields.optionalString("author")
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("text", text)
            writer.member("visibility", visibility.rawValue)
            writer.member("author", author)
        }
    }
}

extension Origin {
    init(_ fields: FieldReader) throws(FieldFault) {
        guard let partition = Int32(exactly: try fields.integer("partition")) else {
            throw fields.fault("partition", "No partition.")
        }
        self.init(
            topic: try fields.string("topic"),
            partition: partition,
            offset: try fields.integer("offset")
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("topic", topic)
            writer.member("partition", Int64(partition))
            writer.member("offset", offset)
        }
    }
}

extension JSONWriter {
    /// A member that is a list, each element written by `write`.
    mutating func list<Element>(
        _ name: StaticString,
        _ elements: [Element],
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        array(name) { writer in
            for element in elements { write(element, &writer) }
        }
    }
}
