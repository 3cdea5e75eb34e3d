import Incidents
import Messaging
import Testing

@Suite("Routing")
struct RouteTests {
    @Test func `a data incident goes to the SPOC, the register, the events and back`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT"])), number: "INC1")
        #expect(
            story.outbound.map(\.recipient.topic) == [
                "incident.events", "spoc.incidents", "register.mat.incidents", "itsm.updates",
            ]
        )
        #expect(
            story.outbound.map(\.id) == [
                "itsm-INC1.1.0", "itsm-INC1.1.1", "itsm-INC1.1.2", "receipt.itsm.in.0.1",
            ]
        )
        #expect(story.outbound.allSatisfy { $0.incident == story.id })
        #expect(story.outbound.allSatisfy { $0.causationID == "urn:itsm#1" })
    }

    @Test func `the reporter is told each step in both languages`() {
        var story = Story()
        story.tell(.itsm, .report(.sample(kind: .data, registers: ["MAT"])), number: "INC1")
        story.forgetSent()
        story.tell(.register("MAT"), .acknowledge)
        story.tell(.spoc, .startWork)
        let status = story.sent(to: .reporterTool(.itsm)).map(\.text)
        #expect(status.count == 2)
        #expect(status[0].contains(#""number":"INC1""#))
        #expect(status[0].contains("Registermyndigheden for MAT har modtaget sagen."))
        #expect(status[0].contains(#""status":"acknowledged","by":"register:MAT""#))
        #expect(status[1].contains("Work on the fault has begun."))
        #expect(status[1].contains(#""status":"in-progress","by":"spoc""#))
        #expect(story.kinds(to: .spoc) == ["changed"], "its own step is not told")
        #expect(story.kinds(to: .register("MAT")) == ["changed"])
    }

    @Test func `receipts of what is accepted go to reporters' tools only, refusals to all`() {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.portal, .report(.sample(by: .user)))
        story.tell(.spoc, .acknowledge)
        story.tell(.spoc, .acknowledge)
        story.tell(.spoc, .update(Report(title: "X")))
        let receipts = story.outbound.filter { $0.kind == "receipt" }
        #expect(
            receipts.map(\.recipient.topic) == [
                "portal.updates", "portal.updates", "spoc.incidents",
            ]
        )
        #expect(receipts[0].text.contains(#""outcome":"accepted","category":"C""#))
        #expect(receipts[1].text.contains(#""outcome":"duplicate""#))
        #expect(receipts[2].text.contains(#""code":"role.forbidden""#))
    }

    @Test func `an unclassified incident says so with a null`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("F")))
        #expect(
            story.sent(to: .spoc)[0].text.contains(
                #""priority":{"category":null,"expedited":false}"#
            )
        )
        #expect(story.sent(to: .reporterTool(.itsm))[0].text.contains(#""category":null"#))
    }

    @Test func `a notice names principle, rule, addressee and what it rests on`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", calls: [.spoc(minutes: -1)])))
        #expect(
            story.sent(to: .authority)[1].text == """
                {"incident":"itsm-INC1","reason":"deviation","principle":"P5",\
                "rule":"P05.NO_CALL_DFM","at":"2026-11-23T07:00:00.000Z",\
                "to":"incident-manager","text":{"da":"P05.NO_CALL_DFM på dansk.",\
                "en":"P05.NO_CALL_DFM in English."},"evidence":{"deviation":"P05.NO_CALL_DFM",\
                "category":"A","reporter.kind":"register-authority","call.authority":"none"}}
                """
        )
    }

    @Test func `the SPOC is told what became of deviations after the registration`() {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", by: .authority)))
        story.forgetSent()
        story.wait(minutes: 1)
        story.tell(.itsm, .logCall(.spoc(minutes: -1)))
        #expect(story.kinds(to: .spoc) == ["changed", "changed"])
        #expect(story.sent(to: .spoc)[0].text.contains(#""changed":["call"]"#))
        #expect(
            story.sent(to: .spoc)[1].text.contains(#""changed":["deviations"],"deviations":[]"#)
        )
        #expect(story.kinds(to: .reporterTool(.itsm)) == ["status", "receipt"])
    }

    @Test func `the same story twice is the same messages, byte for byte`() {
        func tell() -> [String] {
            var story = Story()
            story.tell(.itsm, .report(.sample("A", kind: .data, registers: ["MAT", "XYZ"])))
            story.tell(.register("MAT"), .acknowledge)
            story.tell(.itsm, .update(Report(category: "B")))
            story.wait(until: Copenhagen.at("2026-12-24 12:00"))
            return story.outbound.map { "\($0.id) \($0.recipient.topic) \($0.text)" }
        }
        #expect(tell() == tell())
    }
}
