/// One of a verb's details: a member of its canonical message besides those every command has.
package struct DetailField: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Prose of at most this many Unicode scalars; longer text is shortened.
        case text(lengthMax: Int)
        /// A word without a closed set: an id, a code.
        case code(lengthMax: Int)
        /// One of a closed set.
        case choice([String])
        case truth
        case integer(ClosedRange<Int64>)
        /// Evidence of what has happened: one that lies ahead is not believed.
        case pastMoment
        /// What is planned may lie ahead.
        case moment
        case list(lengthMax: Int, countMax: Int)
        /// Objects of the canonical message's own shape, taken as they stand.
        case objects
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool

    /// How a foreign value is read as this detail.
    var valueKind: InboundField.Kind {
        switch kind {
        case .text(let most), .code(let most): .text(lengthMax: most)
        case .choice(let words): .choice(words)
        case .truth: .choice(["true", "false"])
        case .integer(let range): .integer(range)
        case .pastMoment, .moment: .time
        case .list(let longest, let most): .list(lengthMax: longest, countMax: most)
        case .objects: .text(lengthMax: .max)
        }
    }

    var isFreeText: Bool {
        if case .text = kind { true } else { false }
    }
}
