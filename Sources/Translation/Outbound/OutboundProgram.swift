internal import JSON

/// A part of an outbound template, compiled.
///
/// Classes, so that walking them for every message copies nothing.
final class PartProgram: Sendable {
    enum Shape: Sendable {
        case object([MemberProgram])
        case array([PartProgram])
        case each(JSONPointer, PartProgram)
        case value(ValueProgram)
    }

    let shape: Shape
    let isConstant: Bool

    init(_ part: OutboundPart) {
        isConstant = part.isConstant
        switch part {
        case .object(let members): shape = .object(members.map(MemberProgram.init))
        case .array(let parts): shape = .array(parts.map(PartProgram.init))
        case .each(let pointer, let part): shape = .each(pointer, PartProgram(part))
        case .value(let value): shape = .value(ValueProgram(value))
        }
    }
}

final class MemberProgram: Sendable {
    let name: String
    let part: PartProgram

    init(_ member: OutboundMember) {
        name = member.name
        part = PartProgram(member.part)
    }
}

final class ValueProgram: Sendable {
    let sources: [JSONPointer]
    let separator: String?
    let map: [String: String]?
    let otherwise: String?
    let constant: String?
    let fallback: String?
    let label: String
    let form: OutboundValue.Form
    let timeFormat: TimeFormat?
    let audience: OutboundValue.Audience?
    let conditions: [(pointer: JSONPointer, texts: [String])]
    let isCopied: Bool

    init(_ value: OutboundValue) {
        sources = value.sources
        separator = value.separator
        map = value.map
        otherwise = value.otherwise
        constant = value.constant
        fallback = value.fallback
        label = value.label ?? ""
        form = value.form
        timeFormat = value.timeFormat
        audience = value.audience
        conditions = value.conditions.map { ($0.key, $0.value) }
        isCopied = value.isCopied
    }
}
