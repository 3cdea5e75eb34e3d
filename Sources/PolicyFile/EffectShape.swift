internal import Incidents
internal import StrictYAML

// Effects, as the file writes them: a word, or a word with what goes with it.

extension YAMLShape where Value == Effect {
    static var effect: YAMLShape<Effect> {
        YAMLShape<Effect>(wanted: "an effect") { node in
            if case .mapping = node.content { return withArgument.read(node) }
            switch node.scalar?.text {
            case "expedite": return .expedite
            case "forwardToRegister": return .forwardToRegister
            default:
                let known = words + keys.map { "{\($0): …}" }
                let nearest = node.scalar.flatMap { Spelling.nearest(to: $0.text, among: words) }
                let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                let list = known.joined(separator: ", ")
                if let found = node.found {
                    node.error("wanted one of \(list), got \(found)\(hint)")
                }
                return nil
            }
        }
    }

    private static let words = ["expedite", "forwardToRegister"]
    private static let keys = ["responsible", "notify", "deviation", "process"]

    private static var withArgument: YAMLShape<Effect> {
        .mapping { mapping in
            let effects: [Effect?] = [
                mapping.optional("responsible", .oneOf(ResponsibleRole.self))
                    .map { .responsible($0) },
                mapping.optional("notify", .reason).map { .notify(reason: $0) },
                mapping.optional("deviation", .text).map { .deviation(code: $0) },
                mapping.optional("process", .oneOf(SecurityProcess.self)).map { .process($0) },
            ]
            if mapping.keys.count > 1 {
                mapping.node.error("one effect to an element of the list; write a list of them")
            }
            if mapping.keys.isEmpty { mapping.node.error("an effect is missing") }
            return effects.compactMap(\.self).first
        }
    }
}

extension YAMLShape where Value == String {
    /// A reason code: words in lower case, joined by hyphens.
    fileprivate static var reason: YAMLShape<String> {
        YAMLShape.text.checked("a reason such as high-impact") { text in
            let allowed = text.utf8.allSatisfy { byte in
                "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains(byte)
            }
            return allowed && text.utf8.count <= 64 ? text : nil
        }
    }
}
