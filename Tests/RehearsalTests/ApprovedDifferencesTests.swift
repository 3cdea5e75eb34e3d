import Rehearsal
import Testing

@Suite("Approved differences")
struct ApprovedDifferencesTests {
    private func difference(
        _ incident: String = "itsm-1",
        _ kind: Difference.Kind = .deadlines,
        rules: [String] = []
    ) -> Difference {
        Difference(
            incident: incident,
            kind: kind,
            before: "a",
            after: "b",
            rulesBefore: [],
            rulesAfter: rules
        )
    }

    private func load(_ text: String) -> (ApprovedDifferences?, [String]) {
        let (approved, diagnostics) = ApprovedDifferences.load(text: text, file: "a.yaml")
        return (approved, diagnostics.map(\.description))
    }

    @Test func `an approval covers its incidents, kinds and rules, and no others`() throws {
        let text = """
            approved:
              - incident: "itsm-*"
                kind: [deadlines, deviations]
                rule: P05.*
                reason: The night shift no longer has to phone.
              - reason: Never needed.
                kind: closing
            """
        var approved = try #require(load(text).0)
        let reason = "The night shift no longer has to phone."
        #expect(approved.approve(difference(rules: ["P05.NO_CALL_SPOC"])) == reason)
        #expect(approved.approve(difference(rules: ["P04.MANY_USERS"])) == nil)
        #expect(approved.approve(difference(rules: [])) == nil)
        #expect(approved.approve(difference("mat-1", rules: ["P05.X"])) == nil)
        #expect(approved.approve(difference("itsm-2", .category, rules: ["P05.X"])) == nil)
        #expect(approved.unused.map(\.reason) == ["Never needed."])
    }

    @Test(arguments: [
        ("approved:\n  - kind: deadlines\n", "'reason' is missing"),
        ("approved:\n  - {kind: colour, reason: r}\n", "wanted one of"),
        ("approved:\n  - {reson: r, reason: r}\n", "unknown key 'reson'"),
        ("approvd: []\n", "did you mean"),
    ])
    func `a file with a fault is refused, with line and column`(text: String, fault: String) {
        let (approved, diagnostics) = load(text)
        #expect(approved == nil)
        #expect(diagnostics.contains { $0.contains(fault) && $0.hasPrefix("a.yaml:") })
    }
}
