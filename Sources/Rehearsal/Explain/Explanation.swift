package import Incidents
package import Messaging

/// Why an incident was treated as it was: its commands decided again, and each decision laid open.
package struct Explanation: Sendable {
    package let incident: IncidentID
    package private(set) var decisions: [Decision] = []
    private let policyAt: @Sendable (Timestamp) -> Policy?
    private var state: Incident?
    private var facts = Facts.unknown
    private var fired: Set<String> = []

    package init(_ incident: IncidentID, policyAt: @escaping @Sendable (Timestamp) -> Policy?) {
        self.incident = incident
        self.policyAt = policyAt
    }

    /// Takes the incident's next command; timers due before it go off first.
    package mutating func take(_ command: Command) {
        guard command.incident == incident else { return }
        advance(to: command.receivedAt)
        guard let policy = policyAt(command.receivedAt) else { return }
        decide(
            .command(
                action: command.action.name,
                party: command.party.name,
                messageID: command.messageID
            ),
            at: command.receivedAt,
            settle(state, command, policy: policy),
            policy
        )
    }

    /// Lets the timers go off that are due before a moment.
    package mutating func advance(to moment: Timestamp) {
        while let state, let due = state.nextDue, due < moment, let policy = policyAt(due) {
            decide(.timer, at: due, settleDue(state, due: due, policy: policy), policy)
            // A timer that leaves itself due would never end.
            if self.state?.nextDue == due { return }
        }
    }

    private mutating func decide(
        _ occasion: Decision.Occasion,
        at moment: Timestamp,
        _ settlement: Settlement,
        _ policy: Policy
    ) {
        state = settlement.incident
        let found = state.map { Facts($0, policy: policy) } ?? .unknown
        let rules = policy.explain(found, tables: Set(Rule.Table.allCases))
        let now = Set(rules.filter(\.isFired).map(\.rule.id))
        let earlier = facts
        decisions.append(
            Decision(
                occasion: occasion,
                at: moment,
                policyVersion: policy.version,
                verdict: settlement.verdict,
                incident: state,
                facts: found,
                changedFacts: Fact.allCases.filter {
                    found.values(of: $0) != earlier.values(of: $0)
                },
                rules: rules,
                newlyFired: rules.map(\.rule.id).filter { now.contains($0) && !fired.contains($0) },
                ceased: fired.subtracting(now).sorted()
            )
        )
        facts = found
        fired = now
    }
}
