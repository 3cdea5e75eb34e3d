package import JSON
package import StrictYAML

/// How one foreign tool writes incidents, both ways: a dialect file as values.
///
/// Pure data without behaviour; a `Translator` is made of it and does the work.
package struct Dialect: Sendable {
    /// One word, which also stands in commands: `jira`.
    package var name: String
    package var title: String
    /// Which kinds of party may speak it.
    package var parties: [PartyKind]
    /// The file under `Schemas/` that a message must satisfy before it is translated.
    package var schemas: [InboundAction: String]
    /// CloudEvents types of this dialect start with one of these.
    package var typePrefixes: [String]
    /// What a message without CloudEvents headers must hold, all of it, to be of this dialect;
    /// empty: such messages are not taken.
    package var recognise: [Recognition]
    /// Values that make a message's id together; the first set that is there as a whole.
    package var messageID: [[JSONPointer]]
    /// Any of these says that the broker itself caused what the message tells.
    package var echo: [Recognition]
    package var inbound: InboundRules
    /// Absent for a dialect that writes the canonical messages as they are.
    package var outbound: [OutboundMessage: OutboundTemplate]
    /// Where `recognise` stands, for faults that only show among several dialects.
    package var file: String
    package var recognisePosition: YAMLPosition
}

/// One thing a message must hold.
package struct Recognition: Hashable, Sendable {
    package var source: FieldSource.Place
    package var selection: ArraySelection?
    /// The value is one of these; empty: any value but null will do.
    package var equals: [String]
}

/// What a dialect says about the way in.
package struct InboundRules: Sendable {
    /// Tried in order; the first that has something to say decides.
    package var actions: [ActionRule]
    /// By verb: its own rules and those of every command.
    package var sections: [InboundAction: InboundSection]
}

/// How one verb's fields are found.
package struct InboundSection: Sendable {
    package var fields: [FieldRule]
    /// Of the verbs that have details.
    package var details: [FieldRule]
    package var calls: [CallRule]
    /// As the dialect's own, for messages of this verb; nil: the dialect's.
    package var messageID: [[JSONPointer]]?
}

/// One way of knowing the verb.
package struct ActionRule: Sendable {
    package enum Choice: Sendable {
        case verb(InboundAction)
        case mapped(VerbMap)
    }

    /// All must hold, or the next rule is asked.
    package var conditions: [Recognition]
    package var choice: Choice
}

/// Which verb a value stands for.
package struct VerbMap: Sendable {
    package var source: FieldSource
    package var verbs: [String: InboundAction]
    /// For a value that is not in the map.
    package var otherwise: InboundAction?
    /// Without a verb by now, the message is refused; else the next rule is asked.
    package var isFinal: Bool
}
