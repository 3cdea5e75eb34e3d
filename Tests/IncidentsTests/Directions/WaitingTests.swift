import Incidents
import Messaging
import Testing

/// The time to start work while the reporter is asked something (P3).
@Suite("Waiting for the reporter")
struct WaitingTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let category: String
        var environment = Environment.production
        let reported: String
        let asked: String
        let answered: String
        /// Without the wait, and with it.
        let due: String
        let moved: String

        var testDescription: String { "\(category) \(environment) \(reported), asked \(asked)" }
    }

    static let vectors = [
        Vector(
            category: "B",
            reported: "2026-04-01 08:00",
            asked: "2026-04-01 08:20",
            answered: "2026-04-01 10:50",
            due: "2026-04-01 09:00+02:00",
            moved: "2026-04-01 11:30+02:00"
        ),
        // Over the hour that summer time skips: half an hour passes, whatever the wall says.
        Vector(
            category: "B",
            reported: "2026-03-29 01:30+01:00",
            asked: "2026-03-29 01:40+01:00",
            answered: "2026-03-29 03:10+02:00",
            due: "2026-03-29 03:30+02:00",
            moved: "2026-03-29 04:00+02:00"
        ),
        // In the test environment's hours: 15 minutes are left of Wednesday, 30 of Tuesday, and
        // Easter in between counts for nothing.
        Vector(
            category: "B",
            environment: .test,
            reported: "2026-04-01 15:30",
            asked: "2026-04-01 15:45",
            answered: "2026-04-02 12:00",
            due: "2026-04-07 09:30+02:00",
            moved: "2026-04-07 09:45+02:00"
        ),
        // Ten days, two of them waited.
        Vector(
            category: "D",
            reported: "2026-04-01 15:30",
            asked: "2026-04-03 15:30",
            answered: "2026-04-05 15:30",
            due: "2026-04-11 15:30+02:00",
            moved: "2026-04-13 15:30+02:00"
        ),
        // Working days, over a weekend that was none of them.
        Vector(
            category: "C",
            environment: .test,
            reported: "2026-04-10 12:00",
            asked: "2026-04-10 18:00",
            answered: "2026-04-13 18:00",
            due: "2026-04-13 12:00+02:00",
            moved: "2026-04-14 12:00+02:00"
        ),
        // Asked at the last moment: nothing is left, and beginning at once is in time.
        Vector(
            category: "B",
            reported: "2026-04-01 08:00",
            asked: "2026-04-01 09:00",
            answered: "2026-04-02 10:00",
            due: "2026-04-01 09:00+02:00",
            moved: "2026-04-02 10:00+02:00"
        ),
    ]

    private static func policy(_ asking: ClockSettings.Asking = .stops) -> Policy {
        TestPolicy.only {
            $0.whileAsked = asking
            $0.startWorkWarning = true
        }
    }

    private static func asked(
        _ vector: Vector,
        _ asking: ClockSettings.Asking = .stops
    ) -> Story {
        var story = Story(policy(asking), id: "portal-1")
        story.now = Copenhagen.at(vector.reported)
        var report = Report.sample(vector.category, by: .user)
        report.environment = vector.environment
        story.tell(.portal, .report(report))
        #expect(Copenhagen.text(story.incident?.deadlines.last?.due) == vector.due)
        // Not by waiting: what is asked at the very moment comes before its timer.
        story.wait(until: Copenhagen.at(vector.asked).adding(milliseconds: -1))
        story.now = Copenhagen.at(vector.asked)
        story.tell(.spoc, .awaitReporter(question: "Hvilket ejerlav drejer det sig om?"))
        return story
    }

    @Test("it stops and goes on with what was left", arguments: vectors)
    func moved(vector: Vector) {
        var story = Self.asked(vector)
        #expect(story.incident?.deadlines.last?.pausedAt == Copenhagen.at(vector.asked))
        #expect(story.incident?.nextDue == nil, "nothing is due while the reporter is asked")
        story.wait(until: Copenhagen.at(vector.answered))
        story.tell(.portal, .note(Note(text: "Ejerlav 12.", visibility: .public)))
        let deadline = story.incident?.deadlines.last
        #expect(Copenhagen.text(deadline?.due) == vector.moved)
        #expect(deadline?.pausedAt == nil)
        #expect(!story.eventNames.contains("deadline-missed"))
    }

    @Test("unless the policy lets it run", arguments: vectors)
    func runs(vector: Vector) {
        var story = Self.asked(vector, .runs)
        #expect(Copenhagen.text(story.incident?.deadlines.last?.due) == vector.due)
        story.wait(until: Copenhagen.at("2026-06-01 08:00"))
        #expect(story.eventNames.contains("deadline-missed"))
        #expect(!story.eventNames.contains("deadlines-moved"))
    }

    @Test("after the answer it can be missed", arguments: vectors)
    func missed(vector: Vector) throws {
        var story = Self.asked(vector)
        story.wait(until: Copenhagen.at(vector.answered))
        story.tell(.portal, .note(Note(text: "Ejerlav 12.", visibility: .public)))
        story.wait(until: Copenhagen.at("2026-06-01 08:00"))
        let event = try #require(story.events.first { $0.payload.name == "deadline-missed" })
        #expect(Copenhagen.text(event.at) == vector.moved)
        let evidence = event.notices.first?.evidence.map(\.name) ?? []
        #expect(evidence.contains("waitedMinutes") == (vector.moved != vector.due))
    }

    @Test func `it stands still with everybody told, and the warning moves with it`() {
        var story = Self.asked(Self.vectors[0])
        #expect(story.eventNames.last == "deadlines-moved")
        #expect(story.events.last?.rules.map(\.id) == ["P03.REPORTER_ASKED"])
        #expect(story.incident?.handling.clocks == [])
        story.forgetSent()
        story.wait(until: Copenhagen.at("2026-04-01 10:50"))
        #expect(story.events == [], "no warning, no miss")
        story.tell(.portal, .note(Note(text: "Ejerlav 12.", visibility: .public)))
        #expect(story.kinds(to: .spoc).contains("changed"))
        // 45 of 60 minutes, 20 of which had passed.
        let warnAt = story.incident?.handling.clock(.startWork)?.warnAt
        #expect(Copenhagen.text(warnAt) == "2026-04-01 11:15+02:00")
    }

    @Test func `work that begins while the reporter is asked begins in time`() {
        var story = Self.asked(Self.vectors[0])
        story.wait(until: Copenhagen.at("2026-04-01 12:00"))
        story.tell(.spoc, .startWork)
        #expect(story.incident?.deadlines.last?.outcomeName == "met")
        #expect(story.incident?.deadlines.last?.pausedAt == nil)
        #expect(story.incident?.status == .inProgress)
        story.wait(until: Copenhagen.at("2026-06-01 08:00"))
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `two questions are waited for one after the other`() {
        var story = Self.asked(Self.vectors[0])
        for (asked, answered) in [
            ("", "2026-04-01 10:50"), ("2026-04-01 11:00", "2026-04-02 11:00"),
        ] {
            if !asked.isEmpty {
                story.wait(until: Copenhagen.at(asked))
                story.tell(.spoc, .awaitReporter(question: "Og hvilken kommune?"))
            }
            story.wait(until: Copenhagen.at(answered))
            story.tell(.portal, .note(Note(text: "Svar.", visibility: .public)))
        }
        #expect(Copenhagen.text(story.incident?.deadlines.last?.due) == "2026-04-02 11:30+02:00")
    }

    @Test func `a deadline that begins meanwhile stands still, too`() {
        var story = Self.asked(Self.vectors[3])
        story.wait(until: Copenhagen.at("2026-04-04 10:00"))
        story.tell(.spoc, .classify(Classification(category: .b)))
        #expect(story.incident?.deadlines.last?.category == .b)
        #expect(story.incident?.deadlines.last?.pausedAt == story.now)
        story.wait(until: Copenhagen.at("2026-04-05 10:00"))
        story.tell(.portal, .note(Note(text: "Svar.", visibility: .public)))
        #expect(Copenhagen.text(story.incident?.deadlines.last?.due) == "2026-04-05 11:00+02:00")
    }

    @Test func `what is over is not saved by a question`() {
        var story = Story(Self.policy(), id: "portal-1")
        story.tell(.portal, .report(.sample("B", by: .user)))
        story.wait(minutes: 61)
        story.tell(.spoc, .awaitReporter(question: "Hvilket ejerlav drejer det sig om?"))
        #expect(story.incident?.deadlines.last?.outcomeName == "missed")
        #expect(story.incident?.deviationCodes.contains("P03.START_LATE") == true)
    }

    @Test func `closing and taking back end the wait`() {
        var story = Self.asked(Self.vectors[3])
        story.tell(.portal, .withdraw(reason: "Min egen fejl."))
        #expect(story.incident?.deadlines.last?.isReplaced == true)
        #expect(story.incident?.deadlines.last?.pausedAt == nil)
        #expect(story.incident?.nextDue == nil)
    }
}
