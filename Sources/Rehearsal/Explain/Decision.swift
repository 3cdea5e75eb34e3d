package import Incidents
package import Messaging

/// One decision about an incident, with everything it rested on.
package struct Decision: Sendable {
    package enum Occasion: Equatable, Sendable {
        case command(action: String, party: String, messageID: String)
        case timer
    }

    package var occasion: Occasion
    package var at: Timestamp
    package var policyVersion: String
    package var verdict: Verdict
    /// The incident as the decision left it.
    package var incident: Incident?
    package var facts: Facts
    /// Facts that the decision found otherwise than the one before.
    package var changedFacts: [Fact]
    /// Every rule with what came of it, in the policy's order.
    package var rules: [RuleExplanation]
    /// Rules that fire now and did not before, and the reverse.
    package var newlyFired: [String]
    package var ceased: [String]

    package var events: [Event] { verdict.events }
}

extension RuleExplanation {
    package var isFired: Bool { finding == .fired }
}
