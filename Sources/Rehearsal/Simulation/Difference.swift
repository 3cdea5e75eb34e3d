/// One way in which an incident would have been treated differently.
package struct Difference: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case category
        case expedited
        case responsible
        case recipients
        case processes
        case deadlines
        case clocks
        case deviations
        case notices
        /// Who was sent what, notices aside.
        case messages
        case status
        /// Whether, when and why it was closed.
        case closing
        /// Commands that were refused.
        case refusals
    }

    package var incident: String
    package var kind: Kind
    package var before: String
    package var after: String
    /// Rules that fired only under the policy in force, and only under the new one.
    package var rulesBefore: [String]
    package var rulesAfter: [String]

    package init(
        incident: String,
        kind: Kind,
        before: String,
        after: String,
        rulesBefore: [String],
        rulesAfter: [String]
    ) {
        self.incident = incident
        self.kind = kind
        self.before = before
        self.after = after
        self.rulesBefore = rulesBefore
        self.rulesAfter = rulesAfter
    }
}
