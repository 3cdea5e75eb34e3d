package import JSON

/// How one canonical field is found in a foreign message.
package struct FieldRule: Sendable {
    package enum Combination: Equatable, Sendable {
        /// The first source that has a value; what the others have is kept as unmapped.
        case first
        /// All values that are there, with this between them.
        case joined(separator: String)
    }

    package var field: InboundField
    /// The verb's detail it fills, when `field` is `.detail`.
    package var detail: DetailField?
    package var sources: [FieldSource] = []
    package var combination: Combination = .first
    /// For sources that have no map of their own.
    package var map: ValueMap?
    /// Always this, whatever the message says.
    package var constant: String?
    /// When no source has a value.
    package var fallback: String?
    package var isRequired = false
    package var timeFormat: TimeFormat = .rfc3339
    package var dateFormat: DateFormat = .iso
    /// Between the values of a list that is written as one text.
    package var split: String?
    /// Values are put into upper case before they are mapped.
    package var isUppercased = false

    package init(_ field: InboundField) {
        self.field = field
    }

    init(_ detail: DetailField) {
        self.field = .detail
        self.detail = detail
    }

    var form: FieldForm { detail.map(FieldForm.init) ?? FieldForm(field) }
}

/// One place a value can be read from.
package struct FieldSource: Sendable {
    package enum Place: Hashable, Sendable {
        case pointer(JSONPointer)
        /// An attribute of the message's CloudEvent, written `cloudevent:type`.
        case event(EventAttribute)
    }

    package var place: Place
    package var selection: ArraySelection?
    package var map: ValueMap?
    /// Put before the value.
    package var label: String?
    /// Texts that must stand at these pointers of the message, or the value is not meant here.
    package var conditions: [JSONPointer: String] = [:]

    /// As it is written in the file.
    package var text: String {
        switch place {
        case .pointer(let pointer): pointer.text
        case .event(let attribute): "cloudevent:\(attribute.rawValue)"
        }
    }
}

package enum EventAttribute: String, CaseIterable, Sendable {
    case id
    case source
    case type
    case subject
    case time
}

/// Which elements of the array at a pointer are meant, and what within them.
///
/// A single object where an array could be is read as an array of one.
package struct ArraySelection: Hashable, Sendable {
    package enum Pick: String, CaseIterable, Sendable {
        case first
        case last
        case all
    }

    /// Pointers within the element and the texts that must stand there.
    package var conditions: [JSONPointer: String]
    /// The value within the element; empty: the element itself.
    package var item: JSONPointer
    package var pick: Pick
}

/// How a phone call in a report is found.
package struct CallRule: Sendable {
    /// The array of calls, the fields' pointers being within its elements; nil: one call,
    /// pointers from the root.
    package var each: JSONPointer?
    package var to: FieldRule
    package var occurredAt: FieldRule
    package var outcome: FieldRule
}
