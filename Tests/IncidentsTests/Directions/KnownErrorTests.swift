import Incidents
import Messaging
import Testing

/// Known errors are offered with reasons (P11), and messages on their way are watched (P1, P18).
@Suite("Known errors and the way here")
struct KnownErrorTests {
    private func policy(_ errors: [KnownError]) -> Policy {
        var policy = TestPolicy.standard
        policy.knownErrors = errors
        return policy
    }

    private let empty = KnownError(
        id: "KE-1",
        services: ["MatrikelWFS"],
        registers: ["MAT"],
        words: ["tomt", "udtræk"],
        workaround: "Hent igen efter kl. 7"
    )

    @Test func `a match is offered to the SPOC with its score and its signs`() {
        var story = Story(policy([empty]))
        story.tell(.itsm, .report(.sample("C", kind: .data, registers: ["MAT"])))
        #expect(story.eventNames == ["reported", "known-errors-offered"])
        #expect(story.incident?.handling.candidates == ["KE-1"])
        let told = story.sent(to: .spoc).last?.text ?? ""
        #expect(
            told.contains(
                #""knownErrors":[{"id":"KE-1","score":100,"because":["service MatrikelWFS","#
                    + #""register MAT","word tomt","word udtræk"],"#
                    + #""workaround":"Hent igen efter kl. 7"}]"#
            ),
            "\(told)"
        )
    }

    @Test func `place and at least half of the words make a match`() {
        let cases: [(KnownError, [String])] = [
            (KnownError(id: "K", services: ["Andet"], words: ["tomt"], workaround: ""), []),
            (KnownError(id: "K", words: ["tomt"], workaround: ""), []),
            (KnownError(id: "K", services: ["MatrikelWFS"], workaround: ""), ["K"]),
            (
                KnownError(
                    id: "K",
                    services: ["MatrikelWFS"],
                    words: ["tomt", "langsom"],
                    workaround: ""
                ), ["K"]
            ),
            (
                KnownError(
                    id: "K",
                    services: ["MatrikelWFS"],
                    words: ["tomt", "langsom", "grøn"],
                    workaround: ""
                ), []
            ),
            (
                KnownError(
                    id: "K",
                    services: ["MatrikelWFS"],
                    workaround: "",
                    until: Story.start
                ), []
            ),
        ]
        for (error, offered) in cases {
            var story = Story(policy([error]))
            story.tell(.itsm, .report(.sample("C")))
            #expect(story.incident?.handling.candidates == offered, "\(error)")
        }
    }

    @Test(arguments: [
        ("Tomt UDTRÆK", "udtræk", true), ("ÆØÅ", "æøå", true), ("É", "é", true),
        ("3×4", "×", true), ("3×4", "÷", false), ("tom", "tomt", false), ("ttomt", "tomt", true),
        ("E\u{301}T", "et", false), ("E\u{301}t", "ét", true), ("ЖУК", "жук", true),
        ("straße", "ß", true), ("tit", "title", false),
    ])
    func `a word is found whatever the case`(title: String, word: String, isThere: Bool) {
        let error = KnownError(id: "K", services: ["S"], words: [word], workaround: "")
        let report = Report(title: title, description: "le", services: ["S"])
        let found = policy([error]).knownErrors(like: report, at: Story.start)
        #expect(found.map(\.id) == (isThere ? ["K"] : []))
        #expect(title.lowercased().contains(word) == isThere, "the standard library agrees")
    }

    @Test func `the likeliest come first, five at most`() {
        let errors = (1...7).map { number in
            KnownError(
                id: "K\(number)",
                services: ["MatrikelWFS"],
                words: number == 6 ? ["tomt"] : ["tomt", "langsom"],
                workaround: ""
            )
        }
        var story = Story(policy(errors))
        story.tell(.itsm, .report(.sample("C")))
        #expect(story.incident?.handling.candidates == ["K6", "K1", "K2", "K3", "K4"])
    }

    // MARK: The way here

    @Test func `case 35, a report held up on its way shows both clocks and blames nobody`() {
        var story = Story(TestPolicy.clocked())
        story.tell(
            .itsm,
            .report(.sample("A", by: .authority, calls: [.spoc(minutes: -60)])),
            occurredAt: story.moment(minutes: -40)
        )
        let late = story.incident?.deviations.first { $0.code == "P01.FORWARD_LATE" }
        #expect(late?.party == nil)
        #expect(
            late?.evidence == [
                Evidence("registeredAt", .moment(story.moment(minutes: -40))),
                Evidence("arrivedAt", .moment(story.moment(minutes: 0))),
                Evidence("policyDue", .moment(story.moment(minutes: -35))),
                Evidence("supplierDue", .moment(story.moment(minutes: 5))),
            ]
        )
        #expect(story.incident?.deadlines.map(\.due) == [story.moment(minutes: 5)])
    }

    @Test(
        "a minute is in time, and what was loaded afterwards is not judged",
        arguments: [
            (60 as Int64, false), (61, true), (86_400, true), (86_401, false),
        ]
    )
    func forward(seconds: Int64, isLate: Bool) {
        var story = Story(TestPolicy.clocked())
        let registered = Story.start.adding(seconds: -seconds)
        story.tell(.itsm, .report(.sample("D")), occurredAt: registered)
        #expect(story.incident?.deviationCodes == (isLate ? ["P01.FORWARD_LATE"] : []))
    }

    @Test func `a hole in a counting sender's numbers is on record until it is filled`() {
        for isCounting in [true, false] {
            var policy = TestPolicy.standard
            if isCounting { policy.settings.countingSenders = ["itsm"] }
            var story = Story(policy)
            story.tell(.itsm, .report(.sample("C")), sequence: 1)
            story.tell(.itsm, .update(Report(title: "To")), sequence: 2)
            story.tell(.itsm, .update(Report(title: "Fire")), sequence: 4)
            #expect(story.incident?.deviationCodes == (isCounting ? ["P18.GAP"] : []))
            story.tell(.itsm, .update(Report(title: "Tre")), sequence: 3)
            #expect(story.incident?.deviationCodes == [])
        }
    }
}
