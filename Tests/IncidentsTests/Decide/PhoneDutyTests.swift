import Incidents
import Testing

/// Principles 5 and 7: who must have phoned whom before the incident was registered.
@Suite("Calls before registration")
struct PhoneDutyTests {
    enum Call: String, CaseIterable, Sendable {
        case before
        case same
        case after
        case none

        /// The call, when there is one; the report itself is of minute 0.
        func calls(_ make: (Int64) -> PhoneCall) -> [PhoneCall] {
            switch self {
            case .before: [make(-1)]
            case .same: [make(0)]
            case .after: [make(1)]
            case .none: []
            }
        }

        var missed: String? {
            switch self {
            case .before: nil
            case .same, .after: "P05.CALL_AFTER"
            case .none: "none"
            }
        }
    }

    /// All 6 × 5 × 4 × 4 combinations, judged by the principle's own words.
    @Test func `A and B from the authorities are phoned in first, and nothing else is`() {
        for category in ["A", "B", "C", "D", "E", "F"] {
            for reporter in ReporterKind.allCases {
                for toSpoc in Call.allCases {
                    for toAuthority in Call.allCases {
                        expect(category, reporter, toSpoc, toAuthority)
                    }
                }
            }
        }
    }

    private func expect(
        _ category: String,
        _ reporter: ReporterKind,
        _ toSpoc: Call,
        _ toAuthority: Call
    ) {
        let isUrgent = category == "A" || category == "B"
        let bindsSpoc = isUrgent && reporter != .user && reporter != .spoc
        let bindsAuthority = bindsSpoc && reporter != .authority
        var expected: Set<String> = []
        if bindsSpoc, let missed = toSpoc.missed {
            expected.insert(missed == "none" ? "P05.NO_CALL_SPOC" : missed)
        }
        if bindsAuthority, let missed = toAuthority.missed {
            expected.insert(missed == "none" ? "P05.NO_CALL_DFM" : missed)
        }

        var story = Story()
        let calls =
            toSpoc.calls { .spoc(minutes: $0) } + toAuthority.calls { .authority(minutes: $0) }
        // Read by the broker some minutes after it was registered in the tool.
        story.now = story.moment(minutes: 5)
        story.tell(
            .itsm,
            .report(
                .sample(
                    category,
                    by: reporter,
                    channel: reporter == .user ? .portal : .itsm,
                    calls: calls
                )
            ),
            occurredAt: Story.start
        )
        let found = Set(story.incident?.deviationCodes ?? ["no incident"])
        #expect(
            found == expected,
            "\(category) by \(reporter), SPOC \(toSpoc), authority \(toAuthority)"
        )
    }

    @Test func `case 1, an A that nobody phoned in goes through and the deviations are told`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A")))
        #expect(story.kinds(to: .spoc) == ["forwarded"])
        #expect(
            story.eventNames == ["reported", "deviation-recorded", "deviation-recorded"]
        )
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_SPOC", "P05.NO_CALL_DFM"])
        #expect(story.noticeReasons == ["category-a", "deviation", "deviation"])
        #expect(story.incident?.deadlines.map(\.due) == [story.moment(minutes: 5)])
    }

    @Test func `case 2, a call that nobody answered counts as made`() {
        var story = Story()
        let calls: [PhoneCall] = [
            .spoc(minutes: -2, .unanswered), .authority(minutes: -1, .unanswered),
        ]
        story.tell(.itsm, .report(.sample("A", calls: calls)))
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `case 2, whether the SPOC's phone was open is a fact the rules can ask for`() {
        let rule = TestPolicy.rule(
            "X",
            .phone,
            5,
            [.callToSpoc: ["none"], .spocPhoneOpen: ["false"]],
            [.deviation(code: "P05.CLOSED")]
        )
        for (time, codes) in [
            ("2026-11-23 02:00", ["P05.CLOSED"]), ("2026-11-23 06:00", []),
            ("2026-11-23 22:59", []), ("2026-11-23 23:00", ["P05.CLOSED"]),
        ] {
            var story = Story(TestPolicy.make(rules: [rule]))
            story.now = Copenhagen.at(time)
            story.tell(.itsm, .report(.sample("A")))
            #expect(story.incident?.deviationCodes == codes, "\(time)")
        }
    }

    @Test func `case 3, a call made in time and logged late withdraws its deviation only`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A")))
        story.forgetSent()
        story.wait(minutes: 3)
        story.tell(.spoc, .logCall(.spoc(minutes: -1)))
        #expect(story.eventNames == ["call-logged", "deviation-withdrawn"])
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_DFM"])
        #expect(story.incident?.deviations.filter(\.isWithdrawn).count == 1, "never deleted")
        #expect(story.noticeReasons == ["deviation-withdrawn"])
    }

    @Test func `case 3, a call at the moment of registration does not precede it`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", by: .authority)))
        story.wait(minutes: 1)
        story.tell(.itsm, .logCall(.spoc(minutes: 0)))
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
    }

    @Test func `a call after registration turns a missing call into a late one`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", by: .authority)))
        story.wait(minutes: 2)
        story.forgetSent()
        story.tell(.spoc, .logCall(.spoc(minutes: 1)))
        #expect(
            story.eventNames == ["call-logged", "deviation-withdrawn", "deviation-recorded"]
        )
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
        story.tell(.spoc, .logCall(.spoc(minutes: -1)))
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `case 4, of two calls the one that was not made is named`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("B", calls: [.authority(minutes: -3)])))
        #expect(story.incident?.deviationCodes == ["P05.NO_CALL_SPOC"])
    }

    @Test func `case 5, a user's A carries no duty to phone`() {
        var story = Story(id: "portal-P1")
        let impact = BusinessImpact(level: .high)
        story.tell(.portal, .report(.sample("A", by: .user, impact: impact)))
        #expect(story.incident?.deviations == [])
        #expect(story.incident?.expedited == true)
        #expect(story.noticeReasons == ["high-impact", "category-a"])
        #expect(story.incident?.deadlines.map(\.due) == [story.moment(minutes: 5)])
    }

    @Test func `case 28, a subcontractor phones as its principal does, unless the policy says no`()
    {
        for (binds, codes) in [(true, ["P05.NO_CALL_SPOC", "P05.NO_CALL_DFM"]), (false, [])] {
            var story = Story(
                TestPolicy.make(settings: PolicySettings(subcontractorsPhone: binds))
            )
            story.tell(.itsm, .report(.sample("A", by: .subcontractor)))
            #expect(story.incident?.deviationCodes == codes)
        }
    }

    @Test func `case 37, a call of the future proves nothing and is marked`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", by: .authority, calls: [.spoc(minutes: 600)])))
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
        #expect(story.events.first?.marks == ["call.time-in-future"])
        #expect(story.incident?.calls.map(\.occurredAt) == [Story.start])
    }

    @Test func `case 37, a report of the future is registered when it is read`() {
        var story = Story()
        story.tell(
            .itsm,
            .report(.sample("A", by: .authority, calls: [.spoc(minutes: 1)])),
            occurredAt: story.moment(minutes: 600)
        )
        #expect(story.incident?.reportedAt == Story.start)
        #expect(story.incident?.deviationCodes == ["P05.CALL_AFTER"])
    }

    @Test func `a sender's clock that is a little ahead is compared with itself`() {
        var story = Story()
        story.tell(
            .itsm,
            .report(.sample("A", by: .authority, calls: [.spoc(minutes: 1)])),
            occurredAt: story.moment(minutes: 2)
        )
        #expect(story.incident?.deviationCodes == [])
    }

    @Test func `the same call told twice is one call`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", calls: [.spoc(minutes: -1)])))
        let verdict = story.tell(.spoc, .logCall(.spoc(minutes: -1)))
        #expect(verdict == .duplicate(of: .content))
        #expect(story.incident?.calls.count == 1)
    }
}
