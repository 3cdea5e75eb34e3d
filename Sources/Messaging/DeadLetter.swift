/// A record that could not be processed, kept with the reason and with all it came with.
package struct DeadLetter: Equatable, Sendable {
    /// The record as it was read, where it was read.
    package let original: ConsumedRecord
    /// Which stage gave up on it.
    package let stage: String
    package let rejection: Rejection
    package let at: Timestamp
    /// How long the value was, when only its start is kept.
    package let truncatedFrom: Int?

    package init(
        _ original: ConsumedRecord,
        stage: String,
        rejection: Rejection,
        at: Timestamp,
        truncatedFrom: Int? = nil
    ) {
        self.original = original
        self.stage = stage
        self.rejection = rejection
        self.at = at
        self.truncatedFrom = truncatedFrom
    }
}
