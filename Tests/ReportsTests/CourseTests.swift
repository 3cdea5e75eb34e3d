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

    /// An A whose reporter hears nothing for a while, as its events tell its clocks.
    private func waiting(_ more: [String] = []) -> Course {
        let clock = { (from: String, due: String) in
            #"{"clock":"status","party":"spoc","due":"\#(due)","from":"\#(from)"}"#
        }
        let first = clock("2026-11-23T07:00:00Z", "2026-11-23T07:30:00Z")
        let second = clock("2026-11-23T07:10:00Z", "2026-11-23T07:40:00Z")
        let rating = #"{"clock":"rating","party":"spoc","due":"2026-11-23T07:15:00Z","#
        let set = rating + #""from":"2026-11-23T07:00:00Z"}"#
        let lines = [
            Histories.line(
                "itsm-9",
                1,
                "reported",
                at: "2026-11-23T07:00:00Z",
                #""status": "registered", "clocks": [\#(first), \#(set)]"#
            ),
            Histories.line(
                "itsm-9",
                2,
                "acknowledged",
                at: "2026-11-23T07:10:00Z",
                by: "spoc",
                #""status": "acknowledged", "clocks": [\#(second)]"#
            ),
        ]
        return Course(Histories.read(lines + more).incidents[0])
    }

    @Test func `news are owed from the beginning, and not only once there was a warning`() throws {
        let course = waiting()
        let status = course.promises.filter { $0.kind == "status" }
        #expect(
            status.map(\.standing) == [.met(at: Histories.at("2026-11-23T07:10:00Z")), .running]
        )
        #expect(status.map(\.party) == ["spoc", "spoc"])
        let report = DeadlineReport([course], now: Histories.at("2026-11-23T07:12:00Z"))
        let owed = report.items.first { $0.promise.kind == "status" }
        #expect(owed?.promise.due == Histories.at("2026-11-23T07:40:00Z"))
        #expect(owed?.urgency == .soon)
        #expect(report.items.contains { $0.promise.kind == "rating" && $0.urgency == .atRisk })
    }

    @Test func `a clock that is stopped is owed no more, and one that warns is the same one`() {
        let course = waiting([
            Histories.line(
                "itsm-9",
                3,
                "clock-warned",
                at: "2026-11-23T07:32:30Z",
                by: "broker",
                #""clock": "status", "party": "spoc", "due": "2026-11-23T07:40:00Z", "percent": 75"#
            ),
            Histories.line(
                "itsm-9",
                4,
                "awaiting-reporter",
                at: "2026-11-23T07:35:00Z",
                by: "spoc",
                #""question": "?", "clocks": [{"clock": "status", "party": "spoc", "#
                    + #""due": "2026-11-23T07:40:00Z", "stopped": true}]"#
            ),
        ])
        let status = course.promises.filter { $0.kind == "status" }
        #expect(status.count == 2)
        #expect(status.last?.warnedAt == Histories.at("2026-11-23T07:32:30Z"))
        #expect(status.last?.standing == .dropped(at: Histories.at("2026-11-23T07:35:00Z")))
    }

    @Test func `a deadline whose time stands still is owed by nobody until it goes on`() {
        func line(_ number: Int, _ at: String, _ due: String, _ paused: String) -> String {
            Histories.line(
                "itsm-9",
                number,
                "deadlines-moved",
                at: at,
                by: "spoc",
                #""deadlines": [{"kind": "start-work", "role": "supplier", "advisory": false, "#
                    + #""outcome": "running", "due": "\#(due)"\#(paused)}]"#
            )
        }
        let asked = line(
            3,
            "2026-11-23T07:20:00Z",
            "2026-11-23T08:00:00Z",
            #", "pausedAt": "2026-11-23T07:20:00Z""#
        )
        let paused = DeadlineReport([waiting([asked])], now: Histories.at("2026-11-23T09:00:00Z"))
        #expect(!paused.items.contains { $0.promise.kind == "start-work" })
        let answered = line(4, "2026-11-23T09:00:00Z", "2026-11-23T09:40:00Z", "")
        let course = waiting([asked, answered])
        let report = DeadlineReport([course], now: Histories.at("2026-11-23T09:10:00Z"))
        let owed = report.items.first { $0.promise.kind == "start-work" }
        #expect(owed?.promise.due == Histories.at("2026-11-23T09:40:00Z"))
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
