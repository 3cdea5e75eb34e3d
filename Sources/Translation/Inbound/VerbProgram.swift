internal import JSON
internal import Messaging

/// One rule for the verb, at work.
final class VerbProgram: Sendable {
    private let rule: ActionRule

    init(_ rule: ActionRule) {
        self.rule = rule
    }

    /// Whether the rule's conditions hold.
    func applies(to message: JSONNode, _ context: InboundContext) -> Bool {
        rule.conditions.allSatisfy { $0.holds(in: message, context) }
    }

    /// The verb; nil: the next rule is to be asked.
    func action(
        of message: JSONNode,
        _ context: InboundContext
    ) throws(Rejection) -> InboundAction? {
        switch rule.choice {
        case .verb(let action): return action
        case .mapped(let map):
            let value = map.source.text(in: message, context)
            if let value, let action = map.verbs[value] ?? map.otherwise { return action }
            if map.isFinal { throw Self.unknown(value, map) }
            return nil
        }
    }

    private static func unknown(_ value: String?, _ map: VerbMap) -> Rejection {
        let source = map.source
        let known = map.verbs.keys.sorted().joined(separator: ", ")
        let pointer = source.pointer?.text ?? ""
        guard let value else {
            return Rejection(
                .contentInvalid,
                "The message does not say what it asks for.",
                remedy: "Send \(source.text) as one of: \(known).",
                pointer: pointer
            )
        }
        let isType = source.place == .event(.type)
        return Rejection(
            isType ? .typeUnknown : .valueUnmapped,
            "There is nothing to be done for '\(value.excerpt)' at \(source.text).",
            remedy: "Send one of: \(known).",
            pointer: pointer
        )
    }
}
