package import Incidents

/// The languages reports are written in.
package enum Language: String, CaseIterable, Sendable {
    case danish = "da"
    case english = "en"
}

extension Sentence {
    package func `in`(_ language: Language) -> String {
        language == .danish ? danish : english
    }

    init(_ danish: String, _ english: String) {
        self.init(danish: danish, english: english)
    }
}
