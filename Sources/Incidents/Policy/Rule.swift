/// One rule of the policy: when these facts hold, these effects follow.
///
/// Rules of one table are tried in order. In a `firstMatch` table the first that holds wins;
/// in an `all` table every rule that holds fires.
package struct Rule: Equatable, Sendable {
    package enum Table: String, CaseIterable, Sendable {
        /// Who solves and who is sent the incident; first match. (P9, P10)
        case routing
        /// What makes the handling faster; all. (P4)
        case impact
        /// The right way in; all. (P1, P6)
        case channel
        /// Calls that must have been made; all. (P5, P7)
        case phone
        /// Security processes; all. (P7)
        case security
        /// Whom else to tell; all. (P8, P18)
        case notice

        package var firstMatchOnly: Bool { self == .routing }
    }

    package var id: String
    package var table: Table
    package var principle: Principle
    package var when: [Condition]
    package var then: [Effect]
    /// One sentence each for people, said when the rule has fired.
    package var danish: String
    package var english: String

    package init(
        id: String,
        table: Table,
        principle: Principle,
        when: [Condition],
        then: [Effect],
        danish: String,
        english: String
    ) {
        self.id = id
        self.table = table
        self.principle = principle
        self.when = when
        self.then = then
        self.danish = danish
        self.english = english
    }
}
