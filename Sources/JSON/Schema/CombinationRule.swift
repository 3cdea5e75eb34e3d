/// The keywords that apply schemas to the same value.
final class CombinationRule: Sendable {
    let allOf: [SchemaRule]
    let anyOf: [SchemaRule]
    let oneOf: [SchemaRule]
    let not: SchemaRule?
    let condition: SchemaRule?
    let consequence: SchemaRule?
    let alternative: SchemaRule?

    init(
        allOf: [SchemaRule],
        anyOf: [SchemaRule],
        oneOf: [SchemaRule],
        not: SchemaRule?,
        condition: SchemaRule?,
        consequence: SchemaRule?,
        alternative: SchemaRule?
    ) {
        self.allOf = allOf
        self.anyOf = anyOf
        self.oneOf = oneOf
        self.not = not
        self.condition = condition
        self.consequence = consequence
        self.alternative = alternative
    }

    var all: [SchemaRule] {
        allOf + anyOf + oneOf + [not, condition, consequence, alternative].compactMap(\.self)
    }
}
