import Incidents
import Messaging
import Testing

/// Rules that somebody has spoilt, and the claim that notices.
///
/// Each mutant is the shipped policy with one rule or setting changed; the claim beside it holds
/// under the shipped policy and must not hold under the mutant.
@Suite("Mutants")
struct MutantTests {
    struct Mutant: Sendable, CustomTestStringConvertible {
        let name: String
        let spoil: @Sendable (inout Policy) -> Void
        let claim: @Sendable (Policy) -> Bool

        var testDescription: String { name }
    }

    @Test(arguments: mutants)
    func `a spoilt rule is noticed`(mutant: Mutant) {
        var spoilt = Shipped.policy
        mutant.spoil(&spoilt)
        #expect(mutant.claim(Shipped.policy), "it must hold before it is spoilt")
        #expect(!mutant.claim(spoilt), "nobody notices")
    }

    static let mutants: [Mutant] = [
        Mutant(
            name: "P17: nine days instead of ten",
            spoil: { $0.settings.closing.days = 9 },
            claim: { solved($0).closesAt == "2026-04-04 00:00" }
        ),
        Mutant(
            name: "P17: a workaround never closes in silence",
            spoil: { $0.settings.closing.closesOnWorkaround = false },
            claim: { solved($0, .workaround).closesAt != "never" }
        ),
        Mutant(
            name: "P16: nobody looks at what solves a major incident",
            spoil: {
                $0.settings.closing.qualityCategories = []
                $0.settings.closing.qualityProcesses = []
            },
            claim: { policy in
                let flags = SecurityFlags(itSecurity: .confirmed)
                return solved(policy, report: .sample("B", by: .authority, security: flags))
                    .closesAt == "never"
            }
        ),
        Mutant(
            name: "P16: one word is text enough",
            spoil: {
                $0.settings.closing.textWordsMin = 1
                $0.settings.closing.textLengthMin = 1
            },
            claim: { policy in
                var proposal = ResolutionProposal.solution
                proposal.text.meaning = "løst"
                return solved(policy, proposal).status == .inProgress
            }
        ),
        Mutant(
            name: "P5: the SPOC need not be phoned",
            spoil: { $0.drop("P05.NO_CALL_SPOC") },
            claim: { deviations($0, .sample("B", by: .authority)).contains("P05.NO_CALL_SPOC") }
        ),
        Mutant(
            name: "P3: an A has six minutes",
            spoil: { policy in
                for index in policy.startOfWork.indices
                where policy.startOfWork[index].category == .a {
                    policy.startOfWork[index].within = .minutes(6)
                }
            },
            claim: { incident($0, .sample("A", by: .user)).due == "2026-04-01 08:05" }
        ),
        Mutant(
            name: "P10: data faults stay with the supplier",
            spoil: { $0.drop("P10.DATA_TO_REGISTER") },
            claim: { policy in
                let report = Report.sample("C", .data, registers: ["MAT"])
                return incident(policy, report).value?.responsible == .registerAuthority
            }
        ),
        Mutant(
            name: "P4: a high impact changes nothing",
            spoil: { $0.drop("P04.REPORTED_HIGH") },
            claim: { policy in
                let report = Report.sample("D", impact: BusinessImpact(level: .high))
                return incident(policy, report).value?.expedited == true
            }
        ),
        Mutant(
            name: "P1: users may report anywhere",
            spoil: { $0.drop("P01.USER_NOT_BY_PORTAL") },
            claim: { deviations($0, .sample("D", by: .user)).contains("P01.WRONG_CHANNEL") }
        ),
        Mutant(
            name: "P7: a data breach is handled like any other",
            spoil: { $0.drop("P07.DATA_SECURITY") },
            claim: { policy in
                let flags = SecurityFlags(dataSecurity: .suspected)
                let report = Report.sample("C", by: .user, registers: ["CPR"], security: flags)
                return incident(policy, report).value?.processes.contains(.dataSecurity) == true
            }
        ),
        Mutant(
            name: "P9: an unknown register goes unsaid",
            spoil: { $0.drop("P09.UNKNOWN_REGISTER") },
            claim: { policy in
                let report = Report.sample("C", .data, registers: ["XYZ"])
                return deviations(policy, report).contains("P09.UNKNOWN_REGISTER")
            }
        ),
        Mutant(
            name: "P14: silence is not noticed",
            spoil: { $0.settings.clocks.status = [:] },
            claim: { policy in
                var world = ProcessWorld(policy)
                let id = world.report(.portal, "1", .sample("A", by: .user))
                world.tell(.spoc, id, .startWork)
                world.wait(minutes: 45)
                return world.deviations(id).contains("P14.SILENCE")
            }
        ),
    ]

    // MARK: What the claims ask

    private static func incident(
        _ policy: Policy,
        _ report: Report
    ) -> (value: Incident?, due: String) {
        var world = ProcessWorld(policy)
        let id = world.report(.itsm, "INC1", report)
        return (world.incident(id), world.due(id))
    }

    private static func deviations(_ policy: Policy, _ report: Report) -> [String] {
        incident(policy, report).value?.deviationCodes ?? []
    }

    /// A text told on Tuesday 24 March 2026 at 14:00, and nobody has said a word.
    private static func solved(
        _ policy: Policy,
        _ proposal: ResolutionProposal = .solution,
        report: Report = .sample("C", by: .user)
    ) -> (status: IncidentStatus?, closesAt: String) {
        var world = ProcessWorld(policy, at: "2026-03-24 14:00")
        let id = world.report(.itsm, "INC1", report)
        world.tell(.spoc, id, .startWork)
        world.tell(.spoc, id, .propose(proposal))
        return (world.status(id), world.closesAt(id))
    }
}

extension Policy {
    fileprivate mutating func drop(_ rule: String) {
        rules.removeAll { $0.id == rule }
    }
}
