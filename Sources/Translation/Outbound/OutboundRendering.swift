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

    /// What has come of a part, for the one around it to decide whether it stays.
    private enum Outcome {
        case nothing
        /// Only a constant or a fallback.
        case filled
        /// Something of the message.
        case said
    }

    /// The root is always written; below it, a part whose pointers find nothing is left out with
    /// its constants.
    func write(_ part: PartProgram, into writer: inout JSONWriter) {
        _ = write(part, at: message, into: &writer)
    }

    // MARK: Parts

    /// Writes the part, which is taken back by the one around it when nothing has come of it:
    /// looking first would read everything once for every part it is in.
    private func write(
        _ part: PartProgram,
        at node: JSONNode,
        into writer: inout JSONWriter
    ) -> Outcome {
        switch part.shape {
        case .object(let members):
            var isSaid = false
            writer.object { writer in
                for member in members where keep(member, at: node, in: &writer) == .said {
                    isSaid = true
                }
            }
            return isSaid ? .said : part.isConstant ? .filled : .nothing
        case .array(let parts):
            var isSaid = false
            writer.array { writer in
                for part in parts where keep(part, at: node, in: &writer) == .said {
                    isSaid = true
                }
            }
            return isSaid ? .said : part.isConstant ? .filled : .nothing
        case .each(let pointer, let part):
            var isSaid = false
            writer.array { writer in
                guard let array = node.at(pointer) else { return }
                for element in array.elements {
                    _ = write(part, at: element, into: &writer)
                    isSaid = true
                }
            }
            return isSaid ? .said : .nothing
        case .value(let value):
            return write(value, at: node, into: &writer)
        }
    }

    private func keep(
        _ member: MemberProgram,
        at node: JSONNode,
        in writer: inout JSONWriter
    ) -> Outcome {
        let mark = writer.mark
        writer.key(member.name)
        let outcome = write(member.part, at: node, into: &writer)
        if outcome == .nothing { writer.takeBack(to: mark) }
        return outcome
    }

    private func keep(
        _ part: PartProgram,
        at node: JSONNode,
        in writer: inout JSONWriter
    ) -> Outcome {
        let mark = writer.mark
        let outcome = write(part, at: node, into: &writer)
        if outcome == .nothing { writer.takeBack(to: mark) }
        return outcome
    }

    private func write(
        _ value: ValueProgram,
        at node: JSONNode,
        into writer: inout JSONWriter
    ) -> Outcome {
        let said = said(value, at: node)
        switch said ?? filled(value) {
        case .node(let node): writer.node(node)
        case .text(let text): writer.string(text)
        case .integer(let integer): writer.integer(integer)
        case .bool(let bool): writer.bool(bool)
        case nil:
            writer.null()
            return .nothing
        }
        return said == nil ? .filled : .said
    }

    // MARK: Values

    private func filled(_ value: ValueProgram) -> Written? {
        guard let text = value.constant ?? value.fallback, isAllowed(value) else { return nil }
        return formed(text, value)
    }

    /// What the message says, nil when nothing, or nothing that may be written here.
    private func said(_ value: ValueProgram, at node: JSONNode) -> Written? {
        guard value.constant == nil, isAllowed(value) else { return nil }
        if let separator = value.separator {
            let texts = value.sources.compactMap { node.at($0) }.flatMap(Self.texts)
            guard !texts.isEmpty else { return nil }
            let mapped = texts.map { self.mapped($0, value) }
            return .text(value.label + mapped.joined(separator: separator))
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

    private func written(_ found: JSONNode, _ value: ValueProgram) -> Written? {
        if let format = value.timeFormat {
            guard let moment = found.string.flatMap({ Timestamp(rfc3339: $0) }) else { return nil }
            return switch format.write(moment) {
            case .text(let text): .text(value.label + text)
            case .number(let number): .integer(number)
            }
        }
        guard let text = found.isNull ? (value.map == nil ? nil : "null") : found.scalarText else {
            return nil
        }
        return formed(
            value.label.isEmpty ? mapped(text, value) : value.label + mapped(text, value),
            value
        )
    }

    private func mapped(_ text: String, _ value: ValueProgram) -> String {
        guard let map = value.map else { return text }
        return map[text] ?? value.otherwise ?? text
    }

    private func formed(_ text: String, _ value: ValueProgram) -> Written {
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

    private func isAllowed(_ value: ValueProgram) -> Bool {
        isForAudience(value)
            && value.conditions.allSatisfy { pointer, texts in
                message.at(pointer)?.scalarText.map(texts.contains) ?? false
            }
    }

    /// An internal note is written nowhere the reporter could read it, whatever the core sends.
    private func isForAudience(_ value: ValueProgram) -> Bool {
        guard let audience = value.audience, audience != .flagged else { return true }
        let visibility = message.at(Self.noteVisibility)?.string
        // Status messages hold public notes only, and therefore do not say so.
        let isPublic = visibility.map { $0 == "public" } ?? (kind == .status)
        return (audience == .reporter) == isPublic
    }

    private static let noteVisibility = JSONPointer(["note", "visibility"])
}
