internal import Incidents
package import JSON
package import Messaging

/// The dialects one party may write to its topic, in the order they are asked.
package struct TranslatorSet: Sendable {
    package let translators: [Translator]

    package init(_ translators: [Translator]) {
        self.translators = translators
    }

    /// Whose dialect the message is in: told by its CloudEvents type, or else by what it holds.
    package func translator(
        for message: JSONNode,
        _ context: InboundContext
    ) throws(Rejection) -> Translator {
        guard let type = context.event?.type else {
            return try recognised(message, context)
        }
        for translator in translators
        where translator.dialect.typePrefixes.contains(where: type.hasPrefix) {
            return translator
        }
        let known = translators.flatMap(\.dialect.typePrefixes).map { $0 + "…" }
        throw Rejection(
            .typeUnknown,
            "Messages of type '\(type.excerpt)' are not taken here.",
            remedy: known.isEmpty
                ? "Send JSON without CloudEvents attributes."
                : "Use a type that is one of: \(known.joined(separator: ", "))."
        )
    }

    /// The translator of that dialect, to answer in it.
    package func translator(named dialect: String) -> Translator? {
        translators.first { $0.dialect.name == dialect }
    }

    private func recognised(
        _ message: JSONNode,
        _ context: InboundContext
    ) throws(Rejection) -> Translator {
        for translator in translators {
            let recognise = translator.dialect.recognise
            guard !recognise.isEmpty else { continue }
            if recognise.allSatisfy({ $0.holds(in: message, context) }) { return translator }
        }
        let known = translators.filter { !$0.dialect.recognise.isEmpty }.map(\.dialect.title)
        throw Rejection(
            .dialectUnrecognised,
            "The message has no CloudEvents attributes and is in no form that is known here.",
            remedy: known.isEmpty
                ? "Send it as a CloudEvent."
                : "Send it as a CloudEvent, or as one of: \(known.joined(separator: "; "))."
        )
    }
}
