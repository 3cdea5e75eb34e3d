/// What is asked of an object.
final class ObjectRule: Sendable {
    /// The names that `properties` or `required` mention.
    let names: NameTable
    /// Beside `names`; nil for a name that is only required.
    let properties: [SchemaRule?]
    /// Beside `names`; a bit of its own for a required name, none for the others.
    let requiredBits: [UInt64]
    /// All bits of the required names.
    let required: UInt64
    let additional: SchemaRule?
    let propertyNames: SchemaRule?
    let countMin: Int
    let countMax: Int

    init(
        names: NameTable,
        properties: [SchemaRule?],
        requiredBits: [UInt64],
        required: UInt64,
        additional: SchemaRule?,
        propertyNames: SchemaRule?,
        countMin: Int,
        countMax: Int
    ) {
        self.names = names
        self.properties = properties
        self.requiredBits = requiredBits
        self.required = required
        self.additional = additional
        self.propertyNames = propertyNames
        self.countMin = countMin
        self.countMax = countMax
    }

    static let requiredMax = UInt64.bitWidth
}
