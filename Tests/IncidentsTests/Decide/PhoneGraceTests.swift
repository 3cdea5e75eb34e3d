import Incidents
import Testing

/// A policy that leaves time for calls to be logged.
@Suite("Time to log a call")
struct PhoneGraceTests {
    @Test func `a missing call becomes a deviation when the time to log it is over`() {
        var story = Story(TestPolicy.grace(minutes: 30))
        story.tell(.itsm, .report(.sample("C", by: .authority)))
        #expect(story.incident?.deviations == [])

        story = Story(TestPolicy.grace(minutes: 30))
        story.tell(.itsm, .report(.sample("B")))
        #expect(story.eventNames == ["reported"])
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.nextDue == story.moment(minutes: 30))
        story.wait(minutes: 29)
        #expect(story.incident?.deviationCodes == [])
        story.wait(minutes: 1)
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_SPOC", "P05.NO_CALL_DFM"])
        #expect(story.events.last?.at == story.moment(minutes: 30))
        #expect(story.noticeReasons == ["deviation", "deviation"])
    }

    @Test func `the reporter is reminded when a missing call goes on record later`() {
        var story = Story(TestPolicy.grace(minutes: 30))
        story.tell(.itsm, .report(.sample("B", by: .authority)))
        story.forgetSent()
        story.wait(minutes: 30)
        #expect(story.kinds(to: .reporterTool(.itsm)) == ["status"])
        #expect(story.sent(to: .reporterTool(.itsm))[0].text.contains("NO_CALL_SPOC på dansk"))
    }

    @Test func `a call that was made and is logged in time leaves nothing to record`() {
        var story = Story(TestPolicy.grace(minutes: 30))
        story.tell(.itsm, .report(.sample("B")))
        story.wait(minutes: 5)
        story.tell(.spoc, .logCall(.spoc(minutes: -1)))
        story.tell(.itsm, .logCall(.authority(minutes: -1)))
        #expect(story.incident?.deviations == [])
        #expect(story.incident?.nextDue == story.moment(minutes: 60), "the deadline alone")
        story.wait(minutes: 40)
        #expect(story.eventNames == ["reported", "call-logged", "call-logged"])
    }

    @Test func `a late call within the time is recorded as late when it is over`() {
        var story = Story(TestPolicy.grace(minutes: 30))
        story.tell(.itsm, .report(.sample("B", by: .authority)))
        story.wait(minutes: 5)
        story.tell(.spoc, .logCall(.spoc(minutes: 2)))
        #expect(story.incident?.deviationCodes == [])
        story.wait(minutes: 30)
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
    }

    @Test func `case 8, a suspicion that a register authority did not phone in`() {
        var story = Story(TestPolicy.grace(minutes: 60))
        let security = SecurityFlags(dataSecurity: .suspected)
        story.tell(.itsm, .report(.sample("C", security: security)))
        #expect(story.incident?.processes == [.dataSecurity])
        #expect(story.noticeReasons == ["security"])
        story.wait(minutes: 60)
        #expect(story.incident?.deviationCodes == ["P07.NO_CALL_SPOC", "P07.NO_CALL_DFM"])
    }
}
