internal import Incidents

/// Every combination of values that some facts can have under a policy, as far as the rules can
/// tell them apart.
///
/// Words that every rule treats alike are one value, and a number stands for the stretches between
/// the bounds that rules ask about; so the space is small although the facts' domains are not.
struct FactSpace: Sequence {
    /// What a fact is in one combination.
    enum Value: Equatable {
        /// One of these, which no rule distinguishes; never empty.
        case words([String])
        /// Nil: not known.
        case number(Int?)
    }

    /// More combinations than this are not walked.
    static let combinationsMax = 100_000

    private let facts: [Fact]
    private let values: [[Value]]

    /// The space of the facts these rules ask about.
    ///
    /// `impossible` are words that the policy makes impossible, such as a critical service where
    /// none is listed.
    init(_ rules: [Rule], impossible: [Fact: Set<String>] = [:]) {
        let conditions = rules.flatMap(\.when)
        let facts = Fact.allCases.filter { fact in
            // A recipient is a register's: who asks about the one asks about the other.
            conditions.contains { $0.fact == fact }
                || fact == .register && conditions.contains { $0.fact == .registerRecipient }
        }
        self.facts = facts
        values = facts.map { fact in
            let tests = conditions.filter { $0.fact == fact }.map(\.test)
            guard let domain = fact.domain else { return Self.stretches(tests) }
            let words = domain.filter { !(impossible[fact] ?? []).contains($0) }
            return Self.classes(words, tests + (fact == .register ? [.anyOf(["known"])] : []))
        }
    }

    var isTooLarge: Bool {
        var size = 1
        for choices in values {
            size *= choices.count
            if size > Self.combinationsMax { return true }
        }
        return false
    }

    /// The combinations there can be, last fact first.
    func makeIterator() -> AnyIterator<[Fact: Value]> {
        var places = Array(repeating: 0, count: facts.count)
        var isDone = values.contains(where: \.isEmpty)
        return AnyIterator {
            while !isDone {
                var combination: [Fact: Value] = [:]
                for (index, fact) in facts.enumerated() {
                    combination[fact] = values[index][places[index]]
                }
                isDone = !advance(&places)
                if Self.isPossible(combination) { return combination }
            }
            return nil
        }
    }

    static func holds(_ rule: Rule, in combination: [Fact: Value]) -> Bool {
        rule.when.allSatisfy { condition in
            switch (condition.test, combination[condition.fact]) {
            case (.anyOf(let asked), .words(let words)): words.first.map(asked.contains) ?? false
            case (.atLeast(let bound), .number(let number)): number.map { $0 >= bound } ?? false
            default: false
            }
        }
    }

    /// For a sentence: `kind: data, register: unknown or none`.
    static func description(of combination: [Fact: Value]) -> String {
        Fact.allCases
            .compactMap { fact -> String? in
                switch combination[fact] {
                case .words(let words): "\(fact.rawValue): \(words.joined(separator: " or "))"
                case .number(let number):
                    "\(fact.rawValue): \(number.map(String.init) ?? "unknown")"
                case nil: nil
                }
            }
            .joined(separator: ", ")
    }

    /// Counts up by one; false after the last.
    private func advance(_ places: inout [Int]) -> Bool {
        for index in places.indices.reversed() {
            places[index] += 1
            if places[index] < values[index].count { return true }
            places[index] = 0
        }
        return false
    }

    /// Words by what the tests say of them.
    private static func classes(_ words: [String], _ tests: [Condition.Test]) -> [Value] {
        var order: [[Bool]] = []
        var classes: [[Bool]: [String]] = [:]
        for word in words {
            let verdicts = tests.map { test in
                if case .anyOf(let asked) = test { asked.contains(word) } else { false }
            }
            if classes[verdicts] == nil { order.append(verdicts) }
            classes[verdicts, default: []].append(word)
        }
        return order.compactMap { classes[$0].map(Value.words) }
    }

    /// Not known, just below the bounds, and each bound.
    private static func stretches(_ tests: [Condition.Test]) -> [Value] {
        let bounds = tests.compactMap { test in
            if case .atLeast(let bound) = test { bound } else { nil }
        }
        // No number the rules ask about is negative.
        let below = bounds.min().flatMap { $0 > 0 ? $0 - 1 : nil }
        return [.number(nil)]
            + (Set(bounds).sorted() + (below.map { [$0] } ?? [])).map {
                .number($0)
            }
    }

    /// Whether facts that depend on one another agree.
    private static func isPossible(_ combination: [Fact: Value]) -> Bool {
        combination[.registerRecipient] != .words(["true"])
            || combination[.register] == .words(["known"])
    }
}
