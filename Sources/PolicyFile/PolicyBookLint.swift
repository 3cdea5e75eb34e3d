internal import Incidents

/// Finds gaps and overlaps between the versions of a policy.
enum PolicyBookLint {
    /// A version without an end is in force until the next one's beginning.
    static func check(_ versions: [PolicyVersion]) {
        let ordered = versions.sorted { $0.policy.validFrom < $1.policy.validFrom }
        for (version, next) in zip(ordered, ordered.dropFirst()) {
            let node = next.heading.validFrom.node
            let names = "versions \(version.policy.version) and \(next.policy.version)"
            if version.policy.validFrom == next.policy.validFrom {
                node.error("\(names) come into force at the same time")
            } else if let until = version.policy.validUntil, until > next.policy.validFrom {
                node.error("\(names) are in force at the same time")
            } else if let until = version.policy.validUntil, until < next.policy.validFrom {
                node.error("between \(names) none is in force")
            }
        }
    }
}
