package import Incidents
package import Messaging

/// Something that must hold at a moment of a test.
package struct Expectation: Equatable, Sendable {
    package enum Subject: String, CaseIterable, Sendable {
        // Of the step's own command.
        case verdict
        case code
        // Of the incident as it stands.
        case status
        case category
        case expedited
        case responsible
        case kind
        case closed
        case recipients
        case processes
        case deviations
        case withdrawn
        case deadlines
        case clocks
        // Since the beginning of the test.
        case notices
        case events
        case messages
        case rules
    }

    package enum Wanted: Equatable, Sendable {
        case word(String)
        /// In whatever order, each as often as it stands there.
        case exactly([String])
        case including([String], excluding: [String])
        /// Each of these deadlines, and no other.
        case deadlines([DeadlineWanted])
        /// Running clocks by their word; nil: it must not run.
        case clocks([ClockWanted])
    }

    package struct DeadlineWanted: Equatable, Sendable {
        package var role: ResponsibleRole?
        package var category: Category?
        package var due: Timestamp?
        package var isAdvisory: Bool?
        package var outcome: String?
    }

    package struct ClockWanted: Equatable, Sendable {
        package var kind: String
        package var due: Timestamp?
    }

    package var subject: Subject
    package var wanted: Wanted
}
