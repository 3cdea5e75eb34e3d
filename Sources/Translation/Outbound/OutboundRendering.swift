internal import JSON
internal import Messaging

/// Writes one canonical message in a tool's shape.
struct OutboundRendering {
    let kind: OutboundMessage
    let message: JSONNode

    /// What is written for one value.
    private enum Written {
        case node(JSONNode)
        case text(String)
        case integer(Int64)
        case bool(Bool)
    }

    /// The root is always written; below it, a part whose pointers find nothing is left out with
    /// its constants.
    func write(_ part: OutboundPart, into writer: inout JSONWriter) {
        write(part, at: message, into: &writer)
    }

    // MARK: Parts

    private func write(_ part: OutboundPart, at node: JSONNode, into writer: inout JSONWriter) {
        switch part {
        case .object(let members):
            writer.object { writer in
                for member in members where isWritten(member.part, at: node) {
                    writer.key(member.name)
                    write(member.part, at: node, into: &writer)
                }
            }
        case .array(let parts):
            writer.array { writer in
                for part in parts where isWritten(part, at: node) {
                    write(part, at: node, into: &writer)
                }
            }
        case .each(let pointer, let part):
            writer.array { writer in
                guard let array = node.at(pointer) else { return }
                for element in array.elements { write(part, at: element, into: &writer) }
            }
        case .value(let value):
            switch written(value, at: node) {
            case .node(let node): writer.node(node)
            case .text(let text): writer.string(text)
            case .integer(let integer): writer.integer(integer)
            case .bool(let bool): writer.bool(bool)
            case nil: writer.null()
            }
        }
    }

    private func isWritten(_ part: OutboundPart, at node: JSONNode) -> Bool {
        switch part {
        case .object, .array, .each: says(part, at: node) || part.isConstant
        case .value(let value): written(value, at: node) != nil
        }
    }

    /// Whether the message itself has anything to say here.
    private func says(_ part: OutboundPart, at node: JSONNode) -> Bool {
        switch part {
        case .object(let members): members.contains { says($0.part, at: node) }
        case .array(let parts): parts.contains { says($0, at: node) }
        case .each(let pointer, _): node.at(pointer)?.elements.first { _ in true } != nil
        case .value(let value): said(value, at: node) != nil
        }
    }

    // MARK: Values

    private func written(_ value: OutboundValue, at node: JSONNode) -> Written? {
        if let said = said(value, at: node) { return said }
        guard let text = value.constant ?? value.fallback, isAllowed(value) else { return nil }
        return formed(text, value)
    }

    /// What the message says, nil when nothing, or nothing that may be written here.
    private func said(_ value: OutboundValue, at node: JSONNode) -> Written? {
        guard value.constant == nil, isAllowed(value) else { return nil }
        if let separator = value.separator {
            let texts = value.sources.compactMap { node.at($0) }.flatMap(Self.texts)
            guard !texts.isEmpty else { return nil }
            let mapped = texts.map { self.mapped($0, value) }
            return .text((value.label ?? "") + mapped.joined(separator: separator))
        }
        for source in value.sources {
            guard let found = node.at(source) else { continue }
            if value.isCopied {
                if found.isNull { continue }
                return .node(found)
            }
            if let written = written(found, value) { return written }
        }
        return nil
    }

    private func written(_ found: JSONNode, _ value: OutboundValue) -> Written? {
        if let format = value.timeFormat {
            guard let moment = found.string.flatMap({ Timestamp(rfc3339: $0) }) else { return nil }
            return switch format.write(moment) {
            case .text(let text): .text((value.label ?? "") + text)
            case .number(let number): .integer(number)
            }
        }
        guard let text = found.isNull ? (value.map == nil ? nil : "null") : found.scalarText else {
            return nil
        }
        return formed((value.label ?? "") + mapped(text, value), value)
    }

    private func mapped(_ text: String, _ value: OutboundValue) -> String {
        guard let map = value.map else { return text }
        return map[text] ?? value.otherwise ?? text
    }

    private func formed(_ text: String, _ value: OutboundValue) -> Written {
        switch value.form {
        case .text: .text(text)
        case .integer: Int64(text).map(Written.integer) ?? .text(text)
        case .boolean: Bool(text).map(Written.bool) ?? .text(text)
        }
    }

    private static func texts(_ node: JSONNode) -> [String] {
        node.kind == .array
            ? node.elements.compactMap(\.scalarText) : node.scalarText.map { [$0] } ?? []
    }

    // MARK: What may be written

    private func isAllowed(_ value: OutboundValue) -> Bool {
        isForAudience(value)
            && value.conditions.allSatisfy { pointer, texts in
                message.at(pointer)?.scalarText.map(texts.contains) ?? false
            }
    }

    /// An internal note is written nowhere the reporter could read it, whatever the core sends.
    private func isForAudience(_ value: OutboundValue) -> Bool {
        guard let audience = value.audience, audience != .flagged else { return true }
        let visibility = message.at(Self.noteVisibility)?.string
        // Status messages hold public notes only, and therefore do not say so.
        let isPublic = visibility.map { $0 == "public" } ?? (kind == .status)
        return (audience == .reporter) == isPublic
    }

    private static let noteVisibility = JSONPointer(["note", "visibility"])
}
