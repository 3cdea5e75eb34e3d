/// The contract's fault category ("fejlforstyrrelse"), principle 3.
///
/// What A–E mean stands in the contract, not here; an incident without one is unclassified.
package enum Category: String, CaseIterable, Sendable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    /// A before B: the more urgent is the lesser.
    package static func < (left: Category, right: Category) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What kind of fault it is, which decides who is responsible for solving it.
package enum IncidentKind: String, CaseIterable, Sendable {
    case platform
    case application
    case data
    case unknown
}

package enum Environment: String, CaseIterable, Sendable {
    case production
    case test
}

/// How large the reporter says the impact on its business is, principle 4.
package enum ImpactLevel: String, CaseIterable, Sendable, Comparable {
    case low
    case medium
    case high

    package static func < (left: ImpactLevel, right: ImpactLevel) -> Bool {
        left.bit < right.bit
    }
}

/// How sure one is of a breach of security, principle 7.
package enum BreachState: String, CaseIterable, Sendable, Comparable {
    case none
    case suspected
    case confirmed

    package static func < (left: BreachState, right: BreachState) -> Bool {
        left.bit < right.bit
    }
}
