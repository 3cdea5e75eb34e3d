package import Incidents

/// One topic as it should be, and who stands at its ends.
package struct TopicSpecification: Equatable, Sendable {
    package enum Cleanup: String, Sendable {
        /// Records go when they are old.
        case delete
        /// The latest record of each key stays.
        case compact
    }

    package let name: String
    package let writer: String
    package let reader: String
    package let partitions: Int32
    package let cleanup: Cleanup
    /// Days a record is kept; nil: for ever.
    package let retentionDays: Int?
    /// One sentence for people.
    package let purpose: String

    /// Topic configs as Kafka names them.
    package func configs(messageBytesMax: Int) -> [String: String] {
        var configs = [
            "cleanup.policy": cleanup.rawValue,
            "max.message.bytes": String(messageBytesMax),
            "message.timestamp.type": "CreateTime",
        ]
        switch cleanup {
        case .delete:
            configs["retention.ms"] = retentionDays.map { String($0 * 86_400_000) } ?? "-1"
        case .compact:
            // A reader that is away for up to a week still sees every tombstone.
            configs["min.compaction.lag.ms"] = "60000"
            configs["delete.retention.ms"] = String(7 * 86_400_000)
        }
        return configs
    }
}

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
        func topic(
            _ name: String,
            _ writer: String,
            _ reader: String,
            _ purpose: String
        ) -> TopicSpecification {
            TopicSpecification(
                name: name,
                writer: writer,
                reader: reader,
                partitions: partitions,
                cleanup: .delete,
                retentionDays: 30,
                purpose: purpose
            )
        }
        var topics = [
            topic(
                "itsm.incidents",
                "authority's ITSM",
                "intake",
                "Incidents, updates, notes and phone calls from the authority's ITSM tool"
            ),
            topic(
                "portal.incidents",
                "user portal",
                "intake",
                "Incidents, updates and notes from users"
            ),
            topic("spoc.updates", "SPOC", "intake", "What the SPOC tells about incidents"),
            topic(
                "spoc.incidents",
                "intake, case",
                "SPOC",
                "Incidents to handle, and changes to them"
            ),
            topic(
                "itsm.updates",
                "intake, case",
                "authority's ITSM",
                "Receipts and status for the tool the reporter looks in"
            ),
            topic(
                "portal.updates",
                "intake, case",
                "user portal",
                "Receipts and status for the tool the reporter looks in"
            ),
            topic(
                "authority.notices",
                "case",
                "authority's incident manager",
                "High impact, deviations, security, overdue"
            ),
        ]
        for code in registers {
            let party = Party.register(code)
            topics.append(
                topic(
                    party.inputTopic,
                    "register authority of \(code)",
                    "intake",
                    "What the register authority of \(code) tells about incidents"
                )
            )
            topics.append(
                topic(
                    party.outputTopic,
                    "intake, case",
                    "register authority of \(code)",
                    "Incidents the register authority of \(code) is responsible for or involved in"
                )
            )
        }
        return topics
    }

    private static func own(partitions: Int32) -> [TopicSpecification] {
        func topic(
            _ name: String,
            _ writer: String,
            _ reader: String,
            _ cleanup: TopicSpecification.Cleanup,
            days: Int?,
            _ purpose: String
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
                .delete,
                days: nil,
                "Everything that happened, in order per incident: the audit trail"
            ),
            topic(
                BrokerTopic.commands,
                "intake",
                "case",
                .delete,
                days: 30,
                "Canonical commands, keyed by incident"
            ),
            topic(
                BrokerTopic.incidents,
                "case",
                "case",
                .compact,
                days: nil,
                "Latest state of each incident: the case stage's changelog"
            ),
            topic(
                BrokerTopic.deadLetters,
                "intake, case",
                "operators",
                .delete,
                days: 90,
                "Messages that could not be taken, with their original bytes"
            ),
            topic(
                BrokerTopic.ledger,
                "intake, case",
                "ledger verify",
                .delete,
                days: 90,
                "How every input offset ended"
            ),
        ]
    }
}

/// Names of the topics between our own stages.
package enum BrokerTopic {
    package static let commands = "broker.commands"
    package static let incidents = "broker.incidents"
    package static let events = "incident.events"
    package static let notices = "authority.notices"
    package static let deadLetters = "broker.dead-letters"
    package static let ledger = "broker.ledger"
}

extension Party {
    /// The topic this party writes to; nobody else may.
    package var inputTopic: String {
        switch self {
        case .itsm: "itsm.incidents"
        case .portal: "portal.incidents"
        case .spoc: "spoc.updates"
        case .register(let code): "register.\(code.lowercased()).updates"
        }
    }

    /// The topic this party reads.
    package var outputTopic: String {
        switch self {
        case .itsm: "itsm.updates"
        case .portal: "portal.updates"
        case .spoc: "spoc.incidents"
        case .register(let code): "register.\(code.lowercased()).incidents"
        }
    }
}
