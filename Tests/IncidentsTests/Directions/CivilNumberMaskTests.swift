import Incidents
import JSON
import Messaging
import Testing

@Suite("Civil registration numbers")
struct CivilNumberMaskTests {
    static let texts: [(String, String)] = [
        ("010170-1234", "######-####"),
        ("0101701234", "######-####"),
        ("010170 1234", "######-####"),
        ("x010170-1234y", "x######-####y"),
        ("æøå 010170-1234 æøå", "æøå ######-#### æøå"),
        ("010170-1234 og 020280-4321", "######-#### og ######-####"),
        ("010170-1234,0202804321.", "######-####,######-####."),
        ("01017-1234", "01017-1234"),
        ("010170-12345", "010170-12345"),
        ("1010170-1234", "1010170-1234"),
        ("010170--1234", "010170--1234"),
        ("01017012345", "01017012345"),
        ("INC0012345", "INC0012345"),
        ("+45 12 34 56 78", "+45 12 34 56 78"),
        ("2026-11-23T07:00:00.000Z", "2026-11-23T07:00:00.000Z"),
        ("12345 010170-1234", "12345 ######-####"),
        ("123456 010170-1234", "123456 ######-####"),
        ("010170", "010170"),
        ("010170-", "010170-"),
    ]

    /// As a note shows it, which is how texts leave.
    private func shown(_ text: String) -> String? {
        var story = Story(id: "portal-1")
        story.tell(.portal, .report(.sample("C", by: .user)))
        story.forgetSent()
        story.tell(.spoc, .note(Note(text: text, visibility: .public)))
        let parser = JSONParser()
        guard let bytes = story.sent(to: .reporterTool(.portal)).first?.bytes,
            let node = try? parser.parse(bytes)
        else { return nil }
        return node["note"]?["text"]?.string
    }

    @Test("a number is hidden, and nothing but a number", arguments: texts)
    func table(text: String, masked: String) {
        #expect(shown(text) == masked)
    }

    @Test func `a number is found at every place of a text`() {
        for before in 0..<14 {
            for after in 0..<8 {
                let (head, tail) = (
                    String(repeating: "a", count: before), String(repeating: "b", count: after)
                )
                #expect(shown("\(head)010170-1234\(tail)") == "\(head)######-####\(tail)")
            }
        }
    }
}
