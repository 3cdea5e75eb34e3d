/// Rules of one policy, by their place in it.
package struct RuleSet: Equatable, Sendable, Sequence {
    /// The most rules a policy may have.
    package static let rulesMax = 128

    private var bits: UInt128 = 0

    package init() {}

    package var isEmpty: Bool { bits == 0 }

    package func contains(_ rule: Int) -> Bool {
        bits & (1 << UInt128(rule)) != 0
    }

    package mutating func insert(_ rule: Int) {
        bits |= 1 << UInt128(rule)
    }

    package func subtracting(_ other: RuleSet) -> RuleSet {
        var rest = self
        rest.bits &= ~other.bits
        return rest
    }

    package func makeIterator() -> Iterator {
        Iterator(bits: bits)
    }

    package struct Iterator: IteratorProtocol {
        fileprivate var bits: UInt128

        /// The rules in the policy's order.
        package mutating func next() -> Int? {
            guard bits != 0 else { return nil }
            let rule = bits.trailingZeroBitCount
            bits &= bits - 1
            return rule
        }
    }
}
