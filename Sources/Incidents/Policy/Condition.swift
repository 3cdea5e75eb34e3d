/// One question a rule asks of the facts.
package struct Condition: Equatable, Sendable {
    package enum Test: Equatable, Sendable {
        /// One of these of the fact's domain.
        case anyOf(Set<String>)
        /// The number is known and at least this.
        case atLeast(Int)
    }

    package var fact: Fact
    package var test: Test

    package init(_ fact: Fact, _ test: Test) {
        self.fact = fact
        self.test = test
    }
}
