import Incidents
import Testing

@Suite("Facts")
struct FactsTests {
    @Test("a value set by its word is found by it and by no other", arguments: Fact.allCases)
    func values(of fact: Fact) {
        for word in fact.domain ?? [] {
            let facts = Facts([fact: [word]])
            #expect(facts.values(of: fact) == [word])
            for asked in fact.domain ?? [] {
                let condition = Condition(fact, .anyOf([asked]))
                #expect(facts.satisfies(condition) == (asked == word))
            }
            for other in Fact.allCases where other != fact {
                #expect(facts.values(of: other).isEmpty)
            }
        }
    }

    @Test("every fact's values fit into its lane", arguments: Fact.allCases)
    func domains(of fact: Fact) {
        #expect((fact.domain ?? []).count < 8)
    }

    @Test func `a number is known or not, and at least what it is`() {
        let condition = Condition(.affectedUsers, .atLeast(1_000))
        #expect(Facts([:], affectedUsers: 1_000).satisfies(condition))
        #expect(!Facts([:], affectedUsers: 999).satisfies(condition))
        #expect(!Facts.unknown.satisfies(condition))
        #expect(Facts([:], affectedUsers: 7).values(of: .affectedUsers) == ["7"])
    }
}
