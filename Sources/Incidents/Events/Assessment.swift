/// What the policy makes of an incident: everything in it that the reporter does not say.
package struct Assessment: Equatable, Sendable {
    /// Nil: unclassified.
    package var category: Category?
    package var expedited: Bool
    package var processes: SecurityProcesses
    package var responsible: ResponsibleRole
    /// Codes of the registers whose authorities are sent the incident.
    package var recipients: [String]
    /// All of them, replaced ones too.
    package var deadlines: [Deadline]
}
