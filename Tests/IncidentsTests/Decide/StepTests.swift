import Incidents
import Messaging
import Testing

@Suite("Steps, deadlines and roles")
struct StepTests {
    @Test func `work that starts at the very deadline is in time`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.wait(minutes: 5)
        // The timer of that moment has gone off; the start says when it was.
        story.tell(.spoc, .startWork, occurredAt: story.moment(minutes: 5))
        #expect(
            story.incident?.deadlines.map(\.outcome)
                == [.met(startedAt: story.moment(minutes: 5))]
        )
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.status == .inProgress)
        #expect(story.incident?.nextDue == nil)
    }

    @Test func `a deadline that passes is missed, told and put on record`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.forgetSent()
        story.wait(minutes: 60)
        #expect(story.eventNames == ["deadline-missed", "deviation-recorded"])
        #expect(story.events.map(\.at) == [story.moment(minutes: 5), story.moment(minutes: 5)])
        #expect(story.events.map(\.by) == [nil, nil])
        #expect(story.noticeReasons == ["deadline-missed", "deviation"])
        #expect(story.incident?.deviationCodes == ["P03.START_LATE"])
        #expect(
            story.sent(to: .events)[0].text.contains(#""by":"broker","cause":"timer:portal-1:"#)
        )

        story.tell(.spoc, .startWork)
        #expect(
            story.incident?.deadlines.map(\.outcome)
                == [.missed(startedAt: story.moment(minutes: 60))]
        )
        #expect(story.incident?.deviationCodes == ["P03.START_LATE"], "once")
    }

    @Test func `a register's advisory deadline is told and is no deviation`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        story.forgetSent()
        story.wait(until: Copenhagen.at("2026-11-26 08:00"))
        #expect(story.eventNames == ["deadline-missed"])
        #expect(story.noticeReasons == ["deadline-missed"])
        #expect(story.incident?.deviations == [])
        #expect(story.kinds(to: .register("MAT")) == ["changed"])
    }

    @Test func `a late start before any timer went off is a deviation of its own`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.now = story.moment(minutes: 7)
        story.tell(.spoc, .startWork)
        #expect(
            story.eventNames
                == ["reported", "deadline-missed", "deviation-recorded", "work-started"]
        )
        #expect(story.incident?.deviationCodes == ["P03.START_LATE"])
        #expect(
            story.incident?.deadlines.map(\.outcome)
                == [.missed(startedAt: story.moment(minutes: 7))]
        )
    }

    @Test func `a start in time that is told late withdraws the deviation`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.wait(minutes: 9)
        story.forgetSent()
        story.tell(.spoc, .startWork, occurredAt: story.moment(minutes: 4))
        #expect(story.eventNames == ["work-started", "deviation-withdrawn"])
        #expect(story.incident?.deviationCodes == [])
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["met"])
    }

    @Test func `a start of the future started when we heard of it`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        story.now = story.moment(minutes: 3)
        story.tell(.spoc, .startWork, occurredAt: story.moment(minutes: 500))
        #expect(
            story.incident?.deadlines.map(\.outcome)
                == [.met(startedAt: story.moment(minutes: 3))]
        )
    }

    @Test func `the SPOC's start does not meet the register's deadline`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        story.tell(.spoc, .startWork)
        #expect(story.incident?.deadlines.map(\.isRunning) == [true])
        story.tell(.register("MAT"), .startWork)
        #expect(story.incident?.deadlines.map(\.outcomeName) == ["met"])
    }

    @Test func `a step taken twice is a duplicate, with a new number it is news`() {
        var story = Story()
        story.tell(.itsm, .report(.sample()))
        story.tell(.spoc, .acknowledge)
        #expect(story.tell(.spoc, .acknowledge) == .duplicate(of: .step))
        story.tell(.spoc, .acknowledge, number: "CS1")
        #expect(story.tell(.spoc, .acknowledge, number: "CS1") == .duplicate(of: .step))
        #expect(story.incident?.participation(of: .spoc)?.number == "CS1")
        story.tell(.spoc, .startWork)
        #expect(story.tell(.spoc, .startWork) == .duplicate(of: .step))
        story.tell(.spoc, .acknowledge, number: "CS2")
        #expect(story.incident?.status == .inProgress, "it never goes back")
    }

    @Test func `a timer that goes off twice says the same, and is then silent`() throws {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("A", by: .user)))
        let incident = try #require(story.incident)
        let due = try #require(incident.nextDue)
        let first = settleDue(incident, due: due, policy: story.policy)
        #expect(first == settleDue(incident, due: due, policy: story.policy))
        let after = try #require(first.incident)
        #expect(decideDue(after, due: due, policy: story.policy) == [])
        #expect(decideDue(incident, due: due.adding(milliseconds: -1), policy: story.policy) == [])
    }

    // MARK: Roles

    enum Verb: String, CaseIterable, Sendable {
        case report, update, note, acknowledge, startWork, logCall

        var action: Command.Action {
            switch self {
            case .report: .report(Report(title: "Ny"))
            case .update: .update(Report(title: "Ny"))
            case .note: .note(Note(text: "X", visibility: .internal))
            case .acknowledge: .acknowledge
            case .startWork: .startWork
            case .logCall: .logCall(.spoc(minutes: -1))
            }
        }
    }

    /// Who may do what to an ITSM incident that was sent to MAT: all 6 × 5 cells.
    static let allowed: [Verb: [String]] = [
        .report: ["itsm"],
        .update: ["itsm"],
        .note: ["itsm", "spoc", "register:MAT"],
        .acknowledge: ["spoc", "register:MAT"],
        .startWork: ["spoc", "register:MAT"],
        .logCall: ["itsm", "spoc"],
    ]

    @Test("a party does what its role allows and is told what else to do", arguments: Verb.allCases)
    func roles(verb: Verb) {
        for party in [Party.itsm, .portal, .spoc, .register("MAT"), .register("CPR")] {
            var story = Story()
            story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT"])))
            story.forgetSent()
            let verdict = story.tell(party, verb.action)
            if Self.allowed[verb, default: []].contains(party.name) {
                guard case .accepted = verdict else {
                    Issue.record("\(party.name) may \(verb)")
                    continue
                }
            } else {
                guard case .rejected(let rejection) = verdict else {
                    Issue.record("\(party.name) may not \(verb)")
                    continue
                }
                // Who is no party to it learns nothing of it.
                let isStranger = party == .portal || party == .register("CPR")
                #expect(
                    rejection.code
                        == (isStranger && verb != .report ? .incidentUnknown : .roleForbidden)
                )
                #expect(!rejection.remedy.isEmpty)
                #expect(story.outbound.map(\.kind) == ["receipt"])
                #expect(story.outbound[0].recipient == Recipient(party))
            }
        }
    }

    @Test(
        "the authority adds notes to any incident, the reporter's tool to its own",
        arguments: [
            ("portal-1", Party.portal), ("spoc-1", .spoc), ("mat-1", .register("MAT")),
        ]
    )
    func authorityNotes(id: String, reporter: Party) {
        var story = Story(id: id)
        story.tell(reporter, .report(.sample(by: .user)))
        for party in [Party.itsm, reporter] {
            let note = Note(text: "Set", visibility: .internal)
            guard case .accepted = story.tell(party, .note(note)) else {
                Issue.record("\(party.name) may not")
                continue
            }
        }
    }

    @Test("a message about an incident nobody reported is refused", arguments: Verb.allCases)
    func unknown(verb: Verb) {
        guard verb != .report else { return }
        var story = Story()
        guard case .rejected(let rejection) = story.tell(.spoc, verb.action) else {
            Issue.record("it was accepted")
            return
        }
        #expect(rejection.code == .incidentUnknown)
        #expect(rejection.pointer == "/incident")
        #expect(story.kinds(to: .spoc) == ["receipt"])
    }
}
