/// One rule with its sources compiled, and what is asked of it often worked out.
///
/// A class so that handing it on costs one count, not one for each of its parts.
final class FieldProgram: Sendable {
    let field: InboundField
    let detail: DetailField?
    /// As dialect files and refusals call it.
    let name: String
    let sources: [SourceProgram]
    let codes: CodeTable?
    let constant: String?
    let fallback: String?
    /// Between several values that make one text.
    let separator: String?
    let isRequired: Bool
    let timeFormat: TimeFormat
    let dateFormat: DateFormat
    let split: Character?
    let isUppercased: Bool
    /// Prose, kept to the letter; a code loses white space at its ends.
    let isFreeText: Bool
    /// Most Unicode scalars of a text.
    let lengthMax: Int
    /// Most values of a list.
    let countMax: Int
    let range: ClosedRange<Int64>
    /// Whether the event's own time stands in for one that was not sent.
    let asksEventTime: Bool

    init(_ rule: FieldRule, _ sources: [SourceProgram]) {
        let form = rule.form
        self.field = rule.field
        self.detail = rule.detail
        self.name = form.name
        self.sources = sources
        self.codes = rule.map.map(CodeTable.init)
        self.constant = rule.constant
        self.fallback = rule.fallback
        if case .joined(let separator) = rule.combination {
            self.separator = separator
        } else {
            self.separator = nil
        }
        self.isRequired = rule.isRequired
        self.timeFormat = rule.timeFormat
        self.dateFormat = rule.dateFormat
        self.split = rule.split?.first
        self.isUppercased = rule.isUppercased
        self.isFreeText = form.isFreeText
        var lengthMax = Int.max
        var countMax = 1
        var range = Int64.min...Int64.max
        switch form.kind {
        case .text(let most): lengthMax = most
        case .list(let longest, let most): (lengthMax, countMax) = (longest, most)
        case .integer(let allowed): range = allowed
        case .choice, .time, .date: break
        }
        (self.lengthMax, self.countMax, self.range) = (lengthMax, countMax, range)
        self.asksEventTime = sources.contains { source in
            if case .event(.time) = source.place { true } else { false }
        }
    }
}

/// One place a value is read from, compiled.
final class SourceProgram: Sendable {
    enum Place: Sendable {
        case slot(Int)
        /// All the elements a selection took.
        case elements(Int)
        case event(EventAttribute)
    }

    let place: Place
    /// Its own, in place of the rule's.
    let codes: CodeTable?
    let label: String?
    let source: FieldSource
    let hasConditions: Bool
    /// The same number for sources that take the same value.
    let identity: Int
    /// Whether another rule reads the same value, which is then accounted for.
    let isShared: Bool

    init(_ source: FieldSource, at place: Place, identity: Int, isShared: Bool) {
        self.place = place
        self.codes = source.map.map(CodeTable.init)
        self.label = source.label
        self.source = source
        self.hasConditions = !source.conditions.isEmpty
        self.identity = identity
        self.isShared = isShared
    }

    /// Where the value should be, for the sentence that says it is not.
    var pointer: String { source.pointer?.text ?? "" }
}
