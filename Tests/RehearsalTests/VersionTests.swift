import Incidents
import Messaging
import PolicyFile
import Rehearsal
import Testing

/// History is judged by the version of the policy that was in force at each moment (P19).
@Suite("Versions in force")
struct VersionTests {
    private static let change = Shipped.at("2026-11-25T23:00:00Z")

    /// From 26 November on a B has half an hour.
    private static let book: PolicyBook = {
        var later = Shipped.changed("{A: PT5M, B: PT60M, C", "{A: PT5M, B: PT30M, C")
        later.validFrom = change
        return PolicyBook([later, Shipped.policy])
    }()

    private static let before = Shipped.at("2026-11-23T07:00:00Z")
    private static let after = Shipped.at("2026-11-27T07:00:00Z")

    private static let history = [
        Shipped.report("itsm-1", "B", at: before), Shipped.report("itsm-2", "B", at: after),
    ]

    private static func simulate(
        _ inForce: @escaping (Timestamp) -> Policy?,
        _ new: Policy
    ) -> [Difference] {
        var differences: [Difference] = []
        var simulation = Simulation(inForce: inForce, new: new) { differences.append($0) }
        for command in history { simulation.take(command) }
        simulation.finish()
        return differences
    }

    @Test func `an explanation names the version of each decision's own time`() throws {
        let book = Self.book
        let id = try #require(IncidentID("itsm-1"))
        var explanation = Explanation(id) { book.judging(at: $0) }
        explanation.take(Self.history[0])
        explanation.take(
            Shipped.command("itsm-1", "start-work", "spoc", at: Self.after, id: "begun")
        )
        let versions = explanation.decisions.map(\.policyVersion)
        #expect(versions.first == "1.1")
        #expect(versions.last == "2")
        #expect(versions == versions.sorted(), "timers of before, too")
        let missed = explanation.decisions.first {
            $0.events.contains { $0.payload.name == "deadline-missed" }
        }
        #expect(missed?.at == Self.before.adding(seconds: 3_600), "an hour, as it was then")
        #expect(missed?.policyVersion == "1.1")
    }

    @Test func `what is compared with is what was in force then`() {
        let book = Self.book.unsigned
        let old = Self.simulate(book.judging, Shipped.policy)
        #expect(Set(old.map(\.incident)) == ["itsm-2"], "the old policy differs since the change")
        let new = Self.simulate(book.judging, book.newest)
        #expect(Set(new.map(\.incident)) == ["itsm-1"], "the new one before it")
    }

    @Test func `who signed a version makes no difference to how it treats incidents`() {
        #expect(Self.book.newest.isUnapprovedChange)
        #expect(Self.book.unsigned.versions.allSatisfy { !$0.isUnapprovedChange })
        #expect(Self.book.name == "1.1, 2")
    }
}
