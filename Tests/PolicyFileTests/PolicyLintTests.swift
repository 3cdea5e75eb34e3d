import Foundation
import Incidents
import PolicyFile
import StrictYAML
import Testing

/// One thing wrong with the small policy, and what is said of it: `place` is a text of the spoilt
/// policy that the diagnostic points to.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let place: String
    let severity: String
    let message: String

    init(
        _ name: String,
        _ old: String,
        _ new: String,
        at place: String,
        _ message: String,
        severity: String = "error"
    ) {
        self.name = name
        self.old = old
        self.new = new
        self.place = place
        self.severity = severity
        self.message = message
    }

    var testDescription: String { name }
}

@Suite("Policy lint")
struct PolicyLintTests {
    @Test func `the small policy lints clean`() {
        #expect(SmallPolicy.faults([]).isEmpty)
    }

    /// One fault gives one diagnostic: its place, its severity and what it says.
    @Test("a fault is told once, at its place", arguments: readingFaults + lintFaults + ruleFaults)
    func fault(_ fault: Fault) {
        let text = SmallPolicy.spoilt([(fault.old, fault.new)])
        let place = SmallPolicy.place(of: fault.place, in: text)
        let faults = SmallPolicy.faults([(fault.old, fault.new)])
        #expect(faults.count == 1, "\(faults)")
        let start = "\(place): \(fault.severity): \(fault.message)"
        #expect(faults.first?.hasPrefix(start) == true, "\(faults), not \(start)")
    }

    @Test func `an error leaves no policy, a warning does`() {
        let wrong = SmallPolicy.spoilt([("calendar: always", "calendar: nights")])
        #expect(PolicyFile.load(text: wrong, file: "p").0 == nil)
        let odd = SmallPolicy.spoilt([(", recipient: Matriklen-support", "")])
        #expect(PolicyFile.load(text: odd, file: "p").0 != nil)
    }

    @Test func `all faults are told at once`() {
        let faults = SmallPolicy.faults([
            ("validFrom: 2020-01-01", "validFrom: 2020-02-30"),
            ("every-day: 00:00-24:00", "every-day: 24:00-00:00"),
            ("principle: 5", "principle: 55"),
            ("kind: data", "kind: date"),
        ])
        #expect(faults.count == 4, "\(faults)")
    }

    @Test func `a text that is no YAML is one fault`() {
        #expect(PolicyFile.load(text: "a: [", file: "p").1.count == 1)
    }

    @Test func `a policy without routing makes nobody responsible`() throws {
        let whole = SmallPolicy.text
        let start = try #require(whole.range(of: "  routing:\n")).lowerBound
        let end = try #require(whole.range(of: "  phone:\n")).lowerBound
        let text = whole.replacingCharacters(in: start..<end, with: "")
        let faults = PolicyFile.load(text: text, file: "p").1.map(\.message)
        #expect(faults == ["there is no table 'routing': nobody would be responsible"])
    }

    @Test func `a rule about critical services needs one to be listed`() {
        let faults = SmallPolicy.faults([
            ("[DAR/DAR]", "[]"),
            ("{impact.affectedUsers: {atLeast: 1000}}", "{service.critical: true}"),
        ])
        #expect(faults.count == 1)
        #expect(faults.first?.contains("P04.MANY never holds") == true)
    }

    @Test func `more rules than the broker can hold are refused`() {
        let rule = """
                - id: P04.MANY%
                  principle: 4
                  when: {impact.affectedUsers: {atLeast: %}}
                  then: [expedite]
                  da: Mange.
                  en: Many.

            """
        // The small policy has four already.
        let rules = (1...RuleSet.rulesMax - 3).map {
            rule.replacingOccurrences(of: "%", with: "\($0)")
        }
        let faults = SmallPolicy.faults([("  impact:\n", "  impact:\n" + rules.joined())])
        #expect(faults.count == 1)
        let message = "\(RuleSet.rulesMax + 1) rules; a policy has at most \(RuleSet.rulesMax)"
        #expect(faults.first?.contains(message) == true, "\(faults)")
    }

