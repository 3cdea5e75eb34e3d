package import Messaging

/// Something the authority's incident manager is told.
package struct Notice: Equatable, Sendable {
    /// For programs (`high-impact`); the policy file's word.
    package var reason: String
    package var principle: Principle
    package var rule: String
    /// For people.
    package var text: Sentence
    /// What it rests on: facts and their values, never free text, never a person.
    package var evidence: [Evidence]

    package init(
        reason: String,
        principle: Principle,
        rule: String,
        text: Sentence,
        evidence: [Evidence] = []
    ) {
        self.reason = reason
        self.principle = principle
        self.rule = rule
        self.text = text
        self.evidence = evidence
    }
}

/// One thing found, by name.
package struct Evidence: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        case words([String])
        case number(Int)
        case moment(Timestamp)
    }

    package var name: String
    package var value: Value

    package init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}

/// The same said to people in both languages.
package struct Sentence: Equatable, Sendable {
    package var danish: String
    package var english: String

    package init(danish: String, english: String) {
        self.danish = danish
        self.english = english
    }

    func followed(by other: Sentence) -> Sentence {
        Sentence(
            danish: "\(danish) \(other.danish)",
            english: "\(english) \(other.english)"
        )
    }
}
