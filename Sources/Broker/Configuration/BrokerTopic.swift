package import Incidents

/// Names of the topics between our own stages.
package enum BrokerTopic {
    package static let commands = "broker.commands"
    package static let incidents = "broker.incidents"
    package static let events = "incident.events"
    package static let notices = "authority.notices"
    package static let deadLetters = "broker.dead-letters"
    package static let ledger = "broker.ledger"
    package static let deliveries = "broker.deliveries"
    package static let attempts = "broker.attempts"
    package static let subscriptions = "broker.subscriptions"
}

extension Party {
    /// The topic this party writes to; nobody else may.
    package var inputTopic: String {
        switch self {
        case .itsm: "itsm.incidents"
        case .portal: "portal.incidents"
        case .spoc: "spoc.updates"
        case .register(let code): "register.\(code.lowercased()).updates"
        case .broker: BrokerTopic.commands
        }
    }

    /// The topic this party reads.
    package var outputTopic: String {
        switch self {
        case .itsm: "itsm.updates"
        case .portal: "portal.updates"
        case .spoc: "spoc.incidents"
        case .register(let code): "register.\(code.lowercased()).incidents"
        case .broker: BrokerTopic.events
        }
    }
}
