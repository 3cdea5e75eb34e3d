import Crypto
package import Incidents
package import JSON
package import Messaging

/// A dialect at work: foreign messages to commands, and canonical messages to foreign ones.
///
/// Made once of a dialect and shared by all threads; it keeps nothing between messages. The same
/// message and context always give the same result.
package struct Translator: Sendable {
    package let dialect: Dialect
    private let programs: [InboundAction: ActionProgram]
    private let verbs: [VerbProgram]
    private let renderings: [OutboundMessage: PartProgram]

    package init(_ dialect: Dialect) {
        self.dialect = dialect
        var programs: [InboundAction: ActionProgram] = [:]
        for (action, section) in dialect.inbound.sections {
            programs[action] = ActionProgram(action, section, dialect)
        }
        self.programs = programs
        self.verbs = dialect.inbound.actions.map(VerbProgram.init)
        self.renderings = dialect.outbound.compactMapValues { $0.root.map(PartProgram.init) }
    }

    /// What the message asks for, or the reason why that cannot be known.
    ///
    /// `content` is the message's bytes, of which the id is made when nothing else gives one.
    package func read(
        _ message: JSONNode,
        content: [UInt8],
        _ context: InboundContext
    ) throws(Rejection) -> InboundMessage {
        if dialect.echo.contains(where: { $0.holds(in: message, context) }) { return .echo }
        let (command, incidents) = try commands(message, content: content, context)
        return incidents.isEmpty ? .command(command) : .commands(command.split(among: incidents))
    }

    /// The command, whoever caused it; of a message about several incidents, the first's.
    package func command(
        _ message: JSONNode,
        content: [UInt8],
        _ context: InboundContext
    ) throws(Rejection) -> Command {
        try commands(message, content: content, context).0
    }

    /// The command, and which incidents it is about where it names several.
    private func commands(
        _ message: JSONNode,
        content: [UInt8],
        _ context: InboundContext
    ) throws(Rejection) -> (Command, [IncidentID]) {
        let action = try action(of: message, context)
        guard let program = programs[action] else {
            preconditionFailure("a dialect is loaded only if each of its verbs has a section")
        }
        var reader = FieldReader(message, program, context)
        try reader.checkRequired()
        let messageID = reader.messageID ?? Self.digest(of: content)
        let number = try reader.number()
        let incidents = program.details.isEmpty ? [] : try reader.incidents()
        let first = incidents.first
        let incident = if let first { first } else { try reader.incident(number) }
        let sequence = reader.integer(.sequence)
        let occurredAt = reader.time(.occurredAt)
        let said = try reader.action()
        let command = Command(
            action: said,
            incident: incident,
            party: context.party,
            dialect: dialect.name,
            messageID: messageID,
            number: number,
            sequence: sequence,
            occurredAt: occurredAt,
            receivedAt: context.receivedAt,
            origin: context.origin,
            traceparent: context.traceparent,
            unmapped: reader.unmapped,
            marks: reader.marks
        )
        return (command, incidents)
    }

    /// The file under `Schemas/` that a message must satisfy before it is translated; nil when
    /// it is checked by the translation alone, or when its verb is not known.
    package func schema(for message: JSONNode, _ context: InboundContext) -> String? {
        guard let action = try? action(of: message, context) else { return nil }
        return dialect.schemas[action]
    }

    /// What the verb is, by the dialect's rules in order.
    package func action(
        of message: JSONNode,
        _ context: InboundContext
    ) throws(Rejection) -> InboundAction {
        for verb in verbs where verb.applies(to: message, context) {
            if let action = try verb.action(of: message, context) { return action }
        }
        throw Rejection(
            .valueUnmapped,
            "Nothing in the message says what it asks for.",
            remedy: "Send a message of a kind the \(dialect.title) dialect knows."
        )
    }

    /// The id of a message that has none: the same content is the same message.
    private static func digest(of content: [UInt8]) -> String {
        let hexadecimal = Array("0123456789abcdef".utf8)
        var text = Array("sha256:".utf8)
        for byte in SHA256.hash(data: content) {
            text.append(hexadecimal[Int(byte >> 4)])
            text.append(hexadecimal[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A canonical message as the dialect's tool reads it; nil when the dialect writes no such
    /// message.
    package func translate(_ message: JSONNode, _ kind: OutboundMessage) -> [UInt8]? {
        guard dialect.outbound[kind] != nil else { return nil }
        var writer = JSONWriter(capacity: 2048)
        if let root = renderings[kind] {
            OutboundRendering(kind: kind, message: message).write(root, into: &writer)
        } else {
            writer.node(message)
        }
        return writer.bytes
    }
}
