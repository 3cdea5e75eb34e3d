/// The verbs a dialect can lead to, by the names commands have on the wire.
///
/// A few have fields of their own in `InboundField`; all others are rows of `DetailTable`.
package struct InboundAction: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// In `names`; the hot path compares and looks up by it.
    private let position: UInt8

    package static var report: Self { Self(position: 0) }
    package static var update: Self { Self(position: 1) }
    package static var note: Self { Self(position: 2) }
    package static var acknowledge: Self { Self(position: 3) }
    package static var startWork: Self { Self(position: 4) }
    package static var logCall: Self { Self(position: 5) }

    package static let allCases = names.indices.map { Self(position: UInt8($0)) }

    private static let ownNames = [
        "report", "update", "note", "acknowledge", "start-work", "log-call",
    ]
    private static let names = ownNames + DetailTable.verbs.map(\.name)

    private init(position: UInt8) {
        self.position = position
    }

    package init?(rawValue: String) {
        guard let position = Self.names.firstIndex(of: rawValue) else { return nil }
        self.init(position: UInt8(position))
    }

    package var rawValue: String { Self.names[Int(position)] }

    /// What the verb's details are; empty for those with fields of their own.
    package var details: [DetailField] {
        let row = Int(position) - Self.ownNames.count
        return row < 0 ? [] : DetailTable.verbs[row].fields
    }

    /// What can be said with this verb besides the fields every command has, and its details.
    package var fields: Set<InboundField> {
        switch self {
        case .report: Set(InboundField.allCases.filter(\.isOfReport))
        case .update: Set(InboundField.allCases.filter(\.isOfReport)).union([.incident])
        case .note: [.incident, .noteText, .noteVisibility, .noteAuthor]
        case .logCall: [.incident, .callTo, .callOccurredAt, .callOutcome]
        default: [.incident]
        }
    }

    /// What the canonical command cannot be without; besides, all but a report need the
    /// incident's id or the number to make it of.
    package var requiredFields: [InboundField] {
        switch self {
        case .report: [.number, .title, .reporterKind]
        case .note: [.noteText, .noteVisibility]
        case .logCall: [.callTo, .callOccurredAt]
        default: []
        }
    }
}
