import Foundation
import Incidents
import JSON
import Messaging
import PolicyFile
import Reports

/// Small histories, written by hand as the events' own JSON.
enum Histories {
    static let zone: CivilZone = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "deploy/policy/datafordeler.yaml").path()
        let text = try! String(contentsOfFile: file, encoding: .utf8)
        return PolicyFile.load(text: text, file: file).0!.zone
    }()

    static func at(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }

    /// One event as a structured CloudEvent; `members` are its own, in JSON.
    static func line(
        _ incident: String,
        _ sequence: Int,
        _ name: String,
        at moment: String,
        by party: String = "itsm",
        rules: String = "[]",
        _ members: String = ""
    ) -> String {
        let more = members.isEmpty ? "" : ", " + members
        return """
            {"type": "dk.datafordeler.incident.\(name).v1", "data": {"incident": "\(incident)", \
            "sequence": \(sequence), "at": "\(moment)", "by": "\(party)", "cause": "m\(sequence)", \
            "policyVersion": "1.1", "rules": \(rules)\(more)}}
            """
    }

    static func read(_ lines: [String]) -> History {
        var reader = HistoryReader()
        for line in lines { reader.read(line: Array(line.utf8)) }
        return reader.history()
    }

    static func deadline(_ due: String, _ outcome: String, role: String = "supplier") -> String {
        """
        "deadlines": [{"kind": "start-work", "role": "\(role)", "due": "\(due)", \
        "advisory": \(role != "supplier"), "outcome": "\(outcome)"}]
        """
    }

    /// A category B that was begun late, worked around, objected to, solved and accepted.
    static let eventful: [String] = [
        line(
            "itsm-1",
            1,
            "reported",
            at: "2026-11-23T07:00:00Z",
            rules: #"[{"id": "P04.REPORTED_HIGH", "principle": "P4"}]"#,
            #""number": "1", "system": "itsm", "status": "registered", "priority": "#
                + #"{"category": "B", "expedited": true}, "environment": "production", "#
                + #""kind": "platform", "registers": ["MAT"], "services": [], "#
                + #""reporter": {"kind": "register-authority", "name": "Mette Holm"}, "#
                + #""title": "Hemmelig titel", "security": {"it": "none", "data": "none"}, "#
                + #""processes": [], "responsible": "supplier", "reportedAt": "#
                + #""2026-11-23T06:59:00Z", "registeredAt": "2026-11-23T07:00:00Z", "#
                + deadline("2026-11-23T08:00:00Z", "running")
        ),
        line(
            "itsm-1",
            2,
            "deviation-recorded",
            at: "2026-11-23T07:00:00Z",
            rules: #"[{"id": "P05.NO_CALL_SPOC", "principle": "P5"}]"#,
            #""deviation": "P05.NO_CALL_SPOC", "since": "2026-11-23T06:59:00Z", "#
                + #""principle": "P5", "party": "itsm", "evidence": "#
                + #"[{"name": "call.spoc", "value": ["none"]}]"#
        ),
        line(
            "itsm-1",
            3,
            "acknowledged",
            at: "2026-11-23T07:10:00Z",
            by: "spoc",
            #""status": "acknowledged""#
        ),
        line(
            "itsm-1",
            4,
            "deadline-missed",
            at: "2026-11-23T08:00:00Z",
            by: "broker",
            #""deadline": {"kind": "start-work", "role": "supplier", "due": "#
                + #""2026-11-23T08:00:00Z", "advisory": false, "outcome": "missed"}"#
        ),
        line(
            "itsm-1",
            5,
            "deviation-recorded",
            at: "2026-11-23T08:00:00Z",
            by: "broker",
            #""deviation": "P03.START_LATE", "since": "2026-11-23T08:00:00Z""#
        ),
        line(
            "itsm-1",
            6,
            "work-started",
            at: "2026-11-23T08:15:00Z",
            by: "spoc",
            #""startedAt": "2026-11-23T08:15:00Z", "status": "in-progress", "#
                + deadline("2026-11-23T08:00:00Z", "missed")
        ),
        line(
            "itsm-1",
            7,
            "deviation-withdrawn",
            at: "2026-11-23T09:00:00Z",
            #""deviation": "P05.NO_CALL_SPOC", "since": "2026-11-23T06:59:00Z""#
        ),
        line(
            "itsm-1",
            8,
            "resolution-proposed",
            at: "2026-11-23T10:00:00Z",
            by: "spoc",
            #""resolution": {"number": 1, "type": "workaround"}, "status": "resolved""#
        ),
        line(
            "itsm-1",
            9,
            "resolution-delivered",
            at: "2026-11-23T10:01:00Z",
            #""resolution": 1, "deliveredAt": "2026-11-23T10:01:00Z", "channel": "tool", "#
                + #""closesAt": "2026-12-03T23:00:00Z""#
        ),
        line(
            "itsm-1",
            10,
            "objected",
            at: "2026-11-24T10:00:00Z",
            #""resolution": 1, "status": "in-progress""#
        ),
        line(
            "itsm-1",
            11,
            "release-planned",
            at: "2026-11-24T12:00:00Z",
            by: "spoc",
            #""release": "R1", "kind": "technical", "plannedAt": "2026-11-25T20:00:00Z""#
        ),
        line(
            "itsm-1",
            12,
            "release-noticed",
            at: "2026-11-24T12:05:00Z",
            by: "itsm",
            #""release": "R1", "noticedAt": "2026-11-24T12:05:00Z""#
        ),
        line(
            "itsm-1",
            13,
            "released",
            at: "2026-11-25T20:00:00Z",
            by: "spoc",
            #""release": "R1", "kind": "technical", "releasedAt": "2026-11-25T20:00:00Z""#
        ),
        line(
            "itsm-1",
            14,
            "resolution-proposed",
            at: "2026-11-25T21:00:00Z",
            by: "spoc",
            #""resolution": {"number": 2, "type": "solution"}, "status": "resolved""#
        ),
        line(
            "itsm-1",
            15,
            "resolution-delivered",
            at: "2026-11-25T21:00:30Z",
            #""resolution": 2, "deliveredAt": "2026-11-25T21:00:30Z", "channel": "tool", "#
                + #""closesAt": "2026-12-05T23:00:00Z""#
        ),
        line("itsm-1", 16, "accepted", at: "2026-11-26T08:00:00Z", #""resolution": 2"#),
        line(
            "itsm-1",
            17,
            "closed",
            at: "2026-11-26T08:00:00Z",
            #""closure": {"reason": "accepted", "at": "2026-11-26T08:00:00Z"}, "#
                + #""status": "closed""#
        ),
    ]

    static let eventfulHistory = read(eventful)
}
