internal import Incidents

/// Every topic of the broker: the contract with the outside (`Schemas/asyncapi.yaml`).
package struct TopicPlan: Sendable {
    package let topics: [TopicSpecification]

    package init(registers: [String], partitions: Int32) {
        let outside = Self.outside(registers: registers.sorted(), partitions: partitions)
        topics = outside + Self.own(partitions: partitions)
    }

    /// The topics a stage reads.
    package func inputs(of stage: String) -> [String] {
        switch stage {
        case StageName.intake: topics.filter { $0.reader == StageName.intake }.map(\.name)
        case StageName.case: [BrokerTopic.commands]
        default: []
        }
    }

    /// The topics a stage may write, besides its changelog and the ledger.
    package func outputs(of stage: String) -> [String] {
        topics.filter { topic in
            topic.writer.split(separator: ", ").contains { $0 == stage }
                && topic.name != BrokerTopic.incidents && topic.name != BrokerTopic.ledger
        }.map(\.name)
    }

    /// The topics that leave the broker: what `follow` shows when it is not told.
    package var leaving: [String] {
        topics.filter { $0.reader != StageName.intake && $0.reader != StageName.case }
            .map(\.name)
            .filter { $0 != BrokerTopic.ledger }
    }

    private static func outside(registers: [String], partitions: Int32) -> [TopicSpecification] {
        let rows = Self.fixed + registers.flatMap(Self.register)
        return rows.map { row in
            TopicSpecification(
                name: row.name,
                writer: row.writer,
                reader: row.reader,
                partitions: partitions,
                cleanup: .delete,
                retentionDays: 30,
                purpose: row.purpose
            )
        }
    }

    private typealias Row = (name: String, writer: String, reader: String, purpose: String)

    private static let fixed: [Row] = [
        (
            "itsm.incidents", "authority's ITSM", "intake",
            "Incidents, updates, notes and phone calls from the authority's ITSM tool"
        ),
        ("portal.incidents", "user portal", "intake", "Incidents, updates and notes from users"),
        ("spoc.updates", "SPOC", "intake", "What the SPOC tells about incidents"),
        ("spoc.incidents", "intake, case", "SPOC", "Incidents to handle, and changes to them"),
        (
            "itsm.updates", "intake, case", "authority's ITSM",
            "Receipts and status for the tool the reporter looks in"
        ),
        (
            "portal.updates", "intake, case", "user portal",
            "Receipts and status for the tool the reporter looks in"
        ),
        (
            BrokerTopic.notices, "case", "authority's incident manager",
            "High impact, deviations, security, overdue"
        ),
    ]

    private static func register(_ code: String) -> [Row] {
        let authority = "register authority of \(code)"
        return [
            (
                Party.register(code).inputTopic, authority, "intake",
                "What the \(authority) tells about incidents"
            ),
            (
                Party.register(code).outputTopic, "intake, case", authority,
                "Incidents the \(authority) is responsible for or involved in"
            ),
        ]
    }

    private static func own(partitions: Int32) -> [TopicSpecification] {
        func topic(
            _ name: String,
            _ writer: String,
            _ reader: String,
            _ purpose: String,
            days: Int? = nil,
            _ cleanup: TopicSpecification.Cleanup = .delete
        ) -> TopicSpecification {
            TopicSpecification(
                name: name,
                writer: writer,
                reader: reader,
                partitions: partitions,
                cleanup: cleanup,
                retentionDays: days,
                purpose: purpose
            )
        }
        return [
            topic(
                BrokerTopic.events,
                "case",
                "fan-out, console, auditors",
                "Everything that happened, in order per incident: the audit trail"
            ),
            topic(
                BrokerTopic.commands,
                "intake",
                "case",
                "Canonical commands, keyed by incident",
                days: 30
            ),
            topic(
                BrokerTopic.incidents,
                "case",
                "case",
                "Latest state of each incident: the case stage's changelog",
                .compact
            ),
            topic(
                BrokerTopic.deadLetters,
                "intake, case",
                "operators",
                "Messages that could not be taken, with their original bytes",
                days: 90
            ),
            topic(
                BrokerTopic.ledger,
                "intake, case",
                "ledger verify",
                "How every input offset ended",
                days: 90
            ),
        ]
    }
}
