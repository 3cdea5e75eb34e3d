import Broker
import Incidents
import JSON
import Messaging
import Rehearsal

/// Replays a history through two policies at once: commands as bytes in, differences out.
struct SimulateBench {
    let material: BrokerMaterial

    /// - Parameter incidents: Each is reported, acknowledged, begun and noted about.
    func run(incidents: Int, into figures: inout Figures) {
        let lines = (0..<incidents).flatMap(commands(of:))
        let policy = material.policy
        var differences = 0
        var reader = CommandReader()
        var simulation = Simulation(inForce: { _ in policy }, new: policy) { _ in
            differences += 1
        }
        let spent = seconds {
            for line in lines {
                if let command = reader.command(line: line) { simulation.take(command) }
            }
            simulation.finish()
        }
        precondition(reader.faults.isEmpty && differences == 0, "a policy differs from itself")
        let events = simulation.counts.commands + simulation.counts.timers
        figures.add("simulate.events_per_second", Double(events) / spent, "/s")
        figures.add(
            "simulate.commands_per_second",
            Double(simulation.counts.commands) / spent,
            "/s"
        )
    }

    private func commands(of number: Int) -> [[UInt8]] {
        let start = Timestamp(seconds: 1_795_000_000 + Int64(number))
        let report = """
            "number": "INC\(number)", "sequence": 1, "report": {"title": "Opslag i matriklen \
            fejler", "description": "Kald mod tjenesten svarer 500 siden kl. 07:42.", \
            "reporter": {"kind": "register-authority", "organisation": "Geodatastyrelsen"}, \
            "channel": "itsm", "environment": "production", "kind": "data", \
            "registers": ["MAT"], "services": ["MATRIKLEN2"], "category": \
            "\(["A", "B", "C", "D", "E"][number % 5])", "impact": {"level": "medium"}}
            """
        let steps: [(String, String, Int64, String)] = [
            ("report", "itsm", 0, report),
            ("acknowledge", "register:MAT", 0, #""number": "M1""#),
            ("start-work", "register:MAT", 1, #""number": "M1""#),
            ("note", "spoc", 1, #""note": {"text": "Vi følger sagen.", "visibility": "public"}"#),
        ]
        return steps.map { action, party, delay, members in
            Array(
                """
                {"action": "\(action)", "incident": "itsm-INC\(number)", "party": "\(party)", \
                "dialect": "canonical", "messageId": "urn:bench \(number) \(action)", \
                "receivedAt": "\(start.adding(seconds: delay).rfc3339)", \
                "origin": {"topic": "itsm.incidents", "partition": 0, "offset": \(number)}, \
                \(members)}
                """.utf8
            )
        }
    }
}
