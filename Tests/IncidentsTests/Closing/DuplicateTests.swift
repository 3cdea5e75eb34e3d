import Incidents
import Messaging
import Testing

@Suite("Duplicates, their master, and parts (P20)")
struct DuplicateTests {
    /// Three reporters of the same; portal-1 is the master.
    private func linked() -> Neighbours {
        var all = Neighbours()
        for id in ["portal-1", "portal-2", "portal-3"] { all.report(id, .portal) }
        for id in ["portal-2", "portal-3"] {
            all.tell(id, .spoc, .linkDuplicate(DuplicateLink(of: IncidentID("portal-1")!)))
        }
        return all
    }

    @Test func `every reporter is told what the master's is, and has its own days`() {
        var all = linked()
        all.tell("portal-1", .spoc, .propose(.sample()))
        for id in ["portal-1", "portal-2", "portal-3"] {
            #expect(all[id].incident?.status == .resolved)
            #expect(all[id].incident?.handling.clock(.closing) != nil)
        }
        all.tell("portal-1", .portal, .accept(nil))
        #expect(all["portal-1"].incident?.status == .resolved, "others have still to answer")
        all.tell("portal-2", .portal, .accept(nil))
        #expect(all["portal-2"].incident?.status == .closed)
        #expect(all["portal-1"].incident?.status == .resolved)
        all.wait(until: Copenhagen.at("2026-12-04 00:00"))
        #expect(all["portal-3"].incident?.handling.closure?.reason == .tenDays)
        #expect(all["portal-1"].incident?.handling.closure?.reason == .accepted)
    }

    @Test func `one objection holds the master`() {
        var all = linked()
        all.tell("portal-1", .spoc, .propose(.sample()))
        all.tell("portal-3", .portal, .object(reason: "Ikke hos os."))
        #expect(all["portal-1"].incident?.status == .inProgress)
        all.wait(until: Copenhagen.at("2026-12-10 00:00"))
        #expect(all["portal-1"].incident?.status == .inProgress)
        #expect(all["portal-2"].incident?.status == .closed)
        var better = ResolutionProposal.sample()
        better.text.description = "Også de sidste jordstykker er kommet med."
        all.tell("portal-1", .spoc, .propose(better))
        all.tell("portal-1", .portal, .accept(nil))
        all.tell("portal-3", .portal, .accept(nil))
        #expect(all["portal-1"].incident?.status == .closed)
    }

    @Test func `the master's deadline is the earliest report's, and the only one`() {
        var all = Neighbours()
        all.report("portal-2", .portal)
        all.report("portal-1", .portal, at: Story.start.adding(seconds: 3_600))
        all.tell("portal-2", .spoc, .linkDuplicate(DuplicateLink(of: IncidentID("portal-1")!)))
        #expect(all["portal-1"].incident?.standingDeadlines.map(\.from) == [Story.start])
        #expect(all["portal-2"].incident?.standingDeadlines == [])
    }

    @Test func `an incident is no duplicate of itself, and a master of none`() {
        var all = linked()
        for (id, of) in [("portal-2", "portal-2"), ("portal-1", "portal-9")] {
            let link = DuplicateLink(of: IncidentID(of)!)
            #expect(all[id].tell(.spoc, .linkDuplicate(link)).code == "state.forbidden")
        }
    }

    @Test func `a release is told to every reporter`() {
        var all = linked()
        let plan = ReleasePlan(
            release: "R-7",
            plannedAt: Story.start.adding(seconds: 600),
            kind: .technical
        )
        all.tell("portal-1", .spoc, .planRelease(plan))
        let told = all["portal-3"].sent(to: .reporterTool(.portal)).last
        #expect(told?.text.contains("R-7") == true)
    }

    @Test func `a report of two incidents becomes two with the same times`() {
        var all = Neighbours()
        all.report("portal-1", .portal)
        let now = Story.start.adding(seconds: 1_800)
        all["portal-1"].wait(until: now)
        let parts = [SplitPart(title: "Udtrækket er tomt"), SplitPart(title: "WFS'en svarer ikke")]
        all.tell("portal-1", .spoc, .split(parts))
        let part = all["portal-1-2"].incident
        #expect(part?.report.title == "WFS'en svarer ikke")
        #expect(part?.reportedBy == .portal)
        #expect(part?.registeredAt == Story.start)
        #expect(part?.reportedAt == Story.start)
        #expect(part?.handling.original == IncidentID("portal-1"))
        #expect(all["portal-1"].incident?.handling.parts == [IncidentID("portal-1-2")!])
        #expect(all["portal-1-2"].kinds(to: .spoc) == ["forwarded"])
        #expect(all["portal-1"].tell(.spoc, .split([parts[0]])).code == "content.invalid")
    }
}
