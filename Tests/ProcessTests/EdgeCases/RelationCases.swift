import Incidents
import Messaging
import Testing

/// Edge cases about several incidents and about releases (P15, P20), by their numbers.
@Suite("Edge cases: duplicates, parts and releases")
struct RelationCases {
    @Test func `23 duplicates of several reporters have one master and one clock`() {
        var world = ProcessWorld()
        let child = world.report(.portal, "1", .sample("C", by: .user))
        world.wait(minutes: 30)
        let master = world.report(.itsm, "INC1", .sample("C"))
        world.tell(.spoc, child, .linkDuplicate(DuplicateLink(of: master)))
        #expect(world.incident(child)?.handling.master == master)
        #expect(world.incident(master)?.handling.children.map(\.id) == [child])
        #expect(world.due(master) == "2026-04-02 08:00", "from the earliest report")
    }

    @Test func `23 the master closes when every reporter has accepted`() {
        var (world, master, child) = linked()
        world.solve(master)
        #expect(world.status(child) == .resolved, "every reporter is told")
        world.tell(.itsm, master, .accept(.solution))
        #expect(world.status(master) != .closed, "one has not answered")
        world.tell(.portal, child, .accept(.solution))
        #expect(world.status(child) == .closed)
        #expect(world.status(master) == .closed)
    }

    @Test func `23 one objection holds the master`() {
        var (world, master, child) = linked()
        world.solve(master)
        world.tell(.portal, child, .object(reason: "Ikke hos mig."))
        #expect(world.status(master) == .inProgress)
        world.wait(days: 20)
        #expect(world.status(master) != .closed)
    }

