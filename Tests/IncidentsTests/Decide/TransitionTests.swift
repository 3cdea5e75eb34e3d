import Incidents
import Messaging
import Testing

/// Every status × every action × every party, against a table written by hand.
@Suite("Rights and states, cell by cell")
struct TransitionTests {
    /// Action; who may: R the reporter's tool, S the SPOC, G a register that is concerned, A the
    /// authority, B the broker; then each status from registered to closed: `+` allowed, `=` done
    /// already, `-` refused.
    static let table = """
        report R ++++++
        update R ++++++
        note RSGA ++++++
        acknowledge SG +++++-
        start-work SG +++++-
        log-call SA ++++++
        classify SGA +++++-
        assess-impact SA +++++-
        assign SGA +++++-
        escalate RSGA +++++-
        await-reporter SG ++++--
        plan SG +++++-
        propose SG +++++-
        plan-release SGB ++++++
        finish-release SGB ++++++
        roll-back-release SGB ++++++
        assure-quality A ----+-
        request-close SG ++++++
        accept RA ----+=
        object RA ----++
        withdraw R +++++=
        reopen A -----+
        link-duplicate SA +++++-
        split SA +++++-
        relate-problem SGA ++++++
        doubt-priority SG +++++-
        override-priority A +++++-
        flag-security RSGA ++++++
        confirm-awareness GA ++++++
        confirm-breach-report GA ++++++
        declare-major SA +++++-
        need-resource SGA +++++-
        retype SA +++++-
        confirm-delivery RAB ++++++
        report-undelivered RSAB ++++++
        duplicate-linked B ++++++
        duplicate-settled B ++++++
        master-progressed B ++++++
        split-off B ======
        link-refused B ++++++
        """

    static let rows = table.split(separator: "\n").map { line in
        let words = line.split(separator: " ").map(String.init)
        return (action: words[0], parties: words[1], marks: Array(words[2]))
    }

    /// The party and its letter; empty: a stranger.
    static let parties: [(Party, String)] = [
        (.portal, "R"), (.spoc, "S"), (.register("MAT"), "G"), (.itsm, "A"), (.broker, "B"),
        (.register("EBR"), ""),
    ]

    @Test func `the table has every action`() {
        #expect(Self.rows.map(\.action) == Command.Action.Kind.allCases.map(\.rawValue))
        #expect(ActionRights.lines.count == Self.rows.count)
        #expect(ActionStates.lines == Self.rows.map { "\($0.action): \(String($0.marks))" })
    }

    @Test func `the rows that people are shown say the same`() {
        let letters = ["R", "S", "G", "A", "B"]
        for (row, right) in zip(Self.rows, RuleTables.rights) {
            let shown = zip(letters, right.isAllowed).filter(\.1).map(\.0).joined()
            #expect(shown == row.parties, "\(row.action)")
        }
        for (row, state) in zip(Self.rows, RuleTables.states) {
            let marks: [Character] = state.answers.map { answer in
                switch answer {
                case .allowed: "+"
                case .repeats: "="
                case .forbidden: "-"
                }
            }
            #expect(marks == row.marks, "\(row.action)")
        }
        let limited = RuleTables.rights.filter { $0.limit != nil }.map(\.action)
        #expect(limited == [.classify, .escalate, .confirmAwareness, .confirmBreachReport])
    }

    @Test("each cell is decided as the table says", arguments: IncidentStatus.allCases)
    func cells(status: IncidentStatus) throws {
        let place = try #require(IncidentStatus.allCases.firstIndex(of: status))
        for (row, action) in zip(Self.rows, Self.samples) {
            #expect(action.name == row.action)
            for (party, letter) in Self.parties {
                var story = Self.story(in: status)
                let before = story.incident
                #expect(before?.status == status)
                let verdict = story.tell(party, action)
                let comment = Comment(rawValue: "\(row.action) by \(party.name) in \(status)")
                if letter.isEmpty {
                    #expect(verdict.code == "incident.unknown" || row.action == "report", comment)
                    #expect(story.incident == before, comment)
                } else if !row.parties.contains(letter) {
                    #expect(verdict.code == "role.forbidden", comment)
                } else {
                    expect(verdict, row.marks[place], status, comment)
                }
            }
        }
    }

    private func expect(
        _ verdict: Verdict,
        _ mark: Character,
        _ status: IncidentStatus,
        _ comment: Comment
    ) {
        switch mark {
        case "+":
            #expect(verdict.code != "role.forbidden", comment)
            let bars = ActionStates.Bar.allCases.map(\.rule)
            let detail = verdict.rejection?.detail ?? ""
            #expect(!bars.contains { detail.contains($0) }, comment)
        case "=": #expect(verdict == .duplicate(of: .step), comment)
        default:
            #expect(verdict.code == "state.forbidden", comment)
            #expect(verdict.rejection?.detail.contains(status.rawValue) == true, comment)
            #expect(verdict.rejection?.remedy.contains("Allowed to you now: ") == true, comment)
        }
    }

