package import Incidents
package import Messaging

/// The versions of the policy, each in force in its time.
package struct PolicyBook: Sendable {
    /// By the time they come into force.
    package let versions: [Policy]

    package init(_ versions: [Policy]) {
        self.versions = versions.sorted { $0.validFrom < $1.validFrom }
    }

    /// The version in force at a moment (principle 19: each event is judged by the one of its own
    /// time); nil when there is none.
    package func version(at moment: Timestamp) -> Policy? {
        guard let begun = versions.last(where: { $0.validFrom <= moment }),
            begun.validUntil.map({ moment < $0 }) ?? true
        else { return nil }
        return begun
    }
}
