/// The verbs a dialect can lead to, by the names commands have on the wire.
package enum InboundAction: String, CaseIterable, Sendable {
    case report
    case update
    case note
    case acknowledge
    case startWork = "start-work"
    case logCall = "log-call"

    /// What can be said with this verb besides the fields every command has.
    package var fields: Set<InboundField> {
        switch self {
        case .report: Set(InboundField.allCases.filter(\.isOfReport))
        case .update: Set(InboundField.allCases.filter(\.isOfReport)).union([.incident])
        case .note: [.incident, .noteText, .noteVisibility, .noteAuthor]
        case .acknowledge, .startWork: [.incident]
        case .logCall: [.incident, .callTo, .callOccurredAt, .callOutcome]
        }
    }

    /// What the canonical command cannot be without; besides, all but a report need the
    /// incident's id or the number to make it of.
    package var requiredFields: [InboundField] {
        switch self {
        case .report: [.number, .title, .reporterKind]
        case .note: [.noteText, .noteVisibility]
        case .logCall: [.callTo, .callOccurredAt]
        case .update, .acknowledge, .startWork: []
        }
    }
}
