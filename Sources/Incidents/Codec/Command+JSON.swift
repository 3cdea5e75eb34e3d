package import JSON
package import Messaging

// The canonical command, as intake writes it and the case stage reads it.

extension Command {
    package func encode(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("action", action.name)
            writer.member("incident", incident.text)
            writer.member("party", party.name)
            writer.member("dialect", dialect)
            writer.member("messageId", messageID)
            writer.member("number", number)
            writer.member("sequence", sequence)
            writer.member("occurredAt", occurredAt)
            writer.member("receivedAt", receivedAt)
            writer.key("origin")
            origin.write(to: &writer)
            writer.member("traceparent", traceparent)
            if !marks.isEmpty { writer.member("marks", marks) }
            switch action {
            case .report(let report), .update(let report):
                writer.key("report")
                report.write(to: &writer)
            case .note(let note):
                writer.key("note")
                note.write(to: &writer)
            case .logCall(let call):
                writer.key("call")
                call.write(to: &writer)
            case .acknowledge, .startWork: break
            default: writer.object("details") { action.writeDetails(to: &$0) }
            }
            writer.object("unmapped", unmapped)
        }
    }

    /// The CloudEvents type of the command's record.
    package var type: String { "dk.datafordeler.command.\(action.name).v1" }

    package init(json: JSONNode) throws(Rejection) {
        do {
            try self.init(FieldReader(json))
        } catch {
            throw Rejection(
                .contentInvalid,
                error.detail,
                remedy: "Write commands as Schemas/broker/command.v1.json says.",
                pointer: error.pointer
            )
        }
    }

    private init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            action: try Action(fields),
            incident: try fields.incident("incident"),
            party: try fields.party("party"),
            dialect: try fields.string("dialect"),
            messageID: try fields.string("messageId"),
            number: try fields.optionalString("number"),
            sequence: try fields.optionalInteger("sequence"),
            occurredAt: try fields.optionalTimestamp("occurredAt"),
            receivedAt: try fields.timestamp("receivedAt"),
            origin: try Origin(fields.object("origin")),
            traceparent: try fields.optionalString("traceparent"),
            unmapped: try fields.optionalObjectBytes("unmapped"),
            marks: try fields.optionalStrings("marks") ?? []
        )
    }
}

extension Command.Action {
    fileprivate init(_ fields: FieldReader) throws(FieldFault) {
        switch try fields.string("action") {
        case "report": self = .report(try Report(fields.object("report")))
        case "update": self = .update(try Report(fields.object("report")))
        case "note": self = .note(try Note(fields.object("note")))
        case "log-call": self = .logCall(try PhoneCall(fields.object("call")))
        case "acknowledge": self = .acknowledge
        case "start-work": self = .startWork
        case let name:
            guard Kind(rawValue: name) != nil else {
                throw fields.fault("action", "None of the actions there are.")
            }
            try self.init(named: name, fields.object("details"))
        }
    }
}

extension JSONWriter {
    /// A member that is an object kept as bytes; nothing when there is none.
    mutating func object(_ name: StaticString, _ bytes: [UInt8]?) {
        guard let bytes else { return }
        key(name)
        raw(bytes)
    }
}