    @Test func `23 the same report twice is a redelivery, not a second incident`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        let again = world.tell(.itsm, id, .report(.sample("C")), number: "INC1")
        #expect(again.isDuplicate)
        #expect(world.box(.spoc, id).count { $0.type.contains("forwarded") } == 1)
    }

    @Test func `24 a report of two incidents is split, and the parts inherit its times`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        world.wait(minutes: 120)
        let parts = [
            SplitPart(title: "Udtrækket er tomt", category: .c),
            SplitPart(title: "Loginsiden svarer ikke", kind: .platform, category: .c),
        ]
        #expect(world.tell(.spoc, id, .split(parts)).isAccepted)
        let others = world.states.keys.filter { $0 != id }
        #expect(others.count == 1, "the first part keeps the id")
        guard let other = others.first else { return }
        #expect(world.incident(other)?.handling.original == id)
        #expect(world.incident(other)?.reportedAt == world.incident(id)?.reportedAt)
        #expect(world.due(other) == world.due(id))
    }

    @Test func `29 data that are mended silently are a release without notice`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C", .data, registers: ["MAT"]))
        world.tell(.register("MAT"), id, .startWork)
        world.tell(.register("MAT"), id, .finishRelease(ReleaseCompletion(release: "MAT-7")))
        #expect(world.deviations(id).contains("P15.RELEASED_WITHOUT_NOTICE"))
    }

    @Test func `30 a hotfix may be told of seconds before, not after`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("A", by: .user, channel: .itsm))
        world.tell(.spoc, id, .startWork)
        world.wait(minutes: 3)
        let plan = ReleasePlan(
            release: "HF1",
            plannedAt: world.now.adding(seconds: 30),
            kind: .technical
        )
        world.tell(.spoc, id, .planRelease(plan))
        world.wait(minutes: 1)
        world.tell(.spoc, id, .finishRelease(ReleaseCompletion(release: "HF1")))
        #expect(!world.deviations(id).contains { $0.hasPrefix("P15") })

        let late = world.report(.itsm, "INC2", .sample("A", by: .user, channel: .itsm))
        world.tell(.spoc, late, .startWork)
        let released = ReleaseCompletion(
            release: "HF2",
            releasedAt: world.now.adding(seconds: -600)
        )
        world.tell(
            .spoc,
            late,
            .planRelease(ReleasePlan(release: "HF2", plannedAt: world.now, kind: .technical))
        )
        world.tell(.spoc, late, .finishRelease(released))
        #expect(world.deviations(late).contains("P15.NOTICE_AFTER"))
    }

    @Test func `31 one release for many incidents tells every reporter before it`() {
        var world = ProcessWorld()
        let ids = (1...12).map { world.report(.itsm, "INC\($0)", .sample("D")) }
        let plan = ReleasePlan(
            release: "R12",
            plannedAt: Copenhagen.at("2026-04-08 18:00"),
            kind: .technical
        )
        for id in ids { world.tell(.spoc, id, .planRelease(plan)) }
        for id in ids {
            #expect(world.names(id).contains("release-noticed"))
            #expect(world.box(.reporterTool(.itsm), id).contains { $0.text.contains("R12") })
        }
        world.wait(until: "2026-04-08 18:00")
        for id in ids { world.tell(.spoc, id, .finishRelease(ReleaseCompletion(release: "R12"))) }
        #expect(ids.allSatisfy { !world.deviations($0).contains { $0.hasPrefix("P15") } })
    }

    @Test func `32 a release that is rolled back takes the solution and its timer with it`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C", by: .user, channel: .itsm))
        world.tell(.spoc, id, .startWork)
        let plan = ReleasePlan(
            release: "R1",
            plannedAt: world.now.adding(seconds: 3600),
            kind: .technical
        )
        world.tell(.spoc, id, .planRelease(plan))
        world.wait(minutes: 61)
        world.tell(.spoc, id, .finishRelease(ReleaseCompletion(release: "R1")))
        world.tell(.spoc, id, .propose(.solution))
        world.forgetSent()
        world.tell(.spoc, id, .rollBackRelease(ReleaseRollback(release: "R1", reason: "Fejl.")))
        #expect(world.status(id) == .inProgress)
        #expect(!world.box(.reporterTool(.itsm), id).isEmpty, "the reporter is told")
        world.wait(days: 20)
        #expect(world.status(id) != .closed)
    }

    @Test func `35 an incident that was forty minutes on its way is on record as forwarded late`() {
        var world = ProcessWorld(at: "2026-04-01 08:40")
        let id = world.report(
            .itsm,
            "INC1",
            .sample("A", by: .user, channel: .itsm),
            occurredAt: "2026-04-01 08:00"
        )
        #expect(world.incident(id)?.reportedAt == Copenhagen.at("2026-04-01 08:00"))
        #expect(world.due(id) == "2026-04-01 08:45", "the supplier could not act earlier")
        #expect(world.deviations(id).contains("P01.FORWARD_LATE"))
    }

    @Test func `39 a service request sent as an incident is re-typed and its reporter told`() {
        var world = ProcessWorld()
        let id = world.report(.portal, "39", .sample("E", by: .user))
        world.forgetSent()
        world.tell(.spoc, id, .retype(Retyping(to: .serviceRequest)))
        #expect(world.closure(id) == .retyped)
        #expect(!world.box(.reporterTool(.portal), id).isEmpty)
        #expect(!world.deviations(id).contains { $0.hasPrefix("P17") })
    }

    @Test func `44 each event is judged by the policy in force at its time`() {
        var old = Shipped.policy
        old.version = "1.0"
        old.validUntil = Copenhagen.at("2026-04-01 09:00")
        var world = ProcessWorld(old)
        let id = world.report(.itsm, "INC1", .sample("C"))
        world.wait(until: "2026-04-01 10:00")
        world.policy = Shipped.policy
        world.tell(.spoc, id, .acknowledge)
        #expect(world.events[id]?.first?.policyVersion == "1.0")
        #expect(world.events[id]?.last?.policyVersion == Shipped.policy.version)
    }

    private func linked() -> (ProcessWorld, IncidentID, IncidentID) {
        var world = ProcessWorld()
        let master = world.report(.itsm, "INC1", .sample("C"))
        let child = world.report(.portal, "1", .sample("C", by: .user))
        world.tell(.spoc, child, .linkDuplicate(DuplicateLink(of: master)))
        return (world, master, child)
    }
}
