import Incidents
import JSON
import Messaging
import Testing
import Translation

/// Messages in the small dialect, read at a fixed moment.
enum Reading {
    static let translator: Translator = {
        guard let dialect = SmallDialect.load().dialect else {
            preconditionFailure("the small dialect is whole")
        }
        return Translator(dialect)
    }()

    static func context(
        party: Party = .itsm,
        event: InboundContext.Event? = nil
    ) -> InboundContext {
        InboundContext(
            party: party,
            origin: Origin(topic: "itsm.incidents", partition: 0, offset: 7),
            receivedAt: Message.receivedAt,
            event: event
        )
    }

    static func command(
        _ text: String,
        with translator: Translator = translator,
        context: InboundContext = context()
    ) throws -> Command {
        let document = try Document(text)
        return try translator.command(document.root, content: document.bytes, context)
    }

    static func report(_ members: String) throws -> (Report, Command) {
        let command = try command(#"{"verb":"new","id":"7","title":"Nede",\#(members)}"#)
        guard case .report(let report) = command.action else {
            throw Rejection(.contentInvalid, "no report", remedy: "")
        }
        return (report, command)
    }
}

extension Command {
    /// What nothing took, as text that is the same whatever order it is in.
    var unmappedText: String {
        get throws { try unmapped.map { try Document($0).root.normal } ?? "" }
    }
}
