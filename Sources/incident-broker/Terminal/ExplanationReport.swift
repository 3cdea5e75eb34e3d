import Incidents
import JSON
import Messaging
import Rehearsal
import Reports

/// An explanation for people, and as JSON.
struct ExplanationReport {
    private let explanation: Explanation
    private let language: Language
    private let all: Bool
    private let wall: WallTime

    init(_ explanation: Explanation, _ language: Language, all: Bool, zone: CivilZone) {
        self.explanation = explanation
        self.language = language
        self.all = all
        self.wall = WallTime(zone: zone)
    }

    private func say(_ danish: String, _ english: String) -> String {
        language == .danish ? danish : english
    }

    // MARK: - For people

    var lines: [String] {
        explanation.decisions.enumerated().flatMap { index, decision in
            told(decision, isFirst: index == 0)
        }
    }

    private func told(_ decision: Decision, isFirst: Bool) -> [String] {
        var lines = [
            Terminal.styled(
                "\(wall.minute(decision.at))  \(occasion(decision))",
                .bold
            ),
            Terminal.styled(
                "  " + say("politik", "policy") + " \(decision.policyVersion) · "
                    + verdict(decision),
                .dim
            ),
        ]
        if !decision.changedFacts.isEmpty {
            lines.append("  " + say("Fundet:", "Found:"))
            lines += decision.changedFacts.map { fact in
                let values = decision.facts.values(of: fact).joined(separator: ", ")
                return "    \(fact.rawValue) = \(values.isEmpty ? "–" : values)"
            }
        }
        for rule in decision.rules where decision.newlyFired.contains(rule.rule.id) {
            lines += fired(rule)
        }
        for id in decision.ceased {
            lines.append(
                "  \(Terminal.styled("✗", .yellow)) \(id) "
                    + say("gælder ikke længere", "no longer holds")
            )
        }
        if isFirst || all { lines += others(decision) }
        return lines + [""]
    }

    private func occasion(_ decision: Decision) -> String {
        switch decision.occasion {
        case .command(let action, let party, _): "\(action) · \(party)"
        case .timer: say("en frist udløb", "a timer went off")
        }
    }

    private func verdict(_ decision: Decision) -> String {
        switch decision.verdict {
        case .accepted(let events): events.map(\.payload.name).joined(separator: ", ")
        case .duplicate(let repetition):
            say("gentagelse", "a repetition") + " (\(repetition.rawValue))"
        case .rejected(let rejection), .deviated(let rejection, _):
            say("afvist", "refused") + ": \(rejection.code.rawValue): \(rejection.detail)"
        }
    }

    private func fired(_ explanation: RuleExplanation) -> [String] {
        let rule = explanation.rule
        let conditions = rule.when.map(\.fact.rawValue).joined(separator: ", ")
        return [
            "  \(Terminal.styled("✔", .green)) \(Terminal.styled(rule.id, .bold)) "
                + "(\(rule.principle))"
        ]
            + TextWrap.lines(say(rule.danish, rule.english), indent: 6)
            + [Terminal.styled("      " + say("fordi: ", "because of: ") + conditions, .dim)]
    }

    private func others(_ decision: Decision) -> [String] {
        let silent = decision.rules.filter { !$0.isFired }
        guard !silent.isEmpty else { return [] }
        return ["  " + say("Regler, der ikke slog til:", "Rules that did not fire:")]
            + silent.flatMap { explanation in
                TextWrap.lines("· \(explanation.rule.id): \(because(explanation))", indent: 4)
                    .map { Terminal.styled($0, .dim) }
            }
    }

    private func because(_ explanation: RuleExplanation) -> String {
        switch explanation.finding {
        case .fired: ""
        case .failed(let condition, let found): because(condition, found)
        case .notTried(let instead):
            say("\(instead) slog til før den", "\(instead) had fired before it")
        }
    }

    private func because(_ condition: Condition, _ found: [String]) -> String {
        let value =
            found.isEmpty ? say("ikke oplyst", "not known") : found.joined(separator: ", ")
        switch condition.test {
        case .anyOf(let words):
            let wanted = words.sorted().joined(separator: say(" eller ", " or "))
            return say(
                "\(condition.fact.rawValue) er \(value), ikke \(wanted)",
                "\(condition.fact.rawValue) is \(value), not \(wanted)"
            )
        case .atLeast(let number):
            return say(
                "\(condition.fact.rawValue) er \(value), ikke mindst \(number)",
                "\(condition.fact.rawValue) is \(value), not at least \(number)"
            )
        }
    }

    // MARK: - For machines

    func write(_ decision: Decision, to object: inout JSONWriter) {
        object.member("at", decision.at)
        object.member("policyVersion", decision.policyVersion)
        switch decision.occasion {
        case .command(let action, let party, let messageID):
            object.member("action", action)
            object.member("party", party)
            object.member("messageId", messageID)
        case .timer: object.member("action", "timer")
        }
        switch decision.verdict {
        case .accepted: object.member("verdict", "accepted")
        case .duplicate: object.member("verdict", "duplicate")
        case .rejected(let rejection), .deviated(let rejection, _):
            object.member("verdict", "rejected")
            object.member("code", rejection.code.rawValue)
        }
        object.member("events", decision.events.map(\.payload.name))
        object.object("facts") { facts in
            for fact in Fact.allCases {
                facts.key(fact.rawValue)
                facts.array { for value in decision.facts.values(of: fact) { $0.string(value) } }
            }
        }
        object.member("changedFacts", decision.changedFacts.map(\.rawValue))
        object.member("newlyFired", decision.newlyFired)
        object.member("ceased", decision.ceased)
        object.array("rules") { rules in
            for explanation in decision.rules { rules.object { write(explanation, to: &$0) } }
        }
    }

    private func write(_ explanation: RuleExplanation, to object: inout JSONWriter) {
        object.member("id", explanation.rule.id)
        object.member("principle", explanation.rule.principle.description)
        object.member("table", explanation.rule.table.rawValue)
        object.member("fired", explanation.isFired)
        if explanation.isFired {
            object.member("da", explanation.rule.danish)
            object.member("en", explanation.rule.english)
        } else {
            object.member("because", because(explanation))
        }
    }
}
