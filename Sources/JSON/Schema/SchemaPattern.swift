/// The `pattern` of a string, compiled once.
struct SchemaPattern: Sendable {
    /// As the schema has it.
    let text: String
    private let automaton: PatternAutomaton

    init(_ text: String) throws(PatternFault) {
        var syntax = PatternSyntax(text)
        let node = try syntax.parse()
        guard let automaton = PatternAutomaton(node) else {
            let quoted = text.quotedForPeople
            throw PatternFault(detail: "The pattern \(quoted) has too many ways to match.")
        }
        self.text = text
        self.automaton = automaton
    }

    /// Whether the pattern occurs in the text, which is valid UTF-8.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        automaton.matches(text)
    }
}
