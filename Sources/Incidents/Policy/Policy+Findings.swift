internal import Messaging

// From rules that fired to what is put on record and whom it is told.

extension Policy {
    func firedRules(_ fired: RuleSet, where include: (Rule) -> Bool) -> [FiredRule] {
        var rules: [FiredRule] = []
        for index in fired where include(self.rules[index]) {
            rules.append(FiredRule(self.rules[index]))
        }
        return rules
    }

    /// One notice for each reason, saying everything that led to it.
    ///
    /// Rules that put a deviation on record tell of it when they do.
    func notices(_ fired: RuleSet, _ facts: Facts) -> [Notice] {
        var notices: [Notice] = []
        for index in fired where !rules[index].recordsDeviation {
            let rule = rules[index]
            // Who expedites tells the authority, whatever else the rule says (P4).
            var effects = rule.then
            if effects.contains(.expedite), !effects.contains(where: \.notifies) {
                effects.append(.notify(reason: "high-impact"))
            }
            for case .notify(let reason) in effects {
                let notice = Notice(reason: reason, rule: rule, facts: facts)
                if let earlier = notices.firstIndex(where: { $0.reason == reason }) {
                    notices[earlier].add(notice)
                } else {
                    notices.append(notice)
                }
            }
        }
        return notices
    }

    /// The deviations that rules say there are, recorded at once or held back for a while.
    func deviations(
        _ fired: RuleSet,
        since: Timestamp,
        occasion: Occasion = .registration,
        standing: Deviation.Standing,
        by party: (Rule) -> Party?
    ) -> [Deviation] {
        var deviations: [Deviation] = []
        for index in fired {
            let rule = rules[index]
            for case .deviation(let code) in rule.then {
                deviations.append(
                    Deviation(
                        code: code,
                        principle: rule.principle,
                        rule: rule.id,
                        since: since,
                        occasion: occasion,
                        standing: standing,
                        party: party(rule)
                    )
                )
            }
        }
        return deviations
    }

    /// What the rule behind a deviation found.
    func evidence(of deviation: Deviation, _ facts: Facts) -> [Evidence] {
        rule(deviation.rule)?.when.map { Evidence($0.fact, in: facts) } ?? []
    }

    /// What the authority is told when a deviation goes on record.
    func notices(of deviation: Deviation, _ facts: Facts) -> [Notice] {
        guard let rule = rule(deviation.rule) else {
            return [Notice(reason: "deviation", deviation: deviation, text: .deviation)]
        }
        var reasons: [String] = []
        for case .notify(let reason) in rule.then { reasons.append(reason) }
        if reasons.isEmpty { reasons = ["deviation"] }
        return reasons.map { reason in
            var notice = Notice(reason: reason, rule: rule, facts: facts)
            notice.evidence.insert(Evidence("deviation", .words([deviation.code])), at: 0)
            return notice
        }
    }
}

extension Effect {
    fileprivate var notifies: Bool {
        if case .notify = self { true } else { false }
    }
}

extension Rule {
    var recordsDeviation: Bool {
        then.contains { if case .deviation = $0 { true } else { false } }
    }

    var sentence: Sentence { Sentence(danish: danish, english: english) }
}

extension Notice {
    /// Evidence are the facts the rule asked for.
    fileprivate init(reason: String, rule: Rule, facts: Facts) {
        self.init(
            reason: reason,
            principle: rule.principle,
            rule: rule.id,
            text: rule.sentence,
            evidence: rule.when.map { Evidence($0.fact, in: facts) }
        )
    }

    init(reason: String, deviation: Deviation, text: Sentence) {
        self.init(
            reason: reason,
            principle: deviation.principle,
            rule: deviation.rule,
            text: text,
            evidence: [Evidence("deviation", .words([deviation.code]))]
        )
    }

    fileprivate mutating func add(_ other: Notice) {
        text = text.followed(by: other.text)
        for item in other.evidence where !evidence.contains(where: { $0.name == item.name }) {
            evidence.append(item)
        }
    }
}

extension Evidence {
    fileprivate init(_ fact: Fact, in facts: Facts) {
        guard fact.domain == nil, let number = facts.affectedUsers else {
            self.init(fact.rawValue, .words(facts.values(of: fact)))
            return
        }
        self.init(fact.rawValue, .number(number))
    }
}