    @Test func `a stranger is answered as if there were no such incident`() {
        var story = Self.story(in: .resolved)
        var nothing = Story(id: "portal-1")
        for action in Self.samples {
            let told = story.tell(.register("EBR"), action).rejection
            #expect(told == nothing.tell(.register("EBR"), action).rejection, "\(action.name)")
        }
    }

    @Test func `a register sets kind and responsible only, and speaks of its own data`() {
        let refused: [Command.Action] = [
            .classify(Classification(category: .a)),
            .classify(Classification(registers: ["EBR"])),
            .confirmAwareness(BreachAwareness(register: "EBR", awareAt: Story.start)),
            .confirmBreachReport(BreachReport(register: "EBR", reportedAt: Story.start)),
        ]
        for action in refused {
            var story = Self.story(in: .inProgress)
            #expect(story.tell(.register("MAT"), action).code == "role.forbidden")
        }
        var story = Self.story(in: .inProgress)
        let second = Escalation(to: .secondLine, reason: "Haster")
        #expect(story.tell(.portal, .escalate(second)).code == "role.forbidden")
    }

    private static func story(in status: IncidentStatus) -> Story {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user, kind: .data, registers: ["MAT"])))
        guard status != .registered else { return story }
        story.tell(.spoc, .acknowledge)
        guard status != .acknowledged else { return story }
        story.tell(.spoc, .startWork)
        switch status {
        case .registered, .acknowledged, .inProgress: break
        case .pending: story.tell(.spoc, .awaitReporter(question: "Hvilken fil?"))
        case .resolved: story.tell(.spoc, .propose(.sample()))
        case .closed:
            story.tell(.spoc, .propose(.sample()))
            story.tell(.portal, .accept(nil))
        }
        return story
    }

    /// One of each action, in the table's order.
    static let samples: [Command.Action] = [
        .report(.sample(by: .user)), .update(Report(title: "Udtrækket er helt tomt")),
        .note(Note(text: "Hej", visibility: .public)), .acknowledge, .startWork,
        .logCall(.spoc(minutes: -5)), .classify(Classification(kind: .application)),
        .assessImpact(ImpactAssessment(level: .low)), .assign(Assignment(line: .second)),
        .escalate(Escalation(to: .incidentManager, reason: "Haster")),
        .awaitReporter(question: "Hvornår?"),
        .plan(CorrectionPlan(when: Story.start.adding(seconds: 7_200), how: "Ny indlæsning")),
        .propose(.sample(.workaround)),
        .planRelease(
            ReleasePlan(
                release: "R-1",
                plannedAt: Story.start.adding(seconds: 7_200),
                kind: .data
            )
        ),
        .finishRelease(ReleaseCompletion(release: "R-1")),
        .rollBackRelease(ReleaseRollback(release: "R-1", reason: "Fejl")),
        .assureQuality(QualityFinding(approved: true)), .requestClose(ResolutionText()),
        .accept(nil), .object(reason: nil), .withdraw(reason: nil), .reopen(reason: "Igen"),
        .linkDuplicate(DuplicateLink(of: IncidentID("portal-9")!)),
        .split([SplitPart(title: "Det ene"), SplitPart(title: "Det andet")]),
        .relateProblem(ProblemDecision(wanted: true)),
        .doubtPriority(PriorityDoubt(proposed: .b, reason: "Flere er ramt")),
        .overridePriority(PriorityOverride(category: .b, reason: "Flere er ramt")),
        .flagSecurity(SecurityFinding(itSecurity: .suspected, reason: "Mystisk")),
        .confirmAwareness(BreachAwareness(register: "MAT", awareAt: Story.start)),
        .confirmBreachReport(BreachReport(register: "MAT", reportedAt: Story.start)),
        .declareMajor(reason: "Alt er nede"), .needResource(what: "En tekniker"),
        .retype(Retyping(to: .changeRequest)),
        .confirmDelivery(DeliveryReport(of: 1, channel: .tool)),
        .reportUndelivered(DeliveryReport(of: 1, channel: .tool)),
        .takeChild(ChildLink(child: IncidentID("portal-8")!, registeredAt: Story.start)),
        .settleChild(ChildOutcome(child: IncidentID("portal-8")!, outcome: .accepted)),
        .followMaster(MasterProgress(master: IncidentID("portal-9")!, status: .inProgress)),
        .splitOff(
            SplitOff(
                original: IncidentID("portal-7")!,
                number: "1",
                reportedBy: .portal,
                report: .sample(by: .user),
                reportedAt: Story.start,
                registeredAt: Story.start
            )
        ),
        .refuseLink(
            LinkRefusal(
                master: IncidentID("portal-9")!,
                rejection: Rejection(.incidentUnknown, "Nej.", remedy: "Intet."),
                asked: nil
            )
        ),
    ]
}
