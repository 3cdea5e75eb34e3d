import Incidents
import Messaging
import Testing

@Suite("Releases: the reporter is told strictly before (P15)")
struct ReleaseTests {
    private func reported(_ closing: ClosingSettings = ClosingSettings()) -> Story {
        let settings = PolicySettings(incidentManager: "im", closing: closing)
        var story = Story(TestPolicy.make(settings: settings), id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.spoc, .startWork)
        return story
    }

    private func plan(_ story: Story, minutes: Int64) -> Command.Action {
        .planRelease(
            ReleasePlan(
                release: "R-7",
                plannedAt: story.moment(minutes: minutes),
                kind: .technical
            )
        )
    }

    @Test func `a planned release is told with its name, and kept without a deviation`() {
        var story = reported()
        story.tell(.spoc, plan(story, minutes: 600))
        let told = story.sent(to: .reporterTool(.portal)).last { $0.kind == "status" }
        #expect(told?.text.contains("R-7") == true)
        story.wait(minutes: 600)
        story.tell(.spoc, .finishRelease(ReleaseCompletion(release: "R-7")))
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.handling.releases.first?.releasedAt == story.now)
    }

    @Test func `seconds before a hotfix count, the same moment does not`() {
        let cases: [(Int64, [String])] = [(1, []), (0, ["P15.NOTICE_AFTER"])]
        for (seconds, codes) in cases {
            var story = reported()
            story.tell(.spoc, plan(story, minutes: 1))
            story.now = story.now.adding(seconds: seconds)
            story.tell(.spoc, .finishRelease(ReleaseCompletion(release: "R-7")))
            #expect(story.incident?.deviationCodes == codes)
        }
    }

    @Test func `a release that nobody announced is on record, a hotfix too`() {
        var story = reported()
        story.tell(.spoc, .finishRelease(ReleaseCompletion(release: "HF-1")))
        #expect(story.incident?.deviationCodes == ["P15.RELEASED_WITHOUT_NOTICE"])
        #expect(story.incident?.deviations.first?.party == .spoc)
        #expect(
            story.tell(.spoc, .finishRelease(ReleaseCompletion(release: "HF-1")))
                == .duplicate(of: .step)
        )
    }

    @Test func `an untold release is an alert a day before`() {
        var closing = ClosingSettings()
        closing.toolCountsAsDelivered = false
        var story = reported(closing)
        story.tell(.spoc, plan(story, minutes: 2_880))
        story.forgetSent()
        story.wait(minutes: 1_440)
        #expect(story.noticeReasons == ["release-untold"])
        #expect(story.sent(to: .spoc).last?.text.contains("har ikke fået besked") == true)
        let sequence = story.incident!.handling.releases[0].sequence!
        story.tell(.portal, .confirmDelivery(DeliveryReport(of: sequence, channel: .tool)))
        #expect(story.incident?.handling.releases[0].noticedAt == story.now)
    }

    @Test func `a rollback takes the solution and its days back, and tells the reporter`() {
        var story = reported()
        story.tell(.spoc, plan(story, minutes: 10))
        story.wait(minutes: 20)
        story.tell(.spoc, .finishRelease(ReleaseCompletion(release: "R-7")))
        story.tell(.spoc, .propose(.sample()))
        story.forgetSent()
        story.tell(
            .spoc,
            .rollBackRelease(ReleaseRollback(release: "R-7", reason: "Udtrækket fejlede"))
        )
        #expect(story.incident?.status == .inProgress)
        #expect(story.incident?.handling.clock(.closing) == nil)
        #expect(story.noticeReasons == ["release-rolled-back"])
        #expect(
            story.sent(to: .reporterTool(.portal)).first?.text.contains("rullet tilbage") == true
        )
        #expect(
            story.tell(.spoc, .rollBackRelease(ReleaseRollback(release: "X", reason: "Y"))).code
                == "content.invalid"
        )
    }
}
