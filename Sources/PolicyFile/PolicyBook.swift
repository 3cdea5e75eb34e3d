package import Incidents
package import Messaging

/// The versions of the policy, each in force in its time.
package struct PolicyBook: Sendable {
    /// By the time they come into force.
    package private(set) var versions: [Policy]

    package init(_ versions: [Policy]) {
        precondition(!versions.isEmpty, "a book has a version")
        var ordered = versions.sorted { $0.validFrom < $1.validFrom }
        // The first is the policy itself; what comes after it are changes (principle 19).
        for index in ordered.indices.dropFirst() where ordered[index].approvedBy.isEmpty {
            ordered[index].isUnapprovedChange = true
        }
        self.versions = ordered
    }

    /// The version to judge by at a moment: the one in force, or the nearest there is, since an
    /// incident cannot wait for a policy.
    package func judging(at moment: Timestamp) -> Policy {
        if versions.count == 1 { return versions[0] }
        return versions.last { $0.validFrom <= moment } ?? versions[0]
    }

    /// The same without what says who agreed: how incidents are treated is compared, and not who
    /// signed.
    package var unsigned: PolicyBook {
        var book = self
        for index in versions.indices { book.versions[index].isUnapprovedChange = false }
        return book
    }

    /// Names of the versions, oldest first.
    package var name: String { versions.map(\.version).joined(separator: ", ") }

    /// The version that is the last to come into force.
    package var newest: Policy { versions[versions.count - 1] }

    /// Codes of all registers any version has.
    package var registerCodes: [String] {
        Set(versions.flatMap(\.registers.keys)).sorted()
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
