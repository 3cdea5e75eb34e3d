import Incidents
import Messaging
import Testing

/// The reporter's news and the register's plan (P10, P14).
@Suite("News and plans")
struct ReporterNewsTests {
    private func story(_ category: String, id: String = "portal-1") -> Story {
        var story = Story(TestPolicy.clocked { $0.startWorkWarning = false }, id: id)
        story.tell(.portal, .report(.sample(category, by: .user)))
        return story
    }

    private func silences(_ story: Story) -> [Deviation] {
        story.incident?.deviations.filter { $0.code == "P14.SILENCE" } ?? []
    }

    @Test("silence is as long as the category allows", arguments: [("A", 30), ("B", 60)])
    func interval(category: String, minutes: Int64) {
        var story = story(category)
        story.wait(minutes: minutes - 1)
        #expect(silences(story) == [])
        story.wait(minutes: 1)
        #expect(silences(story).map(\.party) == [.spoc])
        #expect(silences(story).map(\.since) == [Story.start])
        story.wait(minutes: 500)
        #expect(silences(story).count == 1, "one silence is one deviation")
    }

    @Test func `a C is told of on the next working day`() {
        var story = story("C")
        story.now = Copenhagen.at("2026-11-27 15:00")
        story.tell(.spoc, .note(Note(text: "Vi er i gang", visibility: .public)))
        story.wait(until: Copenhagen.at("2026-11-30 14:59"))
        #expect(silences(story).map(\.since) == [])
        story.wait(until: Copenhagen.at("2026-11-30 15:00"))
        #expect(silences(story).map(\.since) == [Copenhagen.at("2026-11-27 15:00")])
    }

    @Test func `public news begins the wait anew, an internal note does not`() {
        var story = story("A")
        story.wait(minutes: 20)
        story.tell(.spoc, .note(Note(text: "Genstartet", visibility: .public)))
        story.wait(minutes: 20)
        #expect(silences(story) == [])
        story.tell(.spoc, .note(Note(text: "Ved ikke hvad det er", visibility: .internal)))
        story.wait(minutes: 11)
        #expect(silences(story).map(\.since) == [story.moment(minutes: 20)])
        story.tell(.spoc, .note(Note(text: "Undskyld", visibility: .public)))
        story.wait(minutes: 31)
        #expect(silences(story).count == 2, "another silence is another deviation")
    }

    @Test func `who owes the news is reminded at three quarters`() {
        var story = story("A")
        story.forgetSent()
        story.wait(minutes: 23)
        let warned = story.events.filter { $0.payload.name == "clock-warned" }
        #expect(warned.map(\.at) == [Story.start.adding(seconds: 1_350)])
        #expect(story.sent(to: .spoc).contains { $0.text.contains(#""clock":"status""#) })
    }

    @Test func `B owes no news by night`() {
        var story = Story(TestPolicy.clocked(), id: "portal-1")
        story.now = Copenhagen.at("2026-11-23 23:30")
        story.tell(.portal, .report(.sample("B", by: .user)))
        story.wait(until: Copenhagen.at("2026-11-24 06:29"))
        #expect(silences(story) == [])
        story.wait(until: Copenhagen.at("2026-11-24 06:30"))
        #expect(silences(story).count == 1)
    }

    @Test func `a raise to A shortens the wait, never into the past`() {
        var story = story("D")
        story.wait(minutes: 300)
        story.tell(.spoc, .classify(Classification(category: .a)))
        #expect(story.incident?.handling.clock(.status)?.due == story.moment(minutes: 330))
    }

    @Test func `the register that solves owes the news`() {
        var story = Story(TestPolicy.clocked(), id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user, kind: .data, registers: ["MAT"])))
        story.wait(minutes: 31)
        #expect(silences(story).map(\.party) == [.register("MAT")])
    }

    // MARK: When and how (P10)

    @Test func `a register that gives no plan by its advisory time is on record`() {
        var story = Story(TestPolicy.clocked())
        story.tell(.itsm, .report(.sample("B", kind: .data, registers: ["MAT"])))
        story.tell(.register("MAT"), .startWork)
        story.wait(minutes: 24 * 60)
        let deviation = story.incident?.deviations.first { $0.code == "P10.NO_PLAN" }
        #expect(deviation?.party == .register("MAT"))
        #expect(deviation?.since == story.moment(minutes: 24 * 60))
        #expect(story.noticeReasons.contains("deviation"))
    }

    @Test func `a supplier's incident has no plan clock, a handed-over one has`() {
        var story = Story(TestPolicy.clocked())
        story.tell(.itsm, .report(.sample("B")))
        #expect(story.incident?.handling.clock(.plan) == nil)
        story.tell(.spoc, .escalate(Escalation(to: .register("MAT"), reason: "Jeres")))
        #expect(story.incident?.handling.clock(.plan)?.party == .register("MAT"))
        story.tell(.spoc, .escalate(Escalation(to: .supplier, reason: "Vores")))
        #expect(story.incident?.handling.clock(.plan) == nil)
    }

    @Test func `a planned time that passes is on record, a new one begins anew`() {
        var story = Story(TestPolicy.clocked())
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        let first = CorrectionPlan(when: story.moment(minutes: 300), how: "Ny indlæsning")
        story.tell(.register("MAT"), .plan(first))
        #expect(story.incident?.handling.clock(.plan) == nil)
        story.wait(minutes: 300)
        #expect(story.incident?.deviationCodes.contains("P10.PLAN_PASSED") == true)
        let second = CorrectionPlan(when: story.moment(minutes: 900), how: "I nat")
        story.tell(.register("MAT"), .plan(second))
        #expect(story.incident?.handling.clock(.correction)?.due == story.moment(minutes: 900))
    }
}
