/// The `pattern` of a string, in the fastest form that means the same.
struct SchemaPattern: Sendable {
    private enum Form: Sendable {
        /// Anchored, and readable from left to right without ever going back.
        case runs([PatternRun])
        case expression(POSIXPattern)
    }

    /// As the schema has it.
    let text: String
    private let form: Form

    init(_ text: String) throws(PatternFault) {
        self.text = text
        var syntax = PatternSyntax(text)
        let pattern = try syntax.parse()
        if let runs = pattern.runs, PatternRun.areUnambiguous(runs) {
            self.form = .runs(runs)
            return
        }
        guard let expression = POSIXPattern(pattern.posix) else {
            throw PatternFault(detail: "The pattern \(text.quotedForPeople) is not understood.")
        }
        self.form = .expression(expression)
    }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch form {
        case .runs(let runs): PatternRun.matches(runs, text)
        case .expression(let expression): expression.matches(text)
        }
    }
}

/// Why a pattern cannot be used.
struct PatternFault: Error, Equatable {
    let detail: String
}
