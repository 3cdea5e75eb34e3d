import Incidents
import JSON
import Messaging
import Testing
import Translation

/// The examples beside the dialects are the dialects' tests.
@Suite("Examples")
struct ExampleTests {
    @Test(arguments: Example.all("command"))
    func `a message becomes the command beside it`(example: Example) throws {
        let expected = try example.document("command")
        let party = try #require(expected.root["party"]?.string.flatMap(Party.init(name:)))
        guard case .command(let command) = try example.read(as: party) else {
            Issue.record("taken for an echo")
            return
        }
        var writer = JSONWriter()
        command.encode(into: &writer)
        #expect(try Document(writer.bytes).root.normal == expected.root.normal)
        // What was written is what the case stage reads.
        #expect(try Command(json: Document(writer.bytes).root) == command)
    }

    @Test(arguments: Example.all("refused"))
    func `a message is refused for the reason beside it`(example: Example) throws {
        let expected = try example.document("refused").root
        let party = try #require(expected["party"]?.string.flatMap(Party.init(name:)))
        let rejection = try #require(throws: Rejection.self) { try example.read(as: party) }
        #expect(rejection.code.rawValue == expected["code"]?.string)
        #expect(rejection.pointer == expected["pointer"]?.string)
        #expect(rejection.detail.hasSuffix("."))
        #expect(rejection.remedy.hasSuffix("."))
    }

    @Test(arguments: Example.all("echo"))
    func `what the broker did itself is known again`(example: Example) throws {
        let expected = try example.document("echo").root
        let party = try #require(expected["party"]?.string.flatMap(Party.init(name:)))
        #expect(try example.read(as: party) == .echo)
    }

    @Test(arguments: Example.all("out"))
    func `a canonical message is written as its tool reads it`(example: Example) throws {
        let document = try example.document("out")
        let type = try #require(document.root["type"]?.string)
        let kind = try #require(OutboundMessage(type: type))
        let canonical = try #require(document.root["canonical"])
        let written = try Shipped.translator(example.dialect).translate(canonical, kind)
        let expected = try #require(document.root["writes"])
        #expect(try Document(try #require(written)).root.normal == expected.normal)
    }

    @Test(arguments: Shipped.names)
    func `no dialect goes without examples of each kind`(dialect: String) {
        for ending in ["in", "command", "refused", "out"] {
            #expect(Example.all(ending).contains { $0.dialect == dialect }, "no .\(ending).json")
        }
    }

    @Test func `every message has something to be compared with`() {
        let endings = ["command", "refused", "echo"]
        let answered = Set(endings.flatMap(Example.all).map(\.testDescription))
        for example in Example.all("in") {
            #expect(answered.contains(example.testDescription), "\(example.testDescription)")
        }
    }
}
