extension ResolutionText {
    /// Which of the parts that principle 16 asks for are missing or say nothing, in its order.
    ///
    /// A text says nothing when it is blank, too short, one word, or the incident's title again.
    package func missing(title: String?, _ settings: ClosingSettings) -> [String] {
        var missing = type == nil ? ["type"] : []
        for (name, text) in [
            ("description", description), ("meaning", meaning), ("nextSteps", nextSteps),
        ] where !Self.says(text, title: title, settings) {
            missing.append(name)
        }
        return missing
    }

    /// The parts of this one, and of the other where it has none.
    func filled(from other: ResolutionText?) -> ResolutionText {
        ResolutionText(
            type: type ?? other?.type,
            description: description ?? other?.description,
            meaning: meaning ?? other?.meaning,
            nextSteps: nextSteps ?? other?.nextSteps
        )
    }

    private static func says(_ text: String?, title: String?, _ settings: ClosingSettings) -> Bool {
        guard let text else { return false }
        let words = words(text)
        return words.count >= settings.textWordsMin
            && words.reduce(words.count - 1, { $0 + $1.count }) >= settings.textLengthMin
            && words != Self.words(title ?? "")
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
