/// Why a pattern cannot be used.
struct PatternFault: Error, Equatable {
    /// One sentence.
    let detail: String
}
