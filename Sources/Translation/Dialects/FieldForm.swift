/// What is known of the canonical value a rule fills, whichever verb it belongs to.
struct FieldForm: Sendable {
    let name: String
    let kind: InboundField.Kind
    /// Prose, kept to the letter; a code loses white space at its ends.
    let isFreeText: Bool

    init(_ field: InboundField) {
        name = field.name
        kind = field.valueKind
        isFreeText = field.isFreeText
    }

    init(_ detail: DetailField) {
        name = detail.name
        kind = detail.valueKind
        isFreeText = detail.isFreeText
    }

    /// The values of a closed set; nil for every other field.
    var choices: [String]? {
        if case .choice(let choices) = kind { choices } else { nil }
    }
}
