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
        case StageName.fanout: [BrokerTopic.events]
        default: []
        }
    }

    /// Where a stage keeps its state, as many partitions as its input has; nil: it has none.
    package func changelog(of stage: String) -> String? {
        switch stage {
        case StageName.case: BrokerTopic.incidents
        case StageName.fanout: BrokerTopic.deliveries
        default: nil
        }
    }

    /// The topics a stage may write, besides its changelog and the ledger.
    package func outputs(of stage: String) -> [String] {
        topics.filter { topic in
            topic.writer.split(separator: ", ").contains { $0 == stage }
                && topic.name != changelog(of: stage) && topic.name != BrokerTopic.ledger
        }.map(\.name)
    }

    /// The topics that leave the broker: what `follow` shows when it is not told.
    package var leaving: [String] {
        topics.filter { $0.reader != StageName.intake && $0.reader != StageName.case }
            .map(\.name)
            .filter { !Self.unshown.contains($0) }
    }

    private static let unshown = [
        BrokerTopic.ledger, BrokerTopic.deliveries, BrokerTopic.attempts,
        BrokerTopic.subscriptions,
    ]

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
        (
            "spoc.incidents", "intake, case, fanout", "SPOC",
            "Incidents to handle, and changes to them"
        ),
        (
            "itsm.updates", "intake, case, fanout", "authority's ITSM",
            "Receipts and status for the tool the reporter looks in"
        ),
        (
            "portal.updates", "intake, case, fanout", "user portal",
            "Receipts and status for the tool the reporter looks in"
        ),
        (
            BrokerTopic.notices, "case, fanout", "authority's incident manager",
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
                Party.register(code).outputTopic, "intake, case, fanout", authority,
                "Incidents the \(authority) is responsible for or involved in"
            ),
        ]
    }

    private static func own(partitions: Int32) -> [TopicSpecification] {
        (pipeline + telling).map { row in
            TopicSpecification(
                name: row.name,
                writer: row.writer,
                reader: row.reader,
                partitions: partitions,
                cleanup: row.cleanup,
                retentionDays: row.days,
                purpose: row.purpose
            )
        }
    }

    private typealias OwnRow = (
        name: String, writer: String, reader: String, purpose: String, days: Int?,
        cleanup: TopicSpecification.Cleanup
    )

    private static let pipeline: [OwnRow] = [
        (
            BrokerTopic.events, "case", "fan-out, console, auditors",
            "Everything that happened, in order per incident: the audit trail", nil, .delete
        ),
        (
            BrokerTopic.commands, "intake, case, fanout", "case",
            "Canonical commands, keyed by incident", 30, .delete
        ),
        (
            BrokerTopic.incidents, "case", "case",
            "Latest state of each incident: the case stage's changelog", nil, .compact
        ),
        (
            BrokerTopic.deadLetters, "intake, case, fanout", "operators",
            "Messages that could not be taken, with their original bytes", 90, .delete
        ),
        (
            BrokerTopic.ledger, "intake, case, fanout", "ledger verify",
            "How every input offset ended", 90, .delete
        ),
    ]

    /// Of the fan-out.
    private static let telling: [OwnRow] = [
        (
            BrokerTopic.deliveries, "fanout", "fanout, console",
            "What waits for whom: the fan-out stage's changelog", nil, .compact
        ),
        (
            BrokerTopic.attempts, "fanout", "console, operators",
            "Every attempt to tell somebody, and how it ended", 90, .delete
        ),
        (
            BrokerTopic.subscriptions, "console, fanout", "fanout, console",
            "Who wants to be told what, where and how", nil, .compact
        ),
    ]
}
