/// What is asked of an array.
final class ArrayRule: Sendable {
    let items: SchemaRule?
    let countMin: Int
    let countMax: Int
    let mustDiffer: Bool

    init(
        items: SchemaRule?,
        countMin: Int,
        countMax: Int,
        mustDiffer: Bool
    ) {
        self.items = items
        self.countMin = countMin
        self.countMax = countMax
        self.mustDiffer = mustDiffer
    }
}
