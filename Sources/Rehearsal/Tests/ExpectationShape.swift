internal import Incidents
internal import Messaging
internal import StrictYAML

extension YAMLShape where Value == [Expectation] {
    /// What must hold: the subjects a step speaks of, each with what is wanted.
    static var expectations: YAMLShape<[Expectation]> {
        .mapping("expectations") { mapping in
            let expectations = Expectation.Subject.allCases.compactMap { subject in
                mapping.optional(subject.rawValue, .wanted(of: subject)).map {
                    Expectation(subject: subject, wanted: $0)
                }
            }
            if mapping.keys.isEmpty { mapping.node.error("nothing is expected") }
            return expectations
        }
    }
}

extension YAMLShape where Value == Expectation.Wanted {
    fileprivate static func wanted(of subject: Expectation.Subject) -> YAMLShape<Value> {
        switch subject {
        case .verdict: word(["accepted", "duplicate", "rejected"])
        case .code: YAMLShape<String>.text.map { .word($0) }
        case .status: word(IncidentStatus.allCases.map(\.rawValue))
        case .category: word(Category.allCases.map(\.rawValue) + ["unclassified"])
        case .expedited: YAMLShape<Bool>.bool.map { .word(String($0)) }
        case .responsible: word(ResponsibleRole.allCases.map(\.rawValue))
        case .kind: word(IncidentKind.allCases.map(\.rawValue))
        case .closed: word(Closure.Reason.allCases.map(\.rawValue) + ["no"])
        case .deadlines:
            YAMLShape<[Expectation.DeadlineWanted]>.list(of: .deadline)
                .map { .deadlines($0) }
        case .clocks: clocks
        case .recipients, .processes, .deviations, .withdrawn, .notices, .events, .messages,
            .rules:
            words
        }
    }

    private static func word(_ allowed: [String]) -> YAMLShape<Value> {
        YAMLShape<String>.oneOf(allowed).map { .word($0) }
    }

    /// A list: exactly these; or `{has: …, hasNot: …}`.
    private static var words: YAMLShape<Value> {
        YAMLShape<Value>(wanted: "a list of words, or {has: …, hasNot: …}") { node in
            guard case .mapping = node.content else {
                return YAMLShape<[String]>.list(of: .text).read(node).map { .exactly($0) }
            }
            return YAMLShape<Value>.mapping { mapping in
                let list = YAMLShape<[String]>.oneOrMore(of: .text)
                let has = mapping.optional("has", list, default: [])
                let hasNot = mapping.optional("hasNot", list, default: [])
                if mapping.keys.isEmpty { mapping.node.error("nothing is expected") }
                return .including(has, excluding: hasNot)
            }.read(node)
        }
    }

    private static var clocks: YAMLShape<Value> {
        let kinds = Clock.Kind.allCases.map(\.rawValue)
        return YAMLShape<Value>.mapping("clocks by their word") { mapping in
            let clocks = kinds.compactMap { kind -> Expectation.ClockWanted? in
                guard let node = mapping.value(kind) else { return nil }
                if node.scalar?.text == "none" {
                    return Expectation.ClockWanted(kind: kind, due: nil)
                }
                return YAMLShape<Timestamp>.moment.read(node).map {
                    Expectation.ClockWanted(kind: kind, due: $0)
                }
            }
            if mapping.keys.isEmpty { mapping.node.error("nothing is expected") }
            return .clocks(clocks)
        }
    }
}

extension YAMLShape where Value == Expectation.DeadlineWanted {
    fileprivate static var deadline: YAMLShape<Value> {
        .mapping("a deadline") { mapping in
            let wanted = Expectation.DeadlineWanted(
                role: mapping.optional("role", .oneOf(ResponsibleRole.self)),
                category: mapping.optional("category", .oneOf(Category.self)),
                due: mapping.optional("due", .moment),
                isAdvisory: mapping.optional("advisory", .bool),
                outcome: mapping.optional(
                    "outcome",
                    .oneOf(["running", "met", "missed", "replaced"])
                )
            )
            if mapping.keys.isEmpty { mapping.node.error("nothing is expected") }
            return wanted
        }
    }
}
