import Foundation
import Incidents
import PolicyFile
import Rehearsal
import Testing

@Suite("Unit tests of a policy")
struct PolicyTestTests {
    private func failures(_ steps: String) throws -> [PolicyTestRun.Failure] {
        let text = """
            policy: p.yaml
            defaults:
              {title: T, reporter: {kind: authority}, channel: itsm, kind: platform, category: B}
            tests:
              - name: n
                steps:
            \(steps)
            """
        let (file, diagnostics) = PolicyTestFile.load(text: text, file: "t.yaml")
        let test = try #require(file?.tests.first, "\(diagnostics)")
        return PolicyTestRun(test, policies: PolicyBook([Shipped.policy])).failures
    }

    private let report = "      - {at: 2026-11-23T08:00:00+01:00, from: itsm, do: report"

    @Test func `a test that expects nothing fails`() throws {
        let failures = try failures(report + "}")
        #expect(failures.map(\.subject) == ["test"])
    }

    @Test func `what holds holds, and what does not is told with what is there`() throws {
        #expect(try failures(report + ", expect: {category: B, status: registered}}").isEmpty)
        let failures = try failures(report + ", expect: {category: A, expedited: false}}")
        #expect(failures.map(\.subject) == ["category"])
        #expect(failures.first?.wanted == ["A"])
        #expect(failures.first?.found == ["B"])
    }

    @Test func `the clock is the test's, and goes on by its steps`() throws {
        let before = report + "}\n      - {at: 2026-11-23T08:59:59+01:00, "
        let after = report + "}\n      - {at: 2026-11-23T09:00:00+01:00, "
        let missed = "expect: {events: {has: deadline-missed}}}"
        #expect(try failures(before + missed).count == 1)
        #expect(try failures(after + missed).isEmpty)
    }

    @Test(
        arguments: [
            ("deviations: [P05.NO_CALL_SPOC]", [], []),
            ("deviations: []", [], ["P05.NO_CALL_SPOC"]),
            ("deviations: {has: P05.NO_CALL_DFM}", ["P05.NO_CALL_DFM"], []),
            ("deviations: {hasNot: P05.NO_CALL_SPOC}", [], ["P05.NO_CALL_SPOC"]),
        ] as [(String, [String], [String])]
    )
    func `a list is exact, has and hasNot are not`(
        expected: String,
        missing: [String],
        extra: [String]
    ) throws {
        let failures = try failures(report + ", expect: {\(expected)}}")
        #expect(failures.flatMap(\.wanted) == missing)
        #expect(failures.flatMap(\.found) == extra)
    }

    @Test(arguments: [
        ("tests: []", "there is no test"),
        ("tests: [{name: n, steps: [{at: today}]}]", "wanted a moment"),
        (
            "tests: [{name: n, steps: [{at: 2026-11-23T08:00:00Z, expct: {}}]}]",
            "unknown key 'expct'; did you mean 'expect'?"
        ),
        (
            "tests: [{name: n, steps: [{at: 2026-11-23T08:00:00Z, from: spoc, do: dance}]}]",
            "dance can't be read"
        ),
        (
            "tests: [{name: n, steps: [{at: 2026-11-23T08:00:00Z, from: spoc, do: note, "
                + "with: {text: x, visibility: public, visibilty: internal}}]}]",
            "unknown key 'visibilty'; did you mean 'visibility'?"
        ),
        (
            "tests: [{name: n, steps: [{at: 2026-11-23T08:00:00Z, do: acknowledge}]}]",
            "'from' is missing"
        ),
        (
            "tests: [{name: n, steps: [{at: 2026-11-23T08:00:00Z, expect: {}}]}]",
            "nothing is expected"
        ),
        (
            "tests: [{name: n, steps: [{at: 2026-11-23T08:00:00Z}, {at: 2026-11-22T08:00:00Z}]}]",
            "earlier than the step before"
        ),
    ])
    func `a file with a fault is refused, with line and column`(text: String, fault: String) {
        let (file, diagnostics) = PolicyTestFile.load(text: "policy: p\n" + text, file: "t.yaml")
        #expect(file == nil)
        let told = diagnostics.map(\.description)
        #expect(told.contains { $0.contains(fault) && $0.hasPrefix("t.yaml:") }, "\(told)")
    }

    @Test func `a test may have settings of its own, and a fault in them is told where it is`()
        throws
    {
        func policy(_ settings: String) throws -> (Policy?, [String]) {
            let text = """
                policy: p.yaml
                tests:
                  - name: n
                    settings: \(settings)
                    steps: [{at: 2026-11-23T08:00:00Z, expect: {status: registered}}]
                """
            let (file, _) = PolicyTestFile.load(text: text, file: "t.yaml")
            let test = try #require(file?.tests.first)
            let (policies, faults) = test.policies(text: Shipped.text, file: "p.yaml")
            return (policies?.newest, faults.map(\.description))
        }
        let (changed, none) = try policy("{principles: 23, clocks: {nis2: true}}")
        #expect(none == [])
        #expect(changed?.settings.principles.contains(23) == true)
        #expect(changed?.settings.clocks.nis2 == true)
        #expect(changed?.settings.clocks.plan == true, "what is not named stays")
        let (wrong, faults) = try policy("{clocks: {nis3: true}}")
        #expect(wrong == nil)
        #expect(faults.contains { $0.hasPrefix("t.yaml:4:") && $0.contains("nis3") }, "\(faults)")
    }

    static let shipped: [String] = {
        let folder = Shipped.root.appending(path: "deploy/policy-tests").path()
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { folder + "/" + $0 }
    }()

    @Test func `policy tests are shipped`() {
        #expect(Self.shipped.count >= 3)
    }

    @Test(arguments: shipped)
    func `the shipped policy passes the shipped tests`(path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let (file, diagnostics) = PolicyTestFile.load(text: text, file: path)
        #expect(diagnostics.isEmpty)
        for test in file?.tests ?? [] {
            let (policies, faults) = test.policies(text: Shipped.text, file: "policy.yaml")
            #expect(faults.isEmpty, "\(test.name): \(faults)")
            guard let policies else { continue }
            let failures = PolicyTestRun(test, policies: policies).failures
            #expect(failures.isEmpty, "\(test.name): \(failures)")
        }
    }
}
