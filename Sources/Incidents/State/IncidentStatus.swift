/// Where an incident stands, in ITIL's words.
package enum IncidentStatus: String, CaseIterable, Sendable {
    /// Taken in and forwarded. Next: acknowledged, in progress, resolved, closed.
    case registered
    /// A responsible party has it. Next: in progress, resolved, closed.
    case acknowledged
    /// Correction of the fault has begun. Next: pending, resolved, closed.
    case inProgress = "in-progress"
    /// Waits for the reporter's answer. Next: in progress, resolved, closed.
    case pending
    /// A workaround or solution was put to the reporter. Next: in progress (objection, rollback),
    /// closed.
    case resolved
    /// Next: in progress, when the authority reopens it.
    case closed

    /// What the public is told: open ("åben") until it is closed ("afsluttet").
    package var isOpen: Bool { self != .closed }
}
