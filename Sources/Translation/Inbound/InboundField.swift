internal import Incidents

/// A field of the canonical command that a dialect can fill, by its name in dialect files.
package enum InboundField: Int, CaseIterable, Sendable {
    // Of every command.
    case number, incident, sequence, occurredAt
    // Of a report and an update.
    case reporterKind, reporterOrganisation, reporterName, reporterEmail, reporterPhone
    case reporterCallback, channel, title, description, environment, kind, registers, services
    case category, impactLevel, impactDescription, affectedUsers, statutoryDeadline
    case itSecurity, dataSecurity
    // Of a note.
    case noteText, noteVisibility, noteAuthor
    // Of a logged call, and of each call of a report.
    case callTo, callOccurredAt, callOutcome
    // Any of a verb's own details; which, the rule says.
    case detail

    /// How a foreign value is read as this field.
    package enum Kind: Equatable, Sendable {
        /// Free text of at most this many Unicode scalars; longer text is shortened.
        case text(lengthMax: Int)
        /// One of a closed set.
        case choice([String])
        case integer(ClosedRange<Int64>)
        case time
        /// A day, `2026-12-01`.
        case date
        /// Texts of at most this length, and at most so many of them.
        case list(lengthMax: Int, countMax: Int)
    }

    package init?(name: String) {
        guard let field = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = field
    }

    package var name: String {
        switch self {
        case .number: "number"
        case .incident: "incident"
        case .sequence: "sequence"
        case .occurredAt: "occurredAt"
        case .reporterKind: "reporter.kind"
        case .reporterOrganisation: "reporter.organisation"
        case .reporterName: "reporter.name"
        case .reporterEmail: "reporter.email"
        case .reporterPhone: "reporter.phone"
        case .reporterCallback: "reporter.callback"
        case .channel: "channel"
        case .title: "title"
        case .description: "description"
        case .environment: "environment"
        case .kind: "kind"
        case .registers: "registers"
        case .services: "services"
        case .category: "category"
        case .impactLevel: "impact.level"
        case .impactDescription: "impact.description"
        case .affectedUsers: "impact.affectedUsers"
        case .statutoryDeadline: "impact.statutoryDeadline"
        case .itSecurity: "security.it"
        case .dataSecurity: "security.data"
        case .noteText: "note.text"
        case .noteVisibility: "note.visibility"
        case .noteAuthor: "note.author"
        case .callTo: "call.to"
        case .callOccurredAt: "call.occurredAt"
        case .callOutcome: "call.outcome"
        case .detail: "details"
        }
    }

    package var valueKind: Kind {
        switch self {
        case .number: .text(lengthMax: IncidentID.numberLengthMax)
        case .incident: .text(lengthMax: 2 * IncidentID.numberLengthMax + 1)
        case .sequence: .integer(0...9_007_199_254_740_991)
        case .occurredAt, .callOccurredAt: .time
        case .reporterKind: .choice(ReporterKind.allCases.map(\.rawValue))
        case .reporterOrganisation, .reporterName, .title, .noteAuthor: .text(lengthMax: 200)
        case .reporterEmail: .text(lengthMax: 320)
        case .reporterPhone, .category: .text(lengthMax: 64)
        case .reporterCallback: .text(lengthMax: 2048)
        case .channel: .choice(ReportingChannel.allCases.map(\.rawValue))
        case .description: .text(lengthMax: 100_000)
        case .environment: .choice(Environment.allCases.map(\.rawValue))
        case .kind: .choice(IncidentKind.allCases.map(\.rawValue))
        case .registers: .list(lengthMax: 32, countMax: 32)
        case .services: .list(lengthMax: 200, countMax: 64)
        case .impactLevel: .choice(ImpactLevel.allCases.map(\.rawValue))
        case .impactDescription, .noteText: .text(lengthMax: 20_000)
        case .affectedUsers: .integer(0...100_000_000)
        case .statutoryDeadline: .date
        case .itSecurity, .dataSecurity: .choice(BreachState.allCases.map(\.rawValue))
        case .noteVisibility: .choice(Visibility.allCases.map(\.rawValue))
        case .callTo: .choice(PhoneCall.Callee.allCases.map(\.rawValue))
        case .callOutcome: .choice(PhoneCall.Outcome.allCases.map(\.rawValue))
        case .detail: .text(lengthMax: 20_000)
        }
    }

    /// The values of a closed set; nil for every other field.
    package var choices: [String]? {
        if case .choice(let choices) = valueKind { choices } else { nil }
    }

    /// May stand among the fields that every command has.
    package var isOfEveryCommand: Bool {
        switch self {
        case .number, .incident, .sequence, .occurredAt: true
        default: false
        }
    }

    var isOfReporter: Bool {
        (Self.reporterKind.rawValue...Self.reporterCallback.rawValue).contains(rawValue)
    }

    var isOfReport: Bool {
        (Self.reporterKind.rawValue...Self.dataSecurity.rawValue).contains(rawValue)
    }
}
