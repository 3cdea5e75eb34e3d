import Incidents
import JSON
import Messaging
import Testing
import Translation

/// One message about several incidents becomes a command for each.
@Suite("Splitter")
struct SplitterTests {
    private func read(_ members: String) throws -> InboundMessage {
        let text = #"{"release":"R1","reason":"Taget tilbage.",\#(members)}"#
        return try DetailTests.read(Array(text.utf8), as: "roll-back-release")
    }

    @Test func `each incident gets a command of its own, known by the incident`() throws {
        let read = try read(#""incidents":["itsm-1","portal-2","itsm-1"]"#)
        guard case .commands(let commands) = read else {
            return #expect(Bool(false), "not split")
        }
        #expect(commands.map(\.incident.text) == ["itsm-1", "portal-2"])
        #expect(commands.map(\.messageID) == ["urn:test e-1#itsm-1", "urn:test e-1#portal-2"])
        let rollback = ReleaseRollback(release: "R1", reason: "Taget tilbage.", together: 2)
        #expect(commands.allSatisfy { $0.action == .rollBackRelease(rollback) })
    }

    @Test func `the incident that is named beside the list is one of them`() throws {
        let read = try read(#""incident":"itsm-9","incidents":["itsm-1","itsm-9"]"#)
        guard case .commands(let commands) = read else {
            return #expect(Bool(false), "not split")
        }
        #expect(commands.map(\.incident.text) == ["itsm-9", "itsm-1"])
    }

    @Test func `a message about one incident is left whole`() throws {
        guard case .command(let command) = try read(#""incident":"itsm-1""#) else {
            return #expect(Bool(false), "split")
        }
        #expect(command.messageID == "urn:test e-1")
    }

    @Test func `an id that is none refuses the whole message`() throws {
        let rejection = try #require(throws: Rejection.self) {
            try read(#""incidents":["itsm-1","INC 2"]"#)
        }
        #expect(rejection.code == .numberMalformed)
        #expect(rejection.pointer == "/incidents")
    }

    @Test(arguments: [(500, true), (501, false)])
    func `there is a bound to the list, and nothing is cut off`(count: Int, isTaken: Bool) throws {
        let ids = (1...count).map { "\"itsm-\($0)\"" }.joined(separator: ",")
        guard isTaken else {
            _ = try #require(throws: Rejection.self) { try read(#""incidents":[\#(ids)]"#) }
            return
        }
        guard case .commands(let commands) = try read(#""incidents":[\#(ids)]"#) else {
            return #expect(Bool(false), "not split")
        }
        #expect(commands.count == count)
    }
}
