/// What is asked of a string.
final class StringRule: Sendable {
    enum Format: Sendable {
        case dateTime
        case date
    }

    /// In Unicode scalars, like `lengthMax`.
    let lengthMin: Int
    let lengthMax: Int
    let pattern: SchemaPattern?
    let format: Format?

    init(
        lengthMin: Int,
        lengthMax: Int,
        pattern: SchemaPattern?,
        format: Format?
    ) {
        self.lengthMin = lengthMin
        self.lengthMax = lengthMax
        self.pattern = pattern
        self.format = format
    }
}
