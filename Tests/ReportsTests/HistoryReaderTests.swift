import Foundation
import Incidents
import Reports
import Testing

@Suite("Reading a history")
struct HistoryReaderTests {
    @Test func `events in any order make the same history`() {
        let shuffled = Histories.read(Histories.eventful.reversed())
        #expect(shuffled == Histories.eventfulHistory)
        #expect(shuffled.findings.isEmpty)
        #expect(shuffled.incidents.map(\.id) == ["itsm-1"])
    }

    @Test func `a gap is told, from where to where`() {
        var lines = Histories.eventful
        lines.removeSubrange(4...5)
        #expect(
            Histories.read(lines).findings == [.gap(incident: "itsm-1", from: 5, to: 6)]
        )
    }

    @Test func `a repeat counts once and is told`() {
        let history = Histories.read(Histories.eventful + [Histories.eventful[2]])
        #expect(history.incidents == Histories.eventfulHistory.incidents)
        #expect(history.findings == [.repeated(incident: "itsm-1", sequence: 3)])
    }

    @Test func `two events of one number are a conflict, and the first counts`() {
        let other = Histories.line("itsm-1", 3, "resumed", at: "2026-11-23T07:11:00Z")
        let history = Histories.read(Histories.eventful + [other])
        #expect(history.incidents == Histories.eventfulHistory.incidents)
        #expect(history.findings == [.conflicting(incident: "itsm-1", sequence: 3)])
    }

    @Test func `a type from a newer version is told and leaves no gap`() {
        var lines = Histories.eventful
        lines[2] = Histories.line("itsm-1", 3, "teleported", at: "2026-11-23T07:10:00Z")
        #expect(
            Histories.read(lines).findings == [
                .unknownType(
                    "dk.datafordeler.incident.teleported.v1",
                    incident: "itsm-1",
                    sequence: 3
                )
            ]
        )
    }

    @Test(arguments: ["{", "[]", #"{"type": 1}"#, #"{"incident": "x"}"#])
    func `a line that is no event is told with its number`(line: String) {
        let history = Histories.read(["", line])
        #expect(history.incidents.isEmpty)
        guard case .unreadable(place: 2, _)? = history.findings.first else {
            Issue.record("\(history.findings)")
            return
        }
        #expect(history.findings.count == 1)
    }

    @Test func `records of other topics are passed over and counted`() {
        var reader = HistoryReader()
        let record = #"""
            {"topic": "spoc.incidents", "headers":
             {"ce_type": "dk.datafordeler.incident.forwarded.v1"},
             "value": {"incident": "itsm-1", "sequence": 1}}
            """#.filter { $0 != "\n" }
        reader.read(line: Array(record.utf8))
        #expect(reader.othersCount == 1)
        #expect(reader.history().findings.isEmpty)
    }

    @Test func `a record as follow prints it is the same event as a structured one`() {
        let records = Histories.eventful.map { line in
            let data = line.split(separator: #""data": "#, maxSplits: 1)[1].dropLast()
            let type = line.split(separator: "\"")[3]
            return #"{"topic": "incident.events", "headers": {"ce_type": "\#(type)"}, "value": "#
                + data + "}"
        }
        #expect(Histories.read(records) == Histories.eventfulHistory)
    }

    @Test func `a history without its beginning says so`() {
        let history = Histories.read(Array(Histories.eventful.dropFirst()))
        #expect(history.findings.contains(.headless(incident: "itsm-1")))
        #expect(history.findings.contains(.gap(incident: "itsm-1", from: 1, to: 1)))
    }

    @Test func `every event there is a contract for is understood`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "Schemas/events").path()
        )
        let names = files.filter { $0.hasSuffix(".v1.json") }.map { $0.dropLast(8) }
        #expect(names.count >= 9)
        for name in names { #expect(EventKind(rawValue: String(name)) != nil, "\(name)") }
    }
}
