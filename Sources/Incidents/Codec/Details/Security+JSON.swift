internal import JSON
internal import Messaging

// Breaches of security and their clocks.

extension SecurityFinding {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            itSecurity: try fields.optionalWord("it"),
            dataSecurity: try fields.optionalWord("data"),
            controllers: try fields.optionalStrings("controllers"),
            reason: try fields.optionalString("reason")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("it", itSecurity?.rawValue)
        writer.member("data", dataSecurity?.rawValue)
        writer.member("controllers", controllers)
        writer.member("reason", reason)
    }
}

extension BreachAwareness {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            register: try fields.string("register"),
            awareAt: try fields.timestamp("awareAt")
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("register", register)
        writer.member("awareAt", awareAt)
    }
}

extension BreachReport {
    init(_ fields: FieldReader) throws(FieldFault) {
        self.init(
            register: try fields.string("register"),
            reportedAt: try fields.timestamp("reportedAt"),
            stage: try fields.optionalWord("stage") ?? .first
        )
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("register", register)
        writer.member("reportedAt", reportedAt)
        writer.member("stage", stage.rawValue)
    }
}
