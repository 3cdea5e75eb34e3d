import Broker
import Testing

struct CommandTallyTests {
    private func messages(_ commands: [(source: String?, id: String?)]) -> Int {
        var tally = CommandTally()
        for command in commands {
            tally.take(
                source: command.source.map { Array($0.utf8) },
                id: command.id.map { Array($0.utf8) }
            )
        }
        return tally.messages
    }

    @Test func `a message about several incidents counts once`() {
        let intake = "/incident-broker/intake"
        let release = ["itsm-1", "itsm-2", "portal-1"].map { (intake, "spoc.updates-0-7#\($0)") }
        #expect(messages(release.map { ($0.0, $0.1) }) == 1)
        #expect(messages([(intake, "itsm.incidents-0-1"), (intake, "itsm.incidents-0-2")]) == 2)
        #expect(
            messages([(intake, "spoc.updates-0-8#itsm-1"), (intake, "spoc.updates-1-8#itsm-1")])
                == 2
        )
    }

    @Test func `what stages and incidents tell one another is no message`() {
        #expect(
            messages([("/incident-broker", "itsm-1.3.0"), ("/incident-broker/fan-out", "x")]) == 0
        )
        #expect(messages([(nil, "x"), ("/incident-broker/intake", nil)]) == 0)
    }
}
