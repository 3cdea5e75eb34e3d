import Incidents
import JSON
import Messaging
import Testing
import Translation

@Suite("Translator")
struct TranslatorTests {
    @Test func `what nothing maps is kept under its pointer`() throws {
        let (_, command) = try Reading.report(
            #""a/b":{"c~d":[1,null,{"e":"f"}]},"":true,"calls":[{"to":"spoc","at":7,"by":"x"}]"#
        )
        let kept = try Document(
            #"{"/a~1b":{"c~d":[1,null,{"e":"f"}]},"/":true,"/calls/0/by":"x","/calls/0/at":7}"#
        ).root.normal
        #expect(try command.unmappedText == kept)
        #expect(command.marks == ["time.unreadable"])
    }

    @Test func `the first source that has a value wins and the others are kept`() throws {
        let (report, command) = try Reading.report(#""class":"","level":"2""#)
        #expect(report.category == "B")
        #expect(command.unmapped == nil)
        let (both, kept) = try Reading.report(#""class":"1","level":"2""#)
        #expect(both.category == "A")
        #expect(try kept.unmappedText == #"{"/level":"2"}"#)
    }

    @Test func `a category nobody knows stays as sent`() throws {
        #expect(try Reading.report(#""class":" Kritisk ""#).0.category == "Kritisk")
        #expect(try Reading.report(#""class":3"#).0.category == "3")
    }

    @Test func `a value that is replaced or left out is kept`() throws {
        let (report, command) = try Reading.report(#""kind":"net","impact":"middling""#)
        #expect(report.kind == .unknown)
        #expect(report.impact == nil)
        let kept = #"{"/impact":"middling",\#n"/kind":"net"}"#
        #expect(try command.unmappedText == kept)
        #expect(command.marks == ["content.unreadable"])
    }

    @Test func `texts are joined with their labels`() throws {
        #expect(try Reading.report(#""text":"En","more":"To""#).0.description == "En\n\nMore: To")
        #expect(try Reading.report(#""more":"To""#).0.description == "More: To")
        #expect(try Reading.report(#""text":null"#).0.description == nil)
    }

    @Test func `a list may be one text, an array or a single value`() throws {
        for sent in [#""mat, dar,""#, #"["mat","dar","mat"]"#, #"["mat,dar",null]"#] {
            #expect(try Reading.report(#""registers":\#(sent)"#).0.registers == ["MAT", "DAR"])
        }
        let (report, command) = try Reading.report(#""registers":["mat",{"code":"dar"}]"#)
        #expect(report.registers == ["MAT"])
        #expect(try command.unmappedText == #"{"/registers/1":{"code":"dar"}}"#)
    }

    @Test func `an update says what it says and nothing else`() throws {
        let command = try Reading.command(#"{"verb":"change","id":"7","version":2,"class":"1"}"#)
        #expect(command.action == .update(Report(category: "A")))
        #expect(command.sequence == 2)
    }

    @Test func `a report needs a title, a number and somebody who reports`() throws {
        for (message, pointer) in [
            (#"{"verb":"new","id":"7"}"#, "/title"), (#"{"verb":"new","title":"Nede"}"#, "/id"),
        ] {
            let rejection = try #require(throws: Rejection.self) {
                try Reading.command(message)
            }
            #expect(rejection.code == .contentInvalid)
            #expect(rejection.pointer == pointer)
        }
    }

    @Test(arguments: ["INC 1", "æ", "", "x/y", String(repeating: "9", count: 65)])
    func `a number that could be no id is refused`(number: String) throws {
        let rejection = try #require(throws: Rejection.self) {
            try Reading.command(#"{"verb":"new","title":"Nede","id":"\#(number)"}"#)
        }
        #expect(rejection.code == (number.isEmpty ? .contentInvalid : .numberMalformed))
        #expect(rejection.pointer == "/id")
    }

    @Test func `a text longer than its field is shortened and kept whole`() throws {
        let title = String(repeating: "å", count: 201)
        let command = try Reading.command(#"{"verb":"new","id":"7","title":"\#(title)"}"#)
        guard case .report(let report) = command.action else {
            Issue.record("no report")
            return
        }
        #expect(report.title == String(repeating: "å", count: 199) + "…")
        #expect(command.marks == ["text.shortened"])
        #expect(try command.unmappedText == #"{"/title":"\#(title)"}"#)
        let whole = String(repeating: "å", count: 200)
        #expect(try Reading.command(#"{"verb":"new","id":"7","title":"\#(whole)"}"#).marks == [])
    }

    @Test func `a code longer than its field is no code`() throws {
        let long = String(repeating: "4", count: 65)
        let (report, command) = try Reading.report(#""phone":"\#(long)""#)
        #expect(report.reporter?.phone == nil)
        #expect(try command.unmappedText == #"{"/phone":"\#(long)"}"#)
    }

    @Test func `a clock that is a little ahead is believed, further ahead it is not`() throws {
        let close = try Reading.report(#""when":"2026-11-23T09:32:00Z""#).1
        #expect(close.occurredAt == Message.receivedAt.adding(seconds: 120))
        let ahead = try Reading.report(#""when":"2026-11-23T09:32:00.001Z""#).1
        #expect(ahead.occurredAt == nil)
        #expect(ahead.marks == ["time.in-future"])
        #expect(try ahead.unmappedText == #"{"/when":"2026-11-23T09:32:00.001Z"}"#)
    }

    @Test(arguments: [#""i går""#, "true", "{}", #""2026-02-30T08:00:00Z""#])
    func `a time nobody can read stops nothing`(when: String) throws {
        let command = try Reading.report(#""when":\#(when)"#).1
        #expect(command.occurredAt == nil)
        #expect(command.marks == ["time.unreadable"])
        let kept = try Document(#"{"/when":\#(when)}"#).root.normal
        #expect(try command.unmappedText == kept)
    }

    @Test func `calls are evidence or nothing`() throws {
        let (report, command) = try Reading.report(
            #""calls":[{"to":"spoc","at":"2026-11-23T08:00:00Z"},{"to":"spoc"},null,"#
                + #"{"to":"authority","at":"2027-01-01T00:00:00Z"}]"#
        )
        let moment = try #require(Timestamp(rfc3339: "2026-11-23T08:00:00Z"))
        #expect(report.calls == [PhoneCall(to: .spoc, occurredAt: moment)])
        #expect(Set(command.marks) == ["content.unreadable", "time.in-future"])
        #expect(try command.unmappedText.contains(#""/calls/3/at":"2027-01-01T00:00:00Z""#))
    }

    @Test func `a call to somebody unknown is refused where it stands`() throws {
        let rejection = try #require(throws: Rejection.self) {
            try Reading.report(#""calls":[{"to":"mayor","at":"2026-11-23T08:00:00Z"}]"#)
        }
        #expect(rejection.code == .valueUnmapped)
        #expect(rejection.pointer == "/calls/0/to")
    }
}
