internal import JSON
package import Messaging

/// Those who reported, and the authority's practitioner, who follow what happens.
///
/// Some reporters accept, some say nothing, some object once. Pure, like the others.
package struct SimulatedReporters: Sendable {
    private static let events = "incident.events"

    package init() {}

    package func answers(to record: ConsumedRecord) -> [Answer] {
        guard record.position.topic == Self.events, let incoming = Incoming(record) else {
            return []
        }
        if incoming.isOf("resolution-proposed") {
            return [
                Answer(
                    "assure-quality",
                    about: incoming.incident,
                    to: record,
                    by: Self.authority,
                    after: .minutes(30)
                ) { $0.member("approved", true) }
            ]
        }
        guard incoming.isOf("resolution-delivered"), let tool = tool(of: incoming.incident) else {
            return []
        }
        let isFirst = incoming.message["resolution"]?.integer == 1
        return switch Temper.of(incoming.incident, sides: 4) {
        case 0: []
        case 1 where isFirst: [answer("object", incoming, record, tool, after: .hours(30))]
        default: [answer("accept", incoming, record, tool, after: .hours(26))]
        }
    }

    private func answer(
        _ verb: String,
        _ incoming: Incoming,
        _ record: ConsumedRecord,
        _ tool: Desk,
        after: Duration
    ) -> Answer {
        Answer(verb, about: incoming.incident, to: record, by: tool, after: after) {
            if verb == "object" { $0.member("reason", "Det virker endnu ikke hos os.") }
        }
    }

    private static let authority = Desk(
        inbox: events,
        outbox: "itsm.incidents",
        source: "/authority/practitioner"
    )

    /// The tool the incident was reported in, by its id.
    private func tool(of incident: String) -> Desk? {
        guard let system = incident.split(separator: "-").first else { return nil }
        return switch system {
        case "itsm": Desk(inbox: Self.events, outbox: "itsm.incidents", source: "/itsm/reporter")
        case "portal":
            Desk(inbox: Self.events, outbox: "portal.incidents", source: "/portal/reporter")
        default: nil
        }
    }
}
