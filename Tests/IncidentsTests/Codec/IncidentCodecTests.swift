import Incidents
import JSON
import Messaging
import Testing

/// Round trips of every story are checked by the stories themselves.
@Suite("Changelog and commands")
struct IncidentCodecTests {
    @Test func `a newer broker's incident is refused, not misread`() throws {
        #expect(throws: IncidentFault.newer(version: 2)) {
            let parser = JSONParser()
            _ = try Incident(json: parser.parse(Array(#"{"v":2,"incident":5}"#.utf8)))
        }
    }

    @Test(
        "bytes that are no incident are refused with the place",
        arguments: [
            ("[]", ""), ("{}", "/v"), (#"{"v":1}"#, "/incident"),
            (#"{"v":1,"incident":"x"}"#, "/incident"),
            (#"{"v":1,"incident":"itsm-1","reportedBy":"nobody"}"#, "/reportedBy"),
        ]
    )
    func malformed(text: String, pointer: String) throws {
        let parser = JSONParser()
        let node = try parser.parse(Array(text.utf8))
        do {
            _ = try Incident(json: node)
            Issue.record("it was read")
        } catch {
            guard case .malformed(let place, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(place == pointer)
        }
    }

    @Test func `every member of an incident that is missing or of another kind is noticed`() throws
    {
        var story = Story()
        story.tell(.itsm, .report(.sample("A", kind: .data, registers: ["MAT"])), sequence: 1)
        story.tell(.spoc, .acknowledge, number: "CS1")
        let whole = try #require(story.incident)
        let parser = JSONParser()
        let members = Array(try parser.parse(whole.bytes).members.map(\.key))
        for name in members {
            let broken = try replacing(name, in: whole.bytes)
            let other = JSONParser()
            let node = try other.parse(broken)
            #expect(throws: IncidentFault.self, "\(name)") { try Incident(json: node) }
        }
    }

    /// The same object with one member's value of a kind that no member has.
    private func replacing(_ name: String, in bytes: [UInt8]) throws -> [UInt8] {
        let parser = JSONParser()
        var writer = JSONWriter()
        let node = try parser.parse(bytes)
        writer.object { writer in
            for (key, value) in node.members {
                writer.key(key)
                if key == name { writer.double(0.5) } else { writer.node(value) }
            }
        }
        return writer.bytes
    }

    @Test func `a command says everything its message did`() throws {
        let report = Report.sample(
            "A",
            kind: .data,
            registers: ["MAT"],
            environment: .test,
            channel: .phone,
            impact: BusinessImpact(
                level: .high,
                description: "Æøå \"\n",
                affectedUsers: 7,
                statutoryDeadline: "2026-12-01"
            ),
            security: SecurityFlags(itSecurity: .suspected, dataSecurity: .confirmed),
            calls: [.spoc(minutes: -1), .authority(minutes: -2, .unanswered)]
        )
        let actions: [Command.Action] = [
            .report(report), .update(Report(title: "X")), .acknowledge, .startWork,
            .note(Note(text: "X", visibility: .public, author: "Y")), .logCall(.spoc(minutes: 1)),
        ]
        for (action, party) in zip(
            actions,
            [.itsm, .portal, .spoc, .register("MAT"), .register("DAR"), .itsm] as [Party]
        ) {
            let command = Command(
                action: action,
                incident: try #require(IncidentID("itsm-INC1")),
                party: party,
                dialect: "jira",
                messageID: "urn:x#1",
                number: "INC1",
                sequence: 9_007_199_254_740_991,
                occurredAt: Story.start,
                receivedAt: Story.start.adding(milliseconds: 1),
                origin: Origin(topic: "itsm.incidents", partition: 2, offset: 41),
                traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                unmapped: Array(#"{"/a":[1,2.5,null,"x"]}"#.utf8),
                marks: ["time.in-future"]
            )
            let parser = JSONParser()
            #expect(try Command(json: parser.parse(command.bytes)) == command)
        }
    }

    @Test(
        "a command that cannot be read is refused with the place",
        arguments: [
            (#"{"action":"fly"}"#, "/action"),
            (#"{"action":"acknowledge"}"#, "/incident"),
            (#"{"action":"note","incident":"itsm-1","note":{"text":5}}"#, "/note/text"),
            (#"{"action":"log-call","incident":"itsm-1","call":{"to":"mother"}}"#, "/call/to"),
            (
                #"{"action":"report","incident":"itsm-1","report":{"calls":[{"to":"spoc"}]}}"#,
                "/report/calls/0/occurredAt"
            ),
            (#"{"action":"acknowledge","incident":"itsm-1","party":"register:"}"#, "/party"),
        ]
    )
    func unreadable(text: String, pointer: String) throws {
        let parser = JSONParser()
        let node = try parser.parse(Array(text.utf8))
        do {
            _ = try Command(json: node)
            Issue.record("it was read")
        } catch {
            #expect(error.code == .contentInvalid)
            #expect(error.pointer == pointer)
        }
    }

    @Test func `a long message id is remembered by a digest of the whole`() {
        var story = Story()
        let long = String(repeating: "x", count: 1_000)
        story.tell(.itsm, .report(.sample()), id: long + "1")
        #expect(story.tell(.itsm, .report(.sample()), id: long + "1") == .duplicate(of: .message))
        var other = Report.sample()
        other.title = "Ny"
        guard case .accepted = story.tell(.itsm, .update(other), id: long + "2") else {
            Issue.record("another id was taken for the same")
            return
        }
        #expect(story.incident.map(\.bytes.count) ?? 0 < 2_000)
    }
}
