/// A compiled schema: what it asks, grouped by the kind of value it asks it of.
final class SchemaRule: Sendable {
    /// False for the schema `false`, which nothing fits.
    let allowsAnything: Bool
    let types: SchemaTypes
    let values: ValueRule?
    let string: StringRule?
    let number: NumberRule?
    let array: ArrayRule?
    let object: ObjectRule?
    let combination: CombinationRule?
    /// Where `$ref` leads, as a position among the compiled definitions.
    let reference: Int?

    init(
        allowsAnything: Bool = true,
        types: SchemaTypes = .any,
        values: ValueRule? = nil,
        string: StringRule? = nil,
        number: NumberRule? = nil,
        array: ArrayRule? = nil,
        object: ObjectRule? = nil,
        combination: CombinationRule? = nil,
        reference: Int? = nil
    ) {
        self.allowsAnything = allowsAnything
        self.types = types
        self.values = values
        self.string = string
        self.number = number
        self.array = array
        self.object = object
        self.combination = combination
        self.reference = reference
    }
}
