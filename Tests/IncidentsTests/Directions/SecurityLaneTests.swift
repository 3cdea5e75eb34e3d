import Incidents
import Messaging
import Testing

/// Breaches after the report, and the clocks by law (P7).
@Suite("Security lanes")
struct SecurityLaneTests {
    @Test func `anybody concerned raises, only the authority clears, and it leaves a trace`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .user, kind: .data, registers: ["MAT"])))
        let suspected = SecurityFinding(dataSecurity: .suspected, reason: "Navne i loggen")
        story.tell(.register("MAT"), .flagSecurity(suspected))
        #expect(story.incident?.processes == [.dataSecurity])
        for party in [Party.spoc, .register("MAT")] {
            let verdict = story.tell(
                party,
                .flagSecurity(SecurityFinding(dataSecurity: BreachState.none))
            )
            #expect(verdict.rejection?.code == .roleForbidden)
        }
        story.tell(.itsm, .flagSecurity(SecurityFinding(dataSecurity: BreachState.none)))
        #expect(story.incident?.processes == [])
        #expect(story.incident?.isTextRestricted == false)
        #expect(story.noticeReasons.contains("security-cleared"))
        #expect(story.incident?.handling.ruling.security == SecurityFlags.none)
    }

    @Test func `a tool that sends its old flags again clears and raises nothing`() {
        var story = Story()
        var report = Report.sample("C", by: .user)
        report.security = SecurityFlags.none
        story.tell(.itsm, .report(report), sequence: 1)
        story.tell(.spoc, .flagSecurity(SecurityFinding(itSecurity: .confirmed)))
        story.tell(.itsm, .update(report), sequence: 2)
        #expect(story.incident?.security.itSecurity == .confirmed)
        #expect(story.incident?.processes == [.majorIncident])
    }

    @Test func `case 9, three controllers have three times of their own`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("B", by: .user)))
        let finding = SecurityFinding(
            dataSecurity: .confirmed,
            controllers: ["MAT", "EBR", "CPR"]
        )
        story.tell(.spoc, .flagSecurity(finding))
        #expect(story.incident?.recipients == ["MAT", "EBR", "CPR"], "told without delay")
        for (place, code) in ["MAT", "EBR", "CPR"].enumerated() {
            let aware = story.moment(minutes: Int64(place) * 60)
            story.now = aware
            story.tell(
                .register(code),
                .confirmAwareness(BreachAwareness(register: code, awareAt: aware))
            )
        }
        let clocks = story.incident?.handling.clocks ?? []
        #expect(clocks.map(\.subject) == ["MAT", "EBR", "CPR"])
        #expect(
            clocks.map(\.due)
                == [0, 60, 120].map { story.moment(minutes: $0 + 72 * 60) }
        )
        let report = BreachReport(register: "EBR", reportedAt: story.moment(minutes: 180))
        story.now = story.moment(minutes: 180)
        story.tell(.register("EBR"), .confirmBreachReport(report))
        story.wait(minutes: 73 * 60 + 60)
        let late = story.incident?.deviations.filter { $0.code == "P07.CLOCK_EXPIRED" } ?? []
        #expect(late.map(\.party) == [.register("MAT"), .register("CPR")])
    }

    @Test(
        "72 hours are 72 hours, over Easter and the clock's change",
        arguments: [
            ("T14", "2026-03-27 16:00+01:00", "2026-03-30 17:00+02:00"),
            ("T15", "2026-04-02 09:00", "2026-04-05 09:00+02:00"),
            ("T16", "2026-10-23 16:00+02:00", "2026-10-26 15:00+01:00"),
        ]
    )
    func hours(name: String, aware: String, due: String) {
        var story = Story()
        story.now = Copenhagen.at(aware)
        let breach = SecurityFlags(dataSecurity: .confirmed)
        story.tell(.itsm, .report(.sample("C", by: .user, registers: ["MAT"], security: breach)))
        let awareness = BreachAwareness(register: "MAT", awareAt: Copenhagen.at(aware))
        story.tell(.itsm, .confirmAwareness(awareness))
        #expect(
            Copenhagen.text(story.incident?.handling.clock(.breach, "MAT")?.due) == due,
            "\(name)"
        )
        #expect(
            story.tell(.itsm, .confirmAwareness(awareness)) == .duplicate(of: .content)
        )
    }

    @Test func `T18, the final report of NIS2 is due a month after the notification`() {
        var story = Story(TestPolicy.only { $0.nis2 = true })
        story.now = Copenhagen.at("2026-01-30 12:00")
        let breach = SecurityFlags(itSecurity: .confirmed)
        story.tell(.itsm, .report(.sample("A", by: .user, registers: ["MAT"], security: breach)))
        let awareness = BreachAwareness(register: "MAT", awareAt: story.now)
        story.tell(.itsm, .confirmAwareness(awareness))
        #expect(
            story.incident?.handling.clocks.map { Copenhagen.text($0.due) }
                == ["2026-01-31 12:00+01:00", "2026-02-02 12:00+01:00"]
        )
        story.now = Copenhagen.at("2026-01-31 10:00")
        story.tell(
            .itsm,
            .confirmBreachReport(BreachReport(register: "MAT", reportedAt: story.now))
        )
        #expect(
            story.incident?.handling.clocks.map { Copenhagen.text($0.due) }
                == ["2026-02-28 10:00+01:00"]
        )
    }

    @Test func `a notification in time that is heard of late withdraws the deviation`() {
        var story = Story()
        let breach = SecurityFlags(dataSecurity: .confirmed)
        story.tell(.itsm, .report(.sample("C", by: .user, registers: ["MAT"], security: breach)))
        let awareness = BreachAwareness(register: "MAT", awareAt: story.now)
        story.tell(.itsm, .confirmAwareness(awareness))
        story.wait(minutes: 73 * 60)
        #expect(story.incident?.deviationCodes.contains("P07.CLOCK_EXPIRED") == true)
        let report = BreachReport(register: "MAT", reportedAt: story.moment(minutes: 71 * 60))
        story.tell(.itsm, .confirmBreachReport(report))
        #expect(story.incident?.deviationCodes.contains("P07.CLOCK_EXPIRED") == false)
    }

    @Test func `nobody can be aware of a breach that nobody has flagged`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .user, registers: ["MAT"])))
        let awareness = BreachAwareness(register: "MAT", awareAt: story.now)
        let verdict = story.tell(.itsm, .confirmAwareness(awareness))
        #expect(verdict.rejection?.code == .stateForbidden)
    }

    @Test func `a controller that cannot be sent the incident is on record`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .user, channel: .portal)))
        let finding = SecurityFinding(dataSecurity: .suspected, controllers: ["MAT", "SVR"])
        story.tell(.spoc, .flagSecurity(finding))
        #expect(story.incident?.recipients == ["MAT"])
        #expect(story.incident?.deviationCodes == ["P07.CONTROLLER_NOT_TOLD"])
        let deviation = story.incident?.deviations.first
        #expect(deviation?.evidence == [Evidence("register", .words(["SVR"]))])
    }

    @Test func `case 10, both at once, and major stays when the tool lowers`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", by: .user)))
        story.tell(
            .itsm,
            .flagSecurity(SecurityFinding(itSecurity: .confirmed, dataSecurity: .suspected))
        )
        #expect(story.incident?.processes == [.majorIncident, .dataSecurity])
        story.tell(.spoc, .declareMajor(reason: "Alle er ramt"))
        story.tell(.itsm, .flagSecurity(SecurityFinding(itSecurity: BreachState.none)))
        #expect(story.incident?.processes == [.majorIncident, .dataSecurity])
        #expect(story.tell(.spoc, .declareMajor(reason: "Igen")) == .duplicate(of: .step))
    }

    // MARK: Civil registration numbers (edge case 47)

    @Test func `a civil registration number leaves in no message about any incident`() {
        let number = "010170-1234"
        var story = Story(id: "portal-1")
        var report = Report.sample(
            "C",
            by: .user,
            kind: .data,
            registers: ["MAT"],
            impact: BusinessImpact(level: .low, description: "Borger \(number) venter")
        )
        report.title = "Fejl for \(number)"
        report.description = "Slå 0101701234 op, eller 010170 1234."
        story.tell(
            .portal,
            .report(report),
            unmapped: #"{"/felt":"cpr 0101701234","/tal":1764201600}"#
        )
        story.tell(.portal, .note(Note(text: "Det er \(number)", visibility: .public)))
        story.tell(.spoc, .note(Note(text: "Spurgt \(number)", visibility: .internal)))
        story.tell(.spoc, .classify(Classification(category: .b, reason: "Se \(number)")))
        story.tell(.spoc, .escalate(Escalation(to: .secondLine, reason: "Se \(number)")))
        story.tell(.spoc, .doubtPriority(PriorityDoubt(reason: "Se \(number)")))
        #expect(story.outbound.count > 10)
        for message in story.outbound {
            for word in [number, "0101701234", "010170 1234"] {
                #expect(!message.text.contains(word), "\(message.type): \(message.text)")
            }
        }
        #expect(story.sent(to: .events)[0].text.contains("Fejl for ######-####"))
        #expect(story.sent(to: .events)[0].text.contains(#""/tal":1764201600"#))
    }
}
