import Incidents
import Messaging
import Reports
import Testing

@Suite("An incident's course")
struct CourseTests {
    private let course = Course(Histories.eventfulHistory.incidents[0])

    @Test func `a deadline that was missed and met late is missed`() {
        let start = course.promises.filter { $0.kind == "start-work" }
        #expect(start.count == 1)
        #expect(start[0].standing == .missed(doneAt: Histories.at("2026-11-23T08:15:00Z")))
        #expect(start[0].party == "spoc")
        #expect(start[0].category == .b)
        #expect(start[0].isInTime == false)
    }

    @Test func `an objection ends the time to object, and the next resolution begins it anew`() {
        let closing = course.promises.filter { $0.kind == "closing" }
        #expect(
            closing.map(\.standing) == [
                .met(at: Histories.at("2026-11-24T10:00:00Z")),
                .met(at: Histories.at("2026-11-26T08:00:00Z")),
            ]
        )
    }

    @Test func `the turn goes from party to party and ends with the closing`() {
        #expect(
            course.turns.map { "\($0.party) \($0.duty.rawValue)" } == [
                "spoc acknowledge", "spoc start-work", "spoc solve", "spoc deliver",
                "itsm accept", "spoc solve", "spoc deliver", "itsm accept",
            ]
        )
        #expect(course.currentTurn == nil)
        for (turn, next) in zip(course.turns, course.turns.dropFirst()) {
            #expect(turn.until == next.since, "somebody always has it")
        }
        let whole = course.timePerParty(until: course.lastAt).reduce(0) { $0 + $1.milliseconds }
        #expect(whole == course.lastAt.milliseconds - course.registeredAt.milliseconds)
    }

    @Test func `a withdrawn deviation stays on record`() {
        #expect(course.deviations.map(\.code) == ["P05.NO_CALL_SPOC", "P03.START_LATE"])
        #expect(course.deviations.map(\.isOpen) == [false, true])
        #expect(course.deviations[1].party == "spoc", "the code says whose duty it was")
        #expect(course.deviations[0].evidence == [.init("call.spoc", "none")])
    }

    @Test func `proposals, releases and the closing are all there`() {
        #expect(course.proposals.map(\.type) == [.workaround, .solution])
        #expect(course.proposals[0].objectedAt == Histories.at("2026-11-24T10:00:00Z"))
        #expect(course.proposals[1].acceptedAt == Histories.at("2026-11-26T08:00:00Z"))
        #expect(course.releases.map(\.isNoticedBefore) == [true])
        #expect(course.closures.map(\.reason) == [.accepted])
        #expect(!course.isOpen)
    }

    @Test func `a deadline that another replaces before it is due was owed no more`() {
        let course = Course(
            Histories.read([
                Histories.line(
                    "itsm-2",
                    1,
                    "reported",
                    at: "2026-11-23T07:00:00Z",
                    #""priority": {"category": "C", "expedited": false}, "status": "registered", "#
                        + Histories.deadline("2026-11-24T07:00:00Z", "running")
                ),
                Histories.line(
                    "itsm-2",
                    2,
                    "updated",
                    at: "2026-11-23T09:00:00Z",
                    #""changed": ["priority", "deadlines"], "#
                        + #""priority": {"category": "A", "expedited": false}, "#
                        + Histories.deadline("2026-11-23T09:05:00Z", "running")
                ),
            ]).incidents[0]
        )
        #expect(
            course.promises.map(\.standing) == [
                .dropped(at: Histories.at("2026-11-23T09:00:00Z")), .running,
            ]
        )
        #expect(course.categories == [.a, .c])
        #expect(course.parties(boundBy: Principle(5)).isEmpty, "nobody of a kind that must phone")
    }

    @Test func `the timeline tells every event once, with its delay and what it means`() {
        let history = Histories.eventfulHistory.incidents[0]
        let timeline = Timeline(history, now: course.lastAt)
        #expect(timeline.hops.map(\.event) == history.events)
        #expect(timeline.course == course)
        for (hop, (event, earlier)) in zip(
            timeline.hops.dropFirst(),
            zip(history.events.dropFirst(), history.events)
        ) {
            #expect(hop.delay == event.at.milliseconds - earlier.at.milliseconds)
        }
        #expect(timeline.hops.allSatisfy { !$0.meaning.danish.isEmpty })
        #expect(timeline.hops[5].meaning.english.contains("15 min after it was due"))
        #expect(timeline.owed.isEmpty, "a closed incident owes nothing")
    }
}