    @Test func `a table with too many combinations of facts is said to be unproven`() {
        let facts: [Fact] = [
            .category, .reporterKind, .channel, .impactLevel, .itSecurity, .dataSecurity, .kind,
            .environment, .register,
        ]
        var rules = ""
        for fact in facts {
            for (index, word) in (fact.domain ?? []).dropLast().enumerated() {
                rules += """
                        - id: P09.\(String(describing: fact).uppercased())_\(index)
                          principle: 9
                          when: {\(fact.rawValue): \(word)}
                          then: [{responsible: supplier}]
                          da: Ja.
                          en: Yes.

                    """
            }
        }
        let faults = SmallPolicy.faults([("    - id: P09.OTHER", rules + "    - id: P09.OTHER")])
        #expect(faults.count == 1)
        #expect(faults.first?.contains("warning: too many combinations") == true, "\(faults)")
    }

    private static let readingFaults = [
        Fault(
            "an unknown key at the top",
            "criticalServices:",
            "criticalService:",
            at: "criticalService:",
            "unknown key 'criticalService'; did you mean 'criticalServices'? (known: policy, "
        ),
        Fault(
            "an unknown key in a rule",
            "      when: {kind: data",
            "      wehn: 1\n      when: {kind: data",
            at: "wehn",
            "unknown key 'wehn'; did you mean 'when'? (known: id, principle, when, then, da, en)"
        ),
        Fault(
            "a table nobody knows",
            "  impact:\n",
            "  impacts:\n",
            at: "impacts:",
            "unknown key 'impacts'; did you mean 'impact'? (known: routing, impact, channel, "
        ),
        Fault(
            "a key twice",
            "      principle: 5\n",
            "      principle: 5\n      da: To.\n",
            at: "da: Ring.",
            "duplicate key 'da', it is already on line "
        ),
        Fault(
            "a missing key",
            "  version: \"1\"\n",
            "",
            at: "name: Small",
            "'version' is missing; wanted a text that is not empty"
        ),
        Fault(
            "a version that reads as a number",
            "version: \"1\"",
            "version: 1.1",
            at: "1.1",
            "wanted a string, got the number 1.1; write '1.1' in quotes"
        ),
        Fault(
            "a zone the system does not have",
            "zone: Europe/Copenhagen",
            "zone: Europe/Kobenhavn",
            at: "Europe/Kobenhavn",
            "this system's time zone database does not know 'Europe/Kobenhavn'"
        ),
        Fault(
            "an impossible date",
            "validFrom: 2020-01-01",
            "validFrom: 2021-02-29",
            at: "2021-02-29",
            "wanted a date that exists, such as 2026-11-23, got '2021-02-29'"
        ),
        Fault(
            "an impossible day off",
            "date: 12-25",
            "date: 12-32",
            at: "12-32",
            "wanted a month and day that exist, such as 12-24, got '12-32'"
        ),
        Fault(
            "hours that end before they begin",
            "09:00-16:00",
            "16:00-09:00",
            at: "16:00-09:00",
            "opens at 16:00, which is not before it closes at 09:00"
        ),
        Fault(
            "hours of no length",
            "09:00-16:00",
            "09:00-09:00",
            at: "09:00-09:00",
            "opens at 09:00, which is not before it closes at 09:00"
        ),
        Fault(
            "hours that no clock shows",
            "09:00-16:00",
            "09:00-24:01",
            at: "09:00-24:01",
            "wanted hours such as 09:00-16:00, got '09:00-24:01'"
        ),
        Fault(
            "a weekday nobody knows",
            "monday-friday",
            "mondays",
            at: "mondays",
            "wanted a weekday, a span such as monday-friday, or every-day; did you mean 'monday'?"
        ),
        Fault(
            "a weekday twice",
            "monday-friday: 09:00-16:00",
            "monday-friday: 09:00-16:00, friday: 09:00-12:00",
            at: "friday: 09:00-12:00",
            "a weekday of 'friday' has its hours already"
        ),
        Fault(
            "a period without length",
            "A: PT5M",
            "A: PT0M",
            at: "PT0M",
            "wanted whole days such as P10D, or whole minutes such as PT5M, and more than none"
        ),
        Fault(
            "a period of days and hours",
            "C: P1D",
            "C: P1DT1H",
            at: "P1DT1H",
            "wanted whole days such as P10D, or whole minutes such as PT5M, and more than none"
        ),
        Fault(
            "a principle that is none",
            "principle: 4\n",
            "principle: 25\n",
            at: "25\n",
            "wanted an integer in 1...24, got the integer 25"
        ),
        Fault(
            "a rule without principle",
            "      principle: 4\n",
            "",
            at: "id: P04.MANY",
            "'principle' is missing"
        ),
        Fault(
            "a rule without its English sentence",
            "      en: Phone.\n",
            "",
            at: "id: P05.NO_CALL_SPOC",
            "'en' is missing"
        ),
        Fault(
            "a fact nobody knows",
            "call.spoc: none",
            "call.spock: none",
            at: "call.spock",
            "unknown fact 'call.spock'; did you mean 'call.spoc'? (known: category, kind, "
        ),
        Fault(
            "a value outside the fact's domain",
            "category: [A, B]",
            "category: [A, F]",
            at: "F]",
            "wanted one of A, B, C, D, E, unclassified, got 'F'"
        ),
        Fault(
            "a value outside the fact's domain, behind not",
            "category: [A, B]",
            "category: {not: [X]}",
            at: "X]",
            "wanted one of A, B, C, D, E, unclassified, got 'X'"
        ),
        Fault(
            "a word where a bound is wanted",
            "{atLeast: 1000}",
            "many",
            at: "many",
            "wanted a mapping, got 'many'"
        ),
        Fault(
            "a bound where a word is wanted",
            "call.spoc: none",
            "call.spoc: {atLeast: 3}",
            at: "{atLeast: 3}",
            "wanted one of before, after, none, or a list of such, or {not: …}, got a mapping"
        ),
        Fault(
            "a bound below zero",
            "{atLeast: 1000}",
            "{atLeast: -1}",
            at: "-1}",
            "wanted an integer in 0...1000000000, got the integer -1"
        ),
        Fault(
            "a word twice",
            "category: [A, B]",
            "category: [A, A]",
            at: "[A, A]",
            "a word stands twice"
        ),
        Fault(
            "an empty list of words",
            "category: [A, B]",
            "category: []",
            at: "[], call",
            "an empty list; wanted one of A, B, C, D, E, unclassified"
        ),
        Fault(
            "an effect nobody knows",
            "then: [expedite]",
            "then: [expidite]",
            at: "expidite",
            "wanted one of expedite, forwardToRegister, {responsible: …}, {notify: …}, "
                + "{deviation: …}, {process: …}, got 'expidite'; did you mean 'expedite'?"
        ),
        Fault(
            "an effect with an argument nobody knows",
            "{notify: deviation}",
            "{notifi: deviation}",
            at: "notifi:",
            "unknown key 'notifi'; did you mean 'notify'? (known: responsible, notify, "
        ),
        Fault(
            "two effects in one",
            "[{deviation: P05.NO_CALL_SPOC}, {notify: deviation}]",
            "[{deviation: P05.NO_CALL_SPOC, notify: deviation}]",
            at: "{deviation: P05.NO_CALL_SPOC, ",
            "one effect to an element of the list; write a list of them"
        ),
        Fault(
            "a reason that is no code",
            "{notify: deviation}",
            "{notify: Low Impact}",
            at: "Low Impact",
            "wanted a reason such as high-impact, got 'Low Impact'"
        ),
    ]
}
