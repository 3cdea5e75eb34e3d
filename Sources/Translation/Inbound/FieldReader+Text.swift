internal import Incidents
internal import JSON
internal import Messaging

/// Fields that are texts, codes among them.
extension FieldReader {
    /// A value a source has: as text, and the node it came from unless an event attribute.
    private struct Found {
        let text: String
        let node: JSONNode?
        let source: SourceProgram
    }

    /// Public only if the message says so, and says nothing else: of several flags the stricter
    /// one holds.
    mutating func visibility() throws(Rejection) -> Visibility {
        guard let field = program[.noteVisibility] else { return .internal }
        if let constant = field.constant { return Visibility(rawValue: constant) ?? .internal }
        var said: Set<String> = []
        for source in field.sources {
            guard let found = found(source) else { continue }
            said.insert(try mapped(found.text, found.node, source, field) ?? "")
        }
        for source in field.sources where !isMeant(source) { keepUnused(source) }
        return said == [Visibility.public.rawValue] ? .public : .internal
    }

    /// Whether constants and defaults apply: in an update, what is not said is unchanged.
    func fillsIn(_ field: FieldProgram) -> Bool {
        program.action != .update || !field.field.isOfReport || field.field.isOfReporter
    }

    mutating func text(_ field: FieldProgram) throws(Rejection) -> String? {
        if let constant = field.constant { return fillsIn(field) ? constant : nil }
        if let separator = field.separator { return joined(field, separator) }
        for source in field.sources {
            if let node = meant(source), let plain = plain(node, source, field) {
                if field.sources.count > 1 { keepOthers(than: source, in: field) }
                return plain
            }
            guard let found = found(source) else { continue }
            if field.sources.count > 1 { keepOthers(than: source, in: field) }
            return try finished(found, field)
        }
        if field.sources.count > 1 { keepOthers(than: nil, in: field) }
        return fillsIn(field) ? field.fallback : nil
    }

    /// The common case, made short: a string that is in the map, or needs nothing done to it.
    private func plain(
        _ node: JSONNode,
        _ source: SourceProgram,
        _ field: FieldProgram
    ) -> String? {
        guard source.label == nil, !field.isUppercased else { return nil }
        guard let text = node.utf8 else { return nil }
        if let codes = source.codes ?? field.codes { return codes.value(of: text) }
        let isClean = field.isFreeText || !text.hasSpaceAround
        guard isClean, text.count <= field.lengthMax else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func finished(
        _ found: Found,
        _ field: FieldProgram
    ) throws(Rejection) -> String? {
        let mapped = try mapped(found.text, found.node, found.source, field)
        guard let label = found.source.label else { return shortened(mapped, found, field) }
        return shortened(mapped.map { label + $0 }, found, field)
    }

    private mutating func joined(_ field: FieldProgram, _ separator: String) -> String? {
        let found = field.sources.compactMap { self.found($0) }
        for source in field.sources where !found.contains(where: { $0.source === source }) {
            keepUnused(source)
        }
        guard let first = found.first else { return fillsIn(field) ? field.fallback : nil }
        let joined = found.map { ($0.source.label ?? "") + $0.text }.joined(separator: separator)
        return shortened(joined, first, field)
    }

    private mutating func found(_ source: SourceProgram) -> Found? {
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
        _ source: SourceProgram,
        _ field: FieldProgram
    ) throws(Rejection) -> String? {
        let map = (source.codes ?? field.codes)?.map
        if map == nil, field.isFreeText { return text }
        let value = field.isUppercased ? text.trimmed.uppercased() : text.trimmed
        guard let map else { return value }
        switch map.outcome(for: value) {
        case .mapped(let mapped): return mapped
        case .replaced(let replacement):
            if let node { keep(node) }
            return replacement
        case .omitted:
            if let node { refuse(node, .contentUnreadable) }
            return nil
        case .refused:
            let pointer = node.map { message.pointer(to: $0).text } ?? source.pointer
            throw map.refusal(of: value, for: field.name, at: pointer)
        }
    }

    /// Cut to what the canonical field holds; the whole is then kept as unmapped.
    private mutating func shortened(
        _ text: String?,
        _ found: Found,
        _ field: FieldProgram
    ) -> String? {
        guard let text, text.utf8.count > field.lengthMax,
            text.unicodeScalars.count > field.lengthMax
        else { return text }
        // An id cut short is another id: whoever reads it will refuse it.
        if field.field == .number || field.field == .incident { return text }
        guard field.isFreeText else {
            if let node = found.node { refuse(node, .contentUnreadable) }
            return nil
        }
        if let node = found.node { refuse(node, .textShortened) }
        let kept = text.unicodeScalars.prefix(field.lengthMax - 1)
        return String(String.UnicodeScalarView(kept)) + "…"
    }
}
