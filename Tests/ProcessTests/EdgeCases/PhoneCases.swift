import Incidents
import Messaging
import Testing

/// Edge cases about phoning first (P5, P7), by their numbers in the catalogue.
@Suite("Edge cases: phone")
struct PhoneCases {
    @Test func `01 a category A without a phone call goes through at once and is put on record`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("A"))
        #expect(world.box(.spoc, id).count >= 1)
        #expect(world.notices(id).contains("category-a"))
        #expect(world.due(id) == "2026-04-01 08:05", "the clock runs from the registration")
        #expect(world.deviations(id).contains("P05.NO_CALL_SPOC"))
        #expect(world.deviations(id).contains("P05.NO_CALL_DFM"))
    }

    @Test func `02 a call at night that nobody answers counts as a call`() {
        var world = ProcessWorld(at: "2026-04-01 02:00")
        let calls: [PhoneCall] = [
            .spoc("2026-04-01 01:55", .unanswered), .authority("2026-04-01 01:56", .unanswered),
        ]
        let called = world.report(.itsm, "INC1", .sample("A", calls: calls))
        #expect(world.deviations(called).isEmpty)

        let silent = world.report(.itsm, "INC2", .sample("A"))
        #expect(world.deviations(silent).contains("P05.NO_CALL_SPOC"))
        let rules = world.incident(silent)?.deviations.map(\.rule) ?? []
        #expect(rules.contains("P05.NO_CALL_SPOC_PHONE_CLOSED"), "told apart: phone closed")
    }

    @Test func `03 a call log that arrives late takes the deviation back, and nothing is deleted`()
    {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("B", by: .authority))
        #expect(world.deviations(id) == ["P05.NO_CALL_SPOC"])
        world.wait(minutes: 20)
        world.tell(.spoc, id, .logCall(.spoc("2026-04-01 07:50")))
        #expect(world.deviations(id).isEmpty)
        #expect(world.withdrawn(id) == ["P05.NO_CALL_SPOC"])
        #expect(world.names(id).contains("deviation-withdrawn"))
    }

    @Test func `03 a call at the very moment of registration is not before it`() {
        var world = ProcessWorld()
        let calls: [PhoneCall] = [.spoc("2026-04-01 08:00")]
        let id = world.report(.itsm, "INC1", .sample("B", by: .authority, calls: calls))
        #expect(world.deviations(id) == ["P05.CALL_AFTER_REGISTRATION"])
    }

    @Test func `04 only one of two calls leaves one deviation, which names the other`() {
        var world = ProcessWorld()
        let calls: [PhoneCall] = [.spoc("2026-04-01 07:50")]
        let id = world.report(.itsm, "INC1", .sample("A", calls: calls))
        #expect(world.deviations(id) == ["P05.NO_CALL_DFM"])
    }

    @Test func `05 an A reported by a user owes no call, but the authority is told`() {
        var world = ProcessWorld()
        let impact = BusinessImpact(level: .high)
        let id = world.report(.portal, "42", .sample("A", by: .user, impact: impact))
        #expect(world.deviations(id).isEmpty)
        #expect(world.notices(id).contains("high-impact"))
        #expect(world.due(id) == "2026-04-01 08:05")
    }

    @Test func `06 a C raised to A owes the call and starts the A clock at the raise`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("C"))
        world.wait(minutes: 120)
        world.tell(.itsm, id, .update(Report(category: "A")), sequence: 2)
        #expect(world.due(id) == "2026-04-01 10:05")
        #expect(world.deviations(id).contains("P05.NO_CALL_AT_RAISE"))
        #expect(world.incident(id)?.deadlines.first?.category == .c, "the first stays on record")
    }

    @Test func `06 lowering an A keeps the result its deadline had`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("A", by: .user, channel: .itsm))
        world.wait(minutes: 30)
        world.tell(.itsm, id, .update(Report(category: "C")), sequence: 2)
        #expect(world.incident(id)?.deadlines.first?.outcomeName == "missed")
        #expect(world.deviations(id).contains("P03.START_LATE"))
    }

    @Test func `28 a subcontractor's A carries its principal's duty to phone`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("A", by: .subcontractor))
        #expect(world.deviations(id).contains("P05.NO_CALL_SPOC"))
    }

    @Test func `37 a call in the future is no evidence`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", .sample("B", by: .authority))
        world.tell(.spoc, id, .logCall(.spoc("2026-04-01 12:00")))
        #expect(!world.deviations(id).isEmpty)
    }
}
