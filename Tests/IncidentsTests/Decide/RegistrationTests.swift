import Incidents
import Messaging
import Testing

@Suite("Registration")
struct RegistrationTests {
    @Test func `case 25, an unknown register stays with the SPOC and the authority is asked`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("B", by: .authority, kind: .data, registers: ["XYZ"])))
        #expect(story.incident?.responsible == .supplier)
        #expect(story.incident?.recipients == [])
        #expect(story.noticeReasons.contains("unknown-register"))
        #expect(story.incident?.deadlines.map(\.due) == [story.moment(minutes: 60)])
        #expect(story.kinds(to: .spoc) == ["forwarded"])
    }

    @Test func `a known register beside an unknown one is sent the incident`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["XYZ", "mat", "MAT"])))
        #expect(story.incident?.registers == ["XYZ", "MAT"])
        #expect(story.incident?.recipients == ["MAT"])
        #expect(story.incident?.responsible == .registerAuthority)
        #expect(story.noticeReasons == ["unknown-register"])
    }

    @Test func `case 26, of two owners the lead is sent it and the authority tells the other`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["GEODKV"])))
        #expect(story.kinds(to: .register("GEODKV")) == ["forwarded"])
        #expect(story.noticeReasons == ["co-owners"])
        let forwarded = story.sent(to: .register("GEODKV"))[0].text
        #expect(forwarded.contains(#""authority":"Klimadatastyrelsen""#))
        #expect(forwarded.contains(#""coOwners":["Kommunerne"]"#))
    }

    @Test func `case 26, the owner at the time of the report is the one that counts`() {
        for (time, recipients) in [("2025-12-31 23:59", []), ("2026-01-01 00:00", ["BBR"])] {
            var story = Story()
            story.now = Copenhagen.at("2026-01-01 00:05")
            story.tell(
                .itsm,
                .report(.sample(kind: .data, registers: ["BBR"])),
                occurredAt: Copenhagen.at(time)
            )
            #expect(story.incident?.recipients == recipients, "\(time)")
        }
    }

    @Test func `case 27, without a named recipient the SPOC keeps it and the set-up is at fault`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["SVR"])))
        #expect(story.incident?.responsible == .supplier)
        #expect(story.incident?.recipients == [])
        #expect(story.incident?.deviationCodes == ["P10.NO_RECIPIENT"])
        #expect(story.noticeReasons == ["no-recipient"])
    }

    @Test("case 38, what is not A to E is not guessed", arguments: [nil, "F", "P1", "a", ""])
    func unclassified(category: String?) {
        var story = Story()
        story.tell(.itsm, .report(.sample(category, impact: BusinessImpact(level: .high))))
        #expect(story.incident?.category == nil)
        #expect(story.incident?.deadlines == [])
        #expect(story.incident?.expedited == true)
        #expect(story.noticeReasons == ["high-impact", "unclassified"])
    }

    @Test func `case 15, a high impact on a D expedites and leaves category and deadline alone`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("D", impact: BusinessImpact(level: .high))))
        #expect(story.incident?.category == .d)
        #expect(story.incident?.expedited == true)
        #expect(
            story.incident?.deadlines.map(\.due) == [Copenhagen.at("2026-12-03 08:00")]
        )
        #expect(story.noticeReasons == ["high-impact"])
    }

    @Test func `one notice tells of everything that makes the impact high`() throws {
        var story = Story()
        let impact = BusinessImpact(level: .high, affectedUsers: 1_200)
        story.tell(.itsm, .report(.sample("D", impact: impact)))
        let notice = try #require(story.sent(to: .authority).first)
        #expect(story.noticeReasons == ["high-impact"])
        #expect(notice.text.contains("P04.REPORTED_HIGH på dansk. Mindst 1000 brugere er ramt."))
        #expect(notice.text.contains(#""impact.affectedUsers":1200"#))
    }

    @Test func `case 40, a test incident runs on the hours of the test environment`() {
        var story = Story()
        story.now = Copenhagen.at("2026-11-20 17:00")
        story.tell(.itsm, .report(.sample("A", by: .user, environment: .test)))
        #expect(
            story.incident?.deadlines.map(\.due) == [Copenhagen.at("2026-11-23 09:05")]
        )
        #expect(!story.noticeReasons.contains("category-a"), "nobody is woken")
    }

    @Test func `case 45, a register authority reports a fault in another's register`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", kind: .data, registers: ["EBR"])))
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_SPOC", "P05.NO_CALL_DFM"])
        #expect(story.incident?.recipients == ["EBR"])
        #expect(story.kinds(to: .register("MAT")) == [])
    }

    @Test func `a data incident is the register authority's, with an advisory deadline`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        #expect(story.incident?.responsible == .registerAuthority)
        #expect(story.incident?.deadlines.map(\.advisory) == [true])
        #expect(story.incident?.deadlines.map(\.role) == [.registerAuthority])
    }

    @Test func `deadlines run from when the broker had it, calls from when the tool had it`() {
        var story = Story()
        story.wait(minutes: 40)
        story.tell(
            .itsm,
            .report(.sample("A", by: .authority, calls: [.spoc(minutes: 10)])),
            occurredAt: Story.start
        )
        #expect(story.incident?.deadlines.map(\.due) == [story.moment(minutes: 45)])
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
    }

    @Test func `a report without a title or a reporter is refused, with the place`() {
        for (report, pointer) in [
            (Report(reporter: Reporter(kind: .user)), "/title"), (Report(title: "X"), "/reporter"),
        ] {
            var story = Story()
            guard case .rejected(let rejection) = story.tell(.itsm, .report(report)) else {
                Issue.record("it was accepted")
                return
            }
            #expect(rejection.code == .contentInvalid)
            #expect(rejection.pointer == pointer)
            #expect(story.kinds(to: .reporterTool(.itsm)) == ["receipt"])
        }
    }

    @Test func `nobody reports under another system's id`() {
        for party in [Party.portal, .spoc, .register("MAT")] {
            var story = Story()
            guard case .rejected(let rejection) = story.tell(party, .report(.sample())) else {
                Issue.record("\(party) did")
                return
            }
            #expect(rejection.code == .roleForbidden)
        }
    }
}
