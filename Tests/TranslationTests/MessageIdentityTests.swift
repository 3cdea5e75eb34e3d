import Incidents
import Messaging
import Testing
import Translation

/// What a repeated message is known by.
@Suite("Message identity")
struct MessageIdentityTests {
    private let event = InboundContext.Event(id: "9", source: "/tool", type: "small.new")

    @Test func `an event is known by its source and id`() throws {
        let command = try Reading.command(
            #"{"verb":"say","id":"7","version":2,"text":"Hej"}"#,
            context: Reading.context(event: event)
        )
        #expect(command.messageID == "/tool 9")
    }

    @Test func `plain JSON is known by the values the dialect names`() throws {
        let message = #"{"verb":"say","id":"7","version":2,"text":"Hej"}"#
        #expect(try Reading.command(message).messageID == "7 2")
    }

    @Test func `without all of these it is known by its content`() throws {
        let first = try Reading.command(#"{"verb":"say","id":"7","text":"Hej"}"#).messageID
        let again = try Reading.command(#"{"verb":"say","id":"7","text":"Hej"}"#).messageID
        let other = try Reading.command(#"{"verb":"say","id":"7","text":"Hov"}"#).messageID
        #expect(first.hasPrefix("sha256:"))
        #expect(first.count == "sha256:".count + 64)
        #expect(first == again)
        #expect(first != other)
        let empty = try Reading.command(#"{"verb":"say","id":"7","version":"","text":"Hej"}"#)
        #expect(empty.messageID.hasPrefix("sha256:"))
    }

    @Test func `the same message always makes the same command`() throws {
        for example in Example.all("command").prefix(12) {
            let party: Party = example.dialect == "portal" ? .portal : .itsm
            #expect(try example.read(as: party) == (try example.read(as: party)))
        }
    }
}
