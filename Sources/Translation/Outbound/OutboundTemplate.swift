package import JSON

/// The shape of one outbound message in a foreign tool's terms.
package struct OutboundTemplate: Sendable {
    /// Nil: the canonical message is written as it is.
    package var root: OutboundPart?
    /// Canonical fields the tool has no place for, said so in the file.
    package var leaves: [JSONPointer]
}

/// A part of that shape.
///
/// A part that reads something and finds nothing is not written, whatever constants are in it;
/// the root always is, and so is a part that is all constants, where its neighbours are.
package indirect enum OutboundPart: Sendable {
    case object([OutboundMember])
    case array([OutboundPart])
    /// One element for each element of the canonical array; pointers are within the element.
    case each(JSONPointer, OutboundPart)
    case value(OutboundValue)
}

extension OutboundPart {
    /// Whether nothing in it is read from the message.
    var isConstant: Bool {
        switch self {
        case .object(let members): members.allSatisfy(\.part.isConstant)
        case .array(let parts): parts.allSatisfy(\.isConstant)
        case .each: false
        case .value(let value): value.constant != nil
        }
    }
}

package struct OutboundMember: Sendable {
    package var name: String
    package var part: OutboundPart
}

/// How one value of the tool's message is made.
package struct OutboundValue: Sendable {
    /// What is written when the text is known.
    package enum Form: String, CaseIterable, Sendable {
        case text
        case integer
        case boolean
    }

    /// Who sees what is written here in the tool.
    package enum Audience: String, CaseIterable, Sendable {
        /// The reporter: only public notes are ever written here.
        case reporter
        /// Those who solve: only internal notes are written here.
        case parties
        /// The note's own visibility is written beside it, and the tool obeys it.
        case flagged
    }

    /// Pointers into the canonical message; the first that has a value, or all, joined.
    package var sources: [JSONPointer] = []
    /// Between several values, of several sources or of an array.
    package var separator: String?
    package var map: [String: String]?
    /// For values that are not in the map; nil: as they are.
    package var otherwise: String?
    package var constant: String?
    package var fallback: String?
    /// Put before the text.
    package var label: String?
    package var form: Form = .text
    package var timeFormat: TimeFormat?
    package var audience: Audience?
    /// All must hold, or nothing is written.
    package var conditions: [JSONPointer: [String]] = [:]

    /// Whether the value is copied with its JSON type.
    var isCopied: Bool {
        map == nil && label == nil && separator == nil && timeFormat == nil && form == .text
    }
}
