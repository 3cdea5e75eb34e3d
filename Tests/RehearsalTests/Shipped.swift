import Foundation
import Incidents
import JSON
import Messaging
import PolicyFile

/// The policy that is deployed, changed where a test wants it otherwise.
enum Shipped {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let text = try! String(
        contentsOf: root.appending(path: "deploy/policy/datafordeler.yaml"),
        encoding: .utf8
    )

    static let policy = load(text)

    /// With every occurrence of a text replaced, which must be there.
    static func changed(_ old: String, _ new: String) -> Policy {
        precondition(text.contains(old), "the policy has no \(old)")
        return load(
            text.replacing(old, with: new).replacing("version: \"1.1\"", with: "version: \"2\"")
        )
    }

    private static func load(_ text: String) -> Policy {
        let (policy, diagnostics) = PolicyFile.load(text: text, file: "policy.yaml")
        guard let policy else { preconditionFailure("\(diagnostics)") }
        return policy
    }

    static func at(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }

    static func command(
        _ incident: String,
        _ action: String,
        _ party: String,
        at moment: Timestamp,
        id: String,
        _ members: String = ""
    ) -> Command {
        let more = members.isEmpty ? "" : ", " + members
        let json = """
            {"action": "\(action)", "incident": "\(incident)", "party": "\(party)", \
            "dialect": "canonical", "messageId": "\(id)", "receivedAt": "\(moment.rfc3339)", \
            "number": "\(incident.split(separator: "-")[1])", \
            "origin": {"topic": "t", "partition": 0, "offset": 1}\(more)}
            """
        let parser = JSONParser()
        defer { withExtendedLifetime(parser) {} }
        return try! Command(json: parser.parse(Array(json.utf8)))
    }

    static func report(
        _ incident: String,
        _ category: String,
        at moment: Timestamp,
        kind: String = "platform"
    ) -> Command {
        command(
            incident,
            "report",
            "itsm",
            at: moment,
            id: "\(incident) report",
            #""report": {"title": "T", "reporter": {"kind": "register-authority"}, "#
                + #""channel": "itsm", "environment": "production", "kind": "\#(kind)", "#
                + #""registers": ["MAT"], "category": "\#(category)"}"#
        )
    }
}
