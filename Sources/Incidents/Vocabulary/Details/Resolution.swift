package import Messaging

/// A workaround removes the impact, a solution the fault (ITIL).
package enum ResolutionType: String, CaseIterable, Sendable {
    case workaround
    case solution
}

/// How a text reached the reporter, principle 13.
package enum ConveyanceChannel: String, CaseIterable, Sendable {
    case tool
    /// Told on the phone only: it is still to be written in the tool.
    case phone
}

/// What principle 16 asks for before an incident is closed; parts may be missing.
package struct ResolutionText: Equatable, Sendable {
    package var type: ResolutionType?
    package var description: String?
    /// What the workaround or solution means for the reporter, concretely.
    package var meaning: String?
    /// How the reporter gets on.
    package var nextSteps: String?

    package init(
        type: ResolutionType? = nil,
        description: String? = nil,
        meaning: String? = nil,
        nextSteps: String? = nil
    ) {
        self.type = type
        self.description = description
        self.meaning = meaning
        self.nextSteps = nextSteps
    }
}

/// A workaround or solution put to the reporter.
package struct ResolutionProposal: Equatable, Sendable {
    package var text: ResolutionText
    /// The known error it was taken from (P11).
    package var knowledge: String?
    /// Whether it goes into the knowledge base (P11).
    package var documented: Bool?
    package var via: ConveyanceChannel

    package init(
        text: ResolutionText,
        knowledge: String? = nil,
        documented: Bool? = nil,
        via: ConveyanceChannel = .tool
    ) {
        self.text = text
        self.knowledge = knowledge
        self.documented = documented
        self.via = via
    }
}

/// When and how the fault will be mended (P10).
package struct CorrectionPlan: Equatable, Sendable {
    package var when: Timestamp
    package var how: String

    package init(when: Timestamp, how: String) {
        self.when = when
        self.how = how
    }
}

/// The authority's practitioner has looked at the resolution.
package struct QualityFinding: Equatable, Sendable {
    package var approved: Bool
    package var reason: String?

    package init(approved: Bool, reason: String? = nil) {
        self.approved = approved
        self.reason = reason
    }
}

/// How a message reached the reporter, or did not.
package struct DeliveryReport: Equatable, Sendable {
    package enum Channel: String, CaseIterable, Sendable {
        case tool
        case webhook
        case mail
    }

    /// Sequence of the incident's event that was told.
    package var of: Int64
    package var channel: Channel
    package var recipient: String?
    package var reason: String?

    package init(
        of: Int64,
        channel: Channel,
        recipient: String? = nil,
        reason: String? = nil
    ) {
        self.of = of
        self.channel = channel
        self.recipient = recipient
        self.reason = reason
    }
}
