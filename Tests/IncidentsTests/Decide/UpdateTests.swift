import Incidents
import Messaging
import Testing

@Suite("Updates")
struct UpdateTests {
    @Test func `only what really differs is changed and told`() throws {
        var story = Story()
        story.tell(.itsm, .report(.sample()))
        story.forgetSent()
        var update = Report.sample()
        update.title = "Nyt emne"
        story.tell(.itsm, .update(update))
        let change = try #require(story.sent(to: .spoc).first)
        #expect(change.text.contains(#""changed":["title"],"title":"Nyt emne""#))
        #expect(story.incident?.report.title == "Nyt emne")
        #expect(story.incident?.report.description == Report.sample().description)
    }

    @Test func `a member that is not in the update stays, one by one`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(impact: BusinessImpact(level: .low, affectedUsers: 3))))
        let phone = Reporter(kind: .registerAuthority, phone: "+45 1")
        story.tell(
            .itsm,
            .update(Report(reporter: phone, impact: BusinessImpact(affectedUsers: 5)))
        )
        #expect(story.incident?.report.reporter?.phone == "+45 1")
        #expect(story.incident?.report.reporter?.name == "Mette Holm")
        #expect(story.incident?.report.impact == BusinessImpact(level: .low, affectedUsers: 5))
    }

    @Test func `an update that changes nothing is a duplicate`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()))
        #expect(story.tell(.itsm, .update(.sample())) == .duplicate(of: .content))
        #expect(story.tell(.itsm, .update(Report())) == .duplicate(of: .content))
    }

    @Test func `the same message twice is a duplicate whatever it says`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), id: "1")
        var other = Report.sample()
        other.title = "Et andet"
        #expect(story.tell(.itsm, .update(other), id: "1") == .duplicate(of: .message))
        #expect(story.incident?.report.title == Report.sample().title)
    }

    @Test func `another party's message with the same id is not a repeat`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), id: "1")
        let note = Note(text: "Vi ser på det.", visibility: .internal)
        guard case .accepted = story.tell(.spoc, .note(note), id: "1") else {
            Issue.record("it was taken for the other's")
            return
        }
    }

    @Test func `of many messages the oldest is forgotten first`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), id: "0")
        for number in 1...64 {
            story.tell(
                .spoc,
                .note(Note(text: "\(number)", visibility: .internal)),
                id: "\(number)"
            )
        }
        #expect(story.incident?.recentMessages.entries.count == RecentMessages.entriesMax)
        #expect(story.incident?.recentMessages.contains("0", from: .itsm) == false)
        #expect(story.incident?.recentMessages.contains("1", from: .spoc) == true)
    }

    @Test func `a report sent again is a duplicate, with other content it is an update`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()))
        #expect(story.tell(.itsm, .report(.sample())) == .duplicate(of: .content))
        var changed = Report.sample()
        changed.kind = .application
        story.tell(.itsm, .report(changed))
        #expect(story.incident?.kind == .application)
        #expect(story.eventNames == ["reported", "updated"])
    }

    @Test func `an update that a newer one has overtaken changes nothing and is kept`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), sequence: 1)
        story.tell(.itsm, .update(Report(title: "Tre")), sequence: 3)
        story.forgetSent()
        story.tell(.itsm, .update(Report(title: "To")), sequence: 2)
        #expect(story.incident?.report.title == "Tre")
        #expect(story.events.map(\.marks) == [["superseded"]])
        #expect(story.kinds(to: .spoc) == [])
        #expect(story.kinds(to: .events) == ["updated"])
        #expect(story.kinds(to: .reporterTool(.itsm)) == ["receipt"])
    }

    @Test func `a newer update without news makes the older one stale all the same`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), sequence: 1)
        story.tell(.itsm, .update(.sample()), sequence: 5)
        story.tell(.itsm, .update(Report(title: "Fire")), sequence: 4)
        #expect(story.incident?.report.title == Report.sample().title)
        #expect(story.incident?.highestSequence(of: .itsm) == 5)
    }

    @Test func `sequence numbers of notes do not make updates stale`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), sequence: 1)
        story.tell(.itsm, .note(Note(text: "X", visibility: .internal)), sequence: 9)
        story.tell(.itsm, .update(Report(title: "To")), sequence: 2)
        #expect(story.incident?.report.title == "To")
    }

    /// Whatever order updates come in, the newest stands in the end.
    @Test(arguments: 0..<50 as Range<UInt64>)
    func `updates in any order end with the newest`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var story = Story()
        story.tell(.itsm, .report(.sample()), sequence: 0)
        for number in Array(1...8).shuffled(using: &random) {
            story.tell(.itsm, .update(Report(title: "\(number)")), sequence: Int64(number))
        }
        #expect(story.incident?.report.title == "8")
    }

    @Test func `fields that nothing maps are added to, never lost`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()), unmapped: #"{"/a":1,"/b":{"x":[1.5,null]}}"#)
        story.tell(.itsm, .update(Report()), unmapped: #"{"/b":2,"/c":"tre"}"#)
        #expect(
            story.incident?.unmapped.map { String(decoding: $0, as: UTF8.self) }
                == #"{"/a":1,"/b":2,"/c":"tre"}"#
        )
    }

    // MARK: Edge cases of the domain

    @Test func `case 6, raised to A, phone and clock start at the raise`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .authority)))
        story.wait(minutes: 30)
        story.forgetSent()
        story.tell(.itsm, .update(Report(category: "A")))
        #expect(story.eventNames == ["updated", "deviation-recorded"])
        #expect(story.incident?.deviations.map(\.occasion) == [.raise])
        #expect(story.incident?.standingDeadlines.map(\.due) == [story.moment(minutes: 35)])
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["replaced", "running"])
        #expect(story.incident?.registeredAt == Story.start)
        #expect(story.noticeReasons == ["category-a", "deviation"])
    }

    @Test func `case 6, a call before the raise is in time`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .authority)))
        story.wait(minutes: 30)
        story.tell(.spoc, .logCall(.spoc(minutes: 29)))
        story.tell(.itsm, .update(Report(category: "A")))
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `case 6, a call before the raise that is logged later withdraws`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .authority)))
        story.wait(minutes: 30)
        story.tell(.itsm, .update(Report(category: "B")))
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_SPOC"])
        story.tell(.spoc, .logCall(.spoc(minutes: 20)))
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `a duty there was before the change stays judged as it was`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("B", by: .authority)))
        story.wait(minutes: 10)
        story.tell(.spoc, .logCall(.spoc(minutes: 5)))
        story.tell(.itsm, .update(Report(category: "A")))
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
    }

    @Test func `a raise with time to log calls holds the deviation back`() {
        var story = Story(TestPolicy.grace(minutes: 30))
        story.tell(.itsm, .report(.sample("C", by: .authority)))
        story.wait(minutes: 10)
        story.tell(.itsm, .update(Report(category: "B")))
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.nextDue == story.moment(minutes: 40))
        story.wait(minutes: 30)
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_SPOC"])
    }

    @Test func `case 6, lowered from A to C, what had been missed stays missed`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.wait(minutes: 10)
        story.tell(.portal, .update(Report(category: "C")))
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["missed", "running"])
        #expect(story.incident?.deviationCodes == ["P03.START_LATE"])
    }

    @Test func `raised again after being lowered, the clock starts again`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("B", by: .user)))
        story.wait(minutes: 1)
        story.tell(.portal, .update(Report(category: "C")))
        story.wait(minutes: 1)
        story.tell(.portal, .update(Report(category: "B")))
        #expect(
            story.incident?.deadlines.map(\.outcomeName) == ["replaced", "replaced", "running"]
        )
        #expect(story.incident?.nextDue == story.moment(minutes: 62))
    }

    @Test func `case 12, a platform incident that turns out to be a register's`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", registers: ["MAT"])))
        story.wait(minutes: 60)
        story.forgetSent()
        story.tell(.itsm, .update(Report(kind: .data)))
        #expect(story.incident?.responsible == .registerAuthority)
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["replaced", "running"])
        #expect(
            story.incident?.standingDeadlines.map(\.due) == [Copenhagen.at("2026-11-25 09:00")]
        )
        #expect(story.kinds(to: .register("MAT")) == ["forwarded"])
        #expect(story.kinds(to: .spoc) == ["changed"])
    }

    @Test func `a register that the incident no longer concerns is told so and nothing more`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT"])))
        story.forgetSent()
        story.tell(.itsm, .update(Report(title: "Hemmeligt", registers: ["EBR"])))
        #expect(story.kinds(to: .register("EBR")) == ["forwarded"])
        #expect(story.kinds(to: .register("MAT")) == ["changed"])
        let told = story.sent(to: .register("MAT"))[0].text
        #expect(told.contains(#""changed":["registers"],"registers":["EBR"]"#))
        #expect(!told.contains("Hemmeligt"))
        story.forgetSent()
        story.tell(.itsm, .update(Report(title: "Igen")))
        #expect(story.kinds(to: .register("MAT")) == [])
    }

    @Test func `work that has begun is not put under a new deadline by a raise`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("C", by: .user)))
        story.tell(.spoc, .startWork)
        story.tell(.portal, .update(Report(category: "A")))
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["met"])
        #expect(story.incident?.nextDue == nil)
    }

    @Test func `case 7, a breach is not taken back by others than the authority`() {
        let breach = SecurityFlags(dataSecurity: .confirmed)
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user, security: breach)))
        story.tell(.portal, .update(Report(title: "Alt er godt", security: SecurityFlags.none)))
        #expect(story.incident?.security == breach)
        #expect(story.incident?.processes == [.dataSecurity])
        #expect(story.events.last?.marks == ["security.not-lowered"])

        story = Story()
        story.tell(.itsm, .report(.sample(by: .user, security: breach)))
        story.tell(.itsm, .update(Report(security: SecurityFlags.none)))
        #expect(story.incident?.security == SecurityFlags.none)
        #expect(story.incident?.processes == [])
        #expect(story.eventNames.last == "updated", "clearing leaves a trace")
    }

    @Test func `an impact that rises later expedites, tells the authority once and not the clock`()
    {
        var story = Story()
        story.tell(.itsm, .report(.sample("D")))
        story.wait(minutes: 5)
        story.tell(.itsm, .update(Report(impact: BusinessImpact(level: .high))))
        story.tell(.itsm, .update(Report(title: "Stadig")))
        #expect(story.incident?.expedited == true)
        #expect(story.noticeReasons == ["high-impact"])
        #expect(story.incident?.deadlines.map(\.from) == [Story.start])
    }

    @Test func `an incident is judged by the policy in force at each event`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C")))
        let everybodyPhones = TestPolicy.rule(
            "P05.NEW",
            .phone,
            5,
            [.callToSpoc: ["none"]],
            [.deviation(code: "P05.NEW")]
        )
        story.policy = TestPolicy.make(
            version: "2.0",
            rules: TestPolicy.standardRules + [everybodyPhones]
        )
        story.wait(minutes: 5)
        story.tell(.spoc, .logCall(.authority(minutes: 1)))
        #expect(story.incident?.deviationCodes == [], "the new duty is not laid on the past")
        #expect(story.incident?.policyVersion == "2.0")
    }
}
