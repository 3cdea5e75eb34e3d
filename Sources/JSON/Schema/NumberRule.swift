/// What is asked of a number.
final class NumberRule: Sendable {
    let minimum: JSONNumber?
    let maximum: JSONNumber?
    let exclusiveMinimum: JSONNumber?
    let exclusiveMaximum: JSONNumber?

    init(
        minimum: JSONNumber?,
        maximum: JSONNumber?,
        exclusiveMinimum: JSONNumber?,
        exclusiveMaximum: JSONNumber?
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.exclusiveMinimum = exclusiveMinimum
        self.exclusiveMaximum = exclusiveMaximum
    }
}
