internal import Incidents
internal import JSON
internal import Messaging

/// Fields that are texts, codes among them.
extension FieldReader {
    /// A value a source has: as text, and the node it came from unless an event attribute.
    private struct Found {
        let text: String
        let node: JSONNode?
        let source: ActionProgram.Source
    }

    /// Public only if the message says so, and says nothing else: of several flags the stricter
    /// one holds.
    mutating func visibility() throws(Rejection) -> Visibility {
        guard let field = program[.noteVisibility] else { return .internal }
        if let constant = field.rule.constant { return Visibility(rawValue: constant) ?? .internal }
        var said: Set<String> = []
        for source in field.sources {
            guard let found = found(source) else { continue }
            said.insert(try mapped(found.text, found.node, source, field.rule) ?? "")
        }
        keepOthers(than: field.sources, in: field)
        return said == [Visibility.public.rawValue] ? .public : .internal
    }

    /// Whether constants and defaults apply: in an update, what is not said is unchanged.
    func fillsIn(_ rule: FieldRule) -> Bool {
        program.action != .update || !rule.field.isOfReport || rule.field.isOfReporter
    }

    mutating func text(_ field: ActionProgram.Field) throws(Rejection) -> String? {
        let rule = field.rule
        let fallback = fillsIn(rule) ? rule.constant ?? rule.fallback : nil
        if rule.constant != nil { return fallback }
        guard case .joined(let separator) = rule.combination else {
            guard let found = firstFound(field) else { return fallback }
            let mapped = try mapped(found.text, found.node, found.source, rule)
            return shortened(mapped.map { (found.source.label ?? "") + $0 }, found, rule)
        }
        let found = field.sources.compactMap { self.found($0) }
        keepOthers(than: found.map(\.source), in: field)
        guard let first = found.first else { return fallback }
        let joined = found.map { ($0.source.label ?? "") + $0.text }.joined(separator: separator)
        return shortened(joined, first, rule)
    }

    private mutating func firstFound(_ field: ActionProgram.Field) -> Found? {
        for source in field.sources {
            guard let found = found(source) else { continue }
            keepOthers(than: [source], in: field)
            return found
        }
        keepOthers(than: [], in: field)
        return nil
    }

    private mutating func found(_ source: ActionProgram.Source) -> Found? {
        if case .event(let attribute) = source.place {
            return context.attribute(attribute).map { Found(text: $0, node: nil, source: source) }
        }
        guard let node = meant(source) else { return nil }
        guard let text = node.scalarText else {
            refuse(node, .contentUnreadable)
            return nil
        }
        return Found(text: text, node: node, source: source)
    }

    /// By the source's own map, or the rule's, or as it is; nil: refused but not needed.
    mutating func mapped(
        _ text: String,
        _ node: JSONNode?,
        _ source: ActionProgram.Source,
        _ rule: FieldRule
    ) throws(Rejection) -> String? {
        let map = source.map ?? rule.map
        guard map != nil || !rule.field.isFreeText else { return text }
        let value = rule.isUppercased ? text.trimmed.uppercased() : text.trimmed
        guard let map else { return value }
        switch map.outcome(for: value) {
        case .mapped(let mapped): return mapped
        case .replaced(let replacement):
            if let node { keep(node) }
            return replacement
        case .refused:
            let pointer = node.map { message.pointer(to: $0).text } ?? source.pointer
            throw map.refusal(of: value, for: rule.field, at: pointer)
        }
    }

    /// Cut to what the canonical field holds; the whole is then kept as unmapped.
    private mutating func shortened(
        _ text: String?,
        _ found: Found,
        _ rule: FieldRule
    ) -> String? {
        guard let text, case .text(let lengthMax) = rule.field.valueKind,
            text.utf8.count > lengthMax, text.unicodeScalars.count > lengthMax
        else { return text }
        // An id cut short is another id: whoever reads it will refuse it.
        if rule.field == .number || rule.field == .incident { return text }
        guard rule.field.isFreeText else {
            if let node = found.node { refuse(node, .contentUnreadable) }
            return nil
        }
        if let node = found.node { refuse(node, .textShortened) }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(lengthMax - 1))) + "…"
    }
}
