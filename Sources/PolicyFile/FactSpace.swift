internal import Incidents

/// Every combination of values that some facts can have under a policy.
///
/// Finite: a number stands for the stretches between the bounds that rules ask about.
struct FactSpace {
    /// What a fact is in one combination.
    enum Value: Equatable {
        case word(String)
        /// Nil: not known.
        case number(Int?)
    }

    /// More combinations than this are not walked.
    static let combinationsMax = 200_000

    private let facts: [Fact]
    private let values: [[Value]]

    /// The space of the facts these rules ask about.
    ///
    /// `impossible` are words that the policy makes impossible, such as a critical service where
    /// none is listed.
    init(_ rules: [Rule], impossible: [Fact: Set<String>] = [:]) {
        let conditions = rules.flatMap(\.when)
        var facts = Fact.allCases.filter { fact in conditions.contains { $0.fact == fact } }
        // A recipient is a register's: neither is asked about without the other's saying so.
        if facts.contains(.registerRecipient), !facts.contains(.register) {
            facts.append(.register)
        }
        self.facts = facts
        values = facts.map { fact in
            if let domain = fact.domain {
                let impossible = impossible[fact] ?? []
                return domain.filter { !impossible.contains($0) }.map(Value.word)
            }
            let bounds = conditions.compactMap { condition -> Int? in
                guard condition.fact == fact, case .atLeast(let bound) = condition.test else {
                    return nil
                }
                return bound
            }
            return [.number(nil), .number(-1)] + Set(bounds).sorted().map { .number($0) }
        }
    }

    /// Nil: too many to be walked.
    var combinations: [[Fact: Value]]? {
        var size = 1
        for choices in values {
            let (product, isOver) = size.multipliedReportingOverflow(by: choices.count)
            guard !isOver, product <= Self.combinationsMax else { return nil }
            size = product
        }
        var combinations: [[Fact: Value]] = [[:]]
        for (fact, choices) in zip(facts, values) {
            combinations = combinations.flatMap { combination in
                choices.map { combination.merging([fact: $0]) { _, new in new } }
            }
        }
        return combinations.filter(Self.isPossible)
    }

    /// Whether facts that depend on one another agree.
    private static func isPossible(_ combination: [Fact: Value]) -> Bool {
        combination[.registerRecipient] != .word("true")
            || combination[.register] == .word("known")
    }

    static func holds(_ rule: Rule, in combination: [Fact: Value]) -> Bool {
        rule.when.allSatisfy { condition in
            switch (condition.test, combination[condition.fact]) {
            case (.anyOf(let words), .word(let word)): words.contains(word)
            case (.atLeast(let bound), .number(let number)): number.map { $0 >= bound } ?? false
            default: false
            }
        }
    }

    /// For a sentence: `kind: data, register: unknown`.
    static func description(of combination: [Fact: Value]) -> String {
        Fact.allCases
            .compactMap { fact -> String? in
                switch combination[fact] {
                case .word(let word): "\(fact.rawValue): \(word)"
                case .number(let number):
                    "\(fact.rawValue): \(number.map(String.init) ?? "unknown")"
                case nil: nil
                }
            }
            .joined(separator: ", ")
    }
}
