import Broker
import Incidents
import Messaging

/// The whole life of incidents through the pure core, on one core: no JSON, no Kafka.
struct ProcessBench {
    let policy: Policy

    /// From the report to the acceptance, with what usually lies between.
    private static let life: [(party: Party, action: Command.Action)] = [
        (.spoc, .acknowledge),
        (.spoc, .startWork),
        (.spoc, .note(Note(text: "Vi arbejder på sagen.", visibility: .public))),
        (.spoc, .assign(Assignment(line: .second))),
        (
            .spoc,
            .propose(
                ResolutionProposal(
                    text: ResolutionText(
                        type: .solution,
                        description: "Årsagen er fundet og rettet, og kørslen er gentaget.",
                        meaning: "Tjenesten svarer igen med fuldstændige data.",
                        nextSteps: "Gentag dit kald; du behøver ikke ændre noget."
                    ),
                    documented: true
                )
            )
        ),
        (.itsm, .accept(.solution)),
    ]

    private static let report = Report(
        reporter: Reporter(kind: .user, organisation: "Odense Kommune"),
        channel: .portal,
        title: "Opslag svarer ikke",
        description: "Siden i morges får vi ingen svar på opslag.",
        kind: .platform,
        category: "C"
    )

    func run(incidents: Int, into figures: inout Figures) {
        var commands = 0
        var events = 0
        var messages = 0
        let spent = seconds {
            for number in 0..<incidents {
                let id = IncidentID("portal-\(number)")
                guard let id else { continue }
                var incident: Incident?
                var now = policy.validFrom.adding(seconds: 86_400 * 2_000)
                func tell(_ party: Party, _ action: Command.Action) {
                    let settlement = settle(
                        incident,
                        command(id, party, action, number: commands, at: now),
                        policy: policy
                    )
                    incident = settlement.incident
                    if case .accepted(let happened) = settlement.verdict {
                        events += happened.count
                    }
                    messages += settlement.outbound.count
                    commands += 1
                    now = now.adding(seconds: 60)
                }
                tell(.portal, .report(Self.report))
                for step in Self.life { tell(step.party, step.action) }
            }
        }
        figures.add(
            "process.commands_per_second",
            Double(commands) / spent,
            "decide, evolve and route, one core"
        )
        figures.add("process.events_per_command", Double(events) / Double(commands))
        figures.add("process.messages_per_command", Double(messages) / Double(commands))
    }

    private func command(
        _ id: IncidentID,
        _ party: Party,
        _ action: Command.Action,
        number: Int,
        at now: Timestamp
    ) -> Command {
        Command(
            action: action,
            incident: id,
            party: party,
            dialect: "canonical",
            messageID: "urn:bench#\(number)",
            receivedAt: now,
            origin: Origin(topic: "bench", partition: 0, offset: Int64(number))
        )
    }
}
