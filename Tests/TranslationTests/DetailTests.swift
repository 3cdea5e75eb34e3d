import Foundation
import Incidents
import JSON
import Messaging
import Testing
import Translation

/// The verbs whose details are data: one table, the schemas beside it and the commands' codec.
@Suite("Details of verbs")
struct DetailTests {
    static let verbs = InboundAction.allCases.filter { !$0.details.isEmpty }

    /// Good examples of the canonical messages, from the folder of their schema.
    struct Good: CustomTestStringConvertible, Sendable {
        let action: String
        let file: String

        var testDescription: String { "\(action)/\(file)" }

        static let all: [Good] = verbs.flatMap { action in
            let path = "Schemas/examples/\(action.rawValue).v1"
            let folder = Shipped.root.appending(path: path).path()
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return files.filter { $0.hasPrefix("good-") }.sorted().map {
                Good(action: action.rawValue, file: "\(path)/\($0)")
            }
        }
    }

    static func read(_ data: [UInt8], as action: String) throws -> InboundMessage {
        let message = try Document(data)
        let context = Reading.context(
            party: .spoc,
            event: InboundContext.Event(
                id: "e-1",
                source: "urn:test",
                type: "dk.datafordeler.incident.\(action).v1"
            )
        )
        // Far enough ahead for what the examples say has happened.
        var later = context
        later.receivedAt = Timestamp(milliseconds: 1_798_000_000_000)
        return try Shipped.translator("canonical").read(message.root, content: data, later)
    }

    @Test func `what a part has that nothing reads is carried under its pointer`() throws {
        let text = #"""
            {"incident":"itsm-1","parts":[{"title":"Det ene","rum/etage":"3"},\
            {"title":"Det andet","kategori":{"nr":7},"tom":null},{"title":"Det tredje"}]}
            """#.replacing("\\\n", with: "")
        guard case .command(let command) = try Self.read(Array(text.utf8), as: "split"),
            case .split(let parts) = command.action
        else { return #expect(Bool(false), "not a split") }
        let carried = parts.map { $0.unmapped.map { String(decoding: $0, as: UTF8.self) } }
        #expect(
            carried == [
                #"{"/parts/0/rum~1etage":"3"}"#, #"{"/parts/1/kategori":{"nr":7}}"#, nil,
            ]
        )
        let parser = JSONParser()
        let again = try Command(json: parser.parse(command.bytes))
        #expect(again == command, "and stays so on its way to the case stage")
        let schema = try JSONSchema(Shipped.bytes("Schemas/broker/command.v1.json"))
        #expect(try schema.violations(of: parser.parse(command.bytes)).isEmpty)
    }

    @Test func `every verb has examples`() {
        #expect(Set(Good.all.map(\.action)) == Set(Self.verbs.map(\.rawValue)))
    }

    @Test(arguments: Good.all)
    func `a good example becomes commands that the case stage reads back`(good: Good) throws {
        let commands: [Command] =
            switch try Self.read(Shipped.bytes(good.file), as: good.action) {
            case .command(let command): [command]
            case .commands(let commands): commands
            case .echo: []
            }
        #expect(!commands.isEmpty)
        let schema = try JSONSchema(Shipped.bytes("Schemas/broker/command.v1.json"))
        for command in commands {
            #expect(command.action.name == good.action)
            #expect(try command.unmappedText == "")
            #expect(command.marks == [])
            let written = try Document(command.bytes)
            #expect(try Command(json: written.root) == command)
            #expect(schema.violations(of: written.root).map(\.detail) == [])
        }
    }

    @Test(arguments: verbs)
    func `the table says what the schema says`(action: InboundAction) throws {
        let schema = try Document(Shipped.bytes("Schemas/inbound/\(action.rawValue).v1.json")).root
        let common: Set = ["number", "incident", "sequence", "occurredAt"]
        let properties = try #require(schema["properties"])
        let named = Set(properties.members.map(\.key)).subtracting(common)
        #expect(Set(action.details.map(\.name)) == named)
        let required = schema["required"].map { $0.elements.compactMap(\.string) } ?? []
        #expect(Set(action.details.filter(\.isRequired).map(\.name)) == Set(required))
        for detail in action.details {
            var part = try #require(properties[detail.name])
            if let reference = part["$ref"]?.string {
                let pointer = JSONPointer(String(reference.dropFirst()))
                part = try #require(pointer.flatMap { schema.at($0) })
            }
            expect(detail, isAs: part)
        }
    }

    private func expect(_ detail: DetailField, isAs part: JSONNode) {
        switch detail.kind {
        case .text(let most): #expect(part["maxLength"]?.integer == Int64(most), "\(detail)")
        case .code: #expect(part["type"]?.string == "string", "\(detail)")
        case .choice(let words):
            #expect(part["enum"].map { $0.elements.compactMap(\.string) } == words, "\(detail)")
        case .truth: #expect(part["type"]?.string == "boolean", "\(detail)")
        case .integer(let range):
            #expect(part["minimum"]?.integer == range.lowerBound, "\(detail)")
            #expect(part["maximum"]?.integer == range.upperBound, "\(detail)")
        case .moment, .pastMoment: #expect(part["format"]?.string == "date-time", "\(detail)")
        case .list(_, let most): #expect(part["maxItems"]?.integer == Int64(most), "\(detail)")
        case .objects: #expect(part["type"]?.string == "array", "\(detail)")
        }
    }

    // MARK: Moments

    @Test func `what is planned may lie ahead`() throws {
        let text = #"{"incident":"itsm-1","when":"2030-01-01T00:00:00Z","how":"Om et par år."}"#
        guard case .command(let command) = try Self.read(Array(text.utf8), as: "plan"),
            case .plan(let plan) = command.action
        else { return #expect(Bool(false), "no plan") }
        #expect(plan.when.rfc3339 == "2030-01-01T00:00:00.000Z")
        #expect(command.marks == [])
    }

    @Test func `evidence that lies ahead is refused where it is the point of the message`() throws {
        let text = #"{"incident":"itsm-1","register":"MAT","awareAt":"2030-01-01T00:00:00Z"}"#
        let rejection = try #require(throws: Rejection.self) {
            try Self.read(Array(text.utf8), as: "confirm-awareness")
        }
        #expect(rejection.code == .contentInvalid)
        #expect(rejection.pointer == "/awareAt")
    }

    @Test func `evidence that lies ahead is left out and kept where it may be missing`() throws {
        let text = #"{"incident":"itsm-1","release":"R1","releasedAt":"2030-01-01T00:00:00Z"}"#
        guard case .command(let command) = try Self.read(Array(text.utf8), as: "finish-release")
        else { return #expect(Bool(false), "no command") }
        #expect(command.action == .finishRelease(ReleaseCompletion(release: "R1")))
        #expect(command.marks == ["time.in-future"])
        #expect(try command.unmappedText.contains("/releasedAt"))
    }

    @Test func `what a codec refuses is told with the place in the message`() throws {
        let text = #"{"incident":"itsm-1","parts":[{"title":"a"},{"description":"b"}]}"#
        let rejection = try #require(throws: Rejection.self) {
            try Self.read(Array(text.utf8), as: "split")
        }
        #expect(rejection.pointer == "/parts/1/title")
    }
}
