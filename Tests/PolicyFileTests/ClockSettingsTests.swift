import Incidents
import PolicyFile
import Testing

@Suite("Clocks and known errors in the policy file")
struct ClockSettingsTests {
    @Test func `the shipped policy runs its clocks as its comments say`() throws {
        let settings = try Repository.datafordeler().settings
        let clocks = settings.clocks
        #expect(settings.principles == Set(1...19))
        #expect(clocks.status[.a] == .init(.minutes(30), calendar: "always"))
        #expect(clocks.status[.b] == .init(.minutes(60), calendar: "status-hours"))
        #expect(clocks.status[.c] == .init(.workingDays(1), calendar: "working-days"))
        #expect(Set(clocks.status.keys) == Set(Category.allCases))
        #expect(clocks.doubt.keys.sorted() == [.a, .b])
        #expect(clocks.startWorkWarning && clocks.plan && !clocks.nis2)
        #expect(clocks.assignmentPercent == 50 && clocks.handOversMax == 3)
        #expect(clocks.forwardSeconds == 60 && clocks.misrouted == .handOver)
    }

    @Test func `a policy that names no clock runs none`() throws {
        let policy = try #require(PolicyFile.load(text: SmallPolicy.text, file: "p").0)
        #expect(policy.settings.clocks == ClockSettings())
        #expect(policy.knownErrors == [])
    }

    static let wrong: [(String, String)] = [
        ("status: [{calendar: nowhere, within: {A: PT30M}}]", "unknown calendar 'nowhere'"),
        ("status: [{calendar: always, within: {F: PT30M}}]", "unknown category 'F'"),
        ("status: [{calendar: always, within: {A: PT0M}}]", "more than none"),
        (
            "status: [{calendar: always, within: {A: PT30M}}, "
                + "{calendar: always, within: {A: PT5M}}]",
            "the clock 'status' has a time for A already"
        ),
        ("statsu: []", "unknown key 'statsu'"),
        ("assignment: 100", "1"),
        ("misrouted: never", "hand-over"),
        ("forward: P1D", "hours, minutes or seconds"),
    ]

    @Test("a wrong clock is told where it stands", arguments: wrong)
    func faults(clock: String, message: String) {
        let line = "  incidentManager: manager\n"
        let faults = SmallPolicy.faults([(line, line + "  clocks:\n    \(clock)\n")])
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(message) == true, "\(faults)")
    }

    @Test func `principles are a number or a list`() throws {
        let line = "  incidentManager: manager\n"
        for (text, principles) in [("23", Set(1...23)), ("[1, 3, 22]", [1, 3, 22])] {
            let policy = SmallPolicy.spoilt([(line, line + "  principles: \(text)\n")])
            let settings = try #require(PolicyFile.load(text: policy, file: "p").0).settings
            #expect(settings.principles == principles)
        }
    }

    static let wrongErrors: [(String, String)] = [
        ("{id: K, workaround: W}", "neither a service nor a register"),
        ("{id: K, registers: [XYZ], workaround: W}", "unknown register 'XYZ'"),
        ("{id: K, registers: [MAT]}", "workaround"),
        (
            "{id: K, registers: [MAT], workaround: W, from: 2026-02-01, until: 2026-01-01}",
            "ends before it begins"
        ),
    ]

    @Test("a known error that can never be offered is told", arguments: wrongErrors)
    func knownErrors(entry: String, message: String) {
        let line = "registers:\n"
        let faults = SmallPolicy.faults([(line, "knownErrors:\n  - \(entry)\n" + line)])
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(message) == true, "\(faults)")
    }
}
