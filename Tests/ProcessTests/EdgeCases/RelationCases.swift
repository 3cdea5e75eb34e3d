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

    /// What each reporter is told of a release bears what folds it: the broker's state is one
    /// incident's, and whoever has several reads them together.
    @Test func `31 what the reporters of one release are told can be folded into one`() {
        var world = ProcessWorld()
        let ids = (1...12).map { world.report(.itsm, "INC\($0)", .sample("D")) }
        let plan = ReleasePlan(
            release: "R12",
            plannedAt: Copenhagen.at("2026-04-08 18:00"),
            kind: .technical
        )
        for id in ids { world.tell(.spoc, id, Command.Action.planRelease(plan).told(to: 12)) }
        let done = Command.Action.finishRelease(ReleaseCompletion(release: "R12"))
        world.wait(until: "2026-04-08 18:00")
        for id in ids { world.tell(.spoc, id, done.told(to: 12)) }
        let rollback = ReleaseRollback(release: "R12", reason: "Fejl i en anden tjeneste.")
        for id in ids { world.tell(.spoc, id, .rollBackRelease(rollback)) }

        let announcements = ids.map { id in
            world.box(.reporterTool(.itsm), id).compactMap { message -> Announcement? in
                if case .status(let report) = message.content { report.announcement } else { nil }
            }
        }
        #expect(announcements.allSatisfy { $0 == announcements[0] }, "the same in all of them")
        #expect(announcements[0].map(\.incidents) == [12, 12, 12])
        #expect(Set(announcements[0].map(\.key)).count == 3, "and another at each stage")
        #expect(announcements[0][0].key == "R12#planned#2026-04-08T16:00:00.000Z")
    }

    // MARK: A master that there is not

    @Test func `a link to an incident nobody knows is undone, and its sender is told`() {
        var world = ProcessWorld()
        let id = world.report(.portal, "1", .sample("B", by: .user))
        let before = world.incident(id)
        let unknown = IncidentID("itsm-FINDES-IKKE")!
        world.wait(minutes: 10)
        let verdict = world.tell(.spoc, id, .linkDuplicate(DuplicateLink(of: unknown)))
        #expect(verdict.isAccepted, "whether there is such a master is for the master to say")
        #expect(world.names(id).suffix(3) == ["linked", "unlinked", "deadlines-moved"])
        let after = world.incident(id)
        #expect(after?.handling.master == nil)
        #expect(after?.deadlines == before?.deadlines, "the time to start work is owed again")
        let refusals = world.box(.spoc, id).compactMap { message -> Receipt? in
            if case .receipt(let receipt) = message.content { receipt } else { nil }
        }
        #expect(refusals.count == 1)
        guard case .rejected(let rejection)? = refusals.first?.outcome else {
            return #expect(Bool(false), "the sender is not told")
        }
        #expect(rejection.code == .incidentUnknown)
        #expect(rejection.detail.contains("itsm-FINDES-IKKE"))
        #expect(rejection.pointer == "/of")
        #expect(refusals.first?.origin.topic == "spoc.in", "of its own message")
        world.wait(minutes: 51)
        #expect(world.deviations(id).contains("P03.START_LATE"))
    }

    @Test func `the answer to a link that has been made anew changes nothing`() {
        var world = ProcessWorld()
        let id = world.report(.portal, "1", .sample("C", by: .user))
        let master = world.report(.portal, "2", .sample("C", by: .user))
        world.tell(.spoc, id, .linkDuplicate(DuplicateLink(of: master)))
        let refusal = LinkRefusal(
            master: IncidentID("itsm-9")!,
            rejection: Rejection(.incidentUnknown, "Nej.", remedy: "Ingen."),
            asked: nil
        )
        #expect(world.tell(.broker, id, .refuseLink(refusal)).isDuplicate)
        #expect(world.incident(id)?.handling.master == master)
    }

    @Test func `a refusal that is answered is no dead letter, any other is`() {
        let link = ChildLink(
            child: IncidentID("portal-1")!,
            registeredAt: Copenhagen.at("2026-04-01 08:00")
        )
        for (action, isAnswered): (Command.Action, Bool) in [
            (.takeChild(link), true), (.reopen(reason: "Igen"), false),
        ] {
            let command = Command(
                action: action,
                incident: IncidentID("itsm-9")!,
                party: .broker,
                dialect: "canonical",
                messageID: "m",
                receivedAt: Copenhagen.at("2026-04-01 08:00"),
                origin: Origin(topic: "broker.commands", partition: 0, offset: 5)
            )
            let settlement = settle(nil, command, policy: Shipped.policy)
            #expect(settlement.verdict.rejection?.code == .incidentUnknown)
            #expect(settlement.isAnswered == isAnswered)
        }
    }

    // MARK: Parts

    @Test func `what a part has that nothing maps goes with it`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        let first = SplitPart(title: "Det ene", unmapped: Array(#"{"/parts/0/rum":"A"}"#.utf8))
        let second = SplitPart(title: "Det andet", unmapped: Array(#"{"/parts/1/rum":"B"}"#.utf8))
        world.tell(.spoc, id, .split([first, second]))
        let part = world.incident(id)?.handling.parts.first
        #expect(part.flatMap { world.incident($0)?.unmapped } == second.unmapped)
        #expect(world.incident(id)?.unmapped == first.unmapped, "the first stays")
        let forwarded = part.map { world.box(.spoc, $0).first?.text ?? "" }
        #expect(forwarded?.contains(#""unmapped":{"/parts/1/rum":"B"}"#) == true)
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
