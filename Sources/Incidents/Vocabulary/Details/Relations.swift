package import Messaging

/// The incident tells of what another tells already; that one is the master.
package struct DuplicateLink: Equatable, Sendable {
    package var of: IncidentID
    package var reason: String?

    package init(of: IncidentID, reason: String? = nil) {
        self.of = of
        self.reason = reason
    }
}

/// One of several incidents that a report holds (P20).
package struct SplitPart: Equatable, Sendable {
    package var title: String
    package var description: String?
    package var kind: IncidentKind?
    package var registers: [String]?
    package var category: Category?
    /// The sender's other members of the part: a JSON object of pointer and value, as bytes.
    package var unmapped: [UInt8]?

    package init(
        title: String,
        description: String? = nil,
        kind: IncidentKind? = nil,
        registers: [String]? = nil,
        category: Category? = nil,
        unmapped: [UInt8]? = nil
    ) {
        self.title = title
        self.description = description
        self.kind = kind
        self.registers = registers
        self.category = category
        self.unmapped = unmapped
    }
}

/// Whether the cause is followed up as a problem (P12): no is an answer, silence is not.
package struct ProblemDecision: Equatable, Sendable {
    package var wanted: Bool
    package var problem: String?
    package var reason: String?

    package init(wanted: Bool, problem: String? = nil, reason: String? = nil) {
        self.wanted = wanted
        self.problem = problem
        self.reason = reason
    }
}

/// What a message turned out to be instead of an incident (edge case 39).
package enum RequestKind: String, CaseIterable, Sendable {
    case serviceRequest = "service-request"
    case changeRequest = "change-request"
}

package struct Retyping: Equatable, Sendable {
    package var to: RequestKind
    package var reason: String?

    package init(to: RequestKind, reason: String? = nil) {
        self.to = to
        self.reason = reason
    }
}

/// A child tells its master that it is one.
package struct ChildLink: Equatable, Sendable {
    package var child: IncidentID
    package var registeredAt: Timestamp
    /// Who wants it to be one; nil: nobody anew.
    package var asked: LinkRequest?

    package init(child: IncidentID, registeredAt: Timestamp, asked: LinkRequest? = nil) {
        self.child = child
        self.registeredAt = registeredAt
        self.asked = asked
    }
}

/// The message that made a child, so that its sender can be told when that was not possible.
package struct LinkRequest: Equatable, Sendable {
    package var party: Party
    package var messageID: String
    package var number: String?
    package var at: Timestamp
    package var origin: Origin

    package init(
        party: Party,
        messageID: String,
        number: String?,
        at moment: Timestamp,
        origin: Origin
    ) {
        self.party = party
        self.messageID = messageID
        self.number = number
        self.at = moment
        self.origin = origin
    }
}

/// What was to be the master cannot be: it is not known, or takes no more.
package struct LinkRefusal: Equatable, Sendable {
    package var master: IncidentID
    package var rejection: Rejection
    package var asked: LinkRequest?

    package init(master: IncidentID, rejection: Rejection, asked: LinkRequest?) {
        self.master = master
        self.rejection = rejection
        self.asked = asked
    }
}

/// What has become of a child whose master was put to its reporter as resolved.
package struct ChildOutcome: Equatable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case accepted
        case tenDays = "ten-days"
        case objected
        case withdrawn
    }

    package var child: IncidentID
    package var outcome: Outcome

    package init(child: IncidentID, outcome: Outcome) {
        self.child = child
        self.outcome = outcome
    }
}

/// A master tells its children how it goes.
package struct MasterProgress: Equatable, Sendable {
    package var master: IncidentID
    package var status: IncidentStatus
    /// There when it has been resolved.
    package var text: ResolutionText?

    package init(master: IncidentID, status: IncidentStatus, text: ResolutionText? = nil) {
        self.master = master
        self.status = status
        self.text = text
    }
}

/// A part of another incident becomes one of its own, and inherits its times (edge case 24).
package struct SplitOff: Equatable, Sendable {
    package var original: IncidentID
    /// The original's reporter's number, with the part's.
    package var number: String
    package var reportedBy: Party
    package var report: Report
    package var reportedAt: Timestamp
    package var registeredAt: Timestamp
    /// Of the part, what nothing maps.
    package var unmapped: [UInt8]?

    package init(
        original: IncidentID,
        number: String,
        reportedBy: Party,
        report: Report,
        reportedAt: Timestamp,
        registeredAt: Timestamp,
        unmapped: [UInt8]? = nil
    ) {
        self.original = original
        self.number = number
        self.reportedBy = reportedBy
        self.report = report
        self.reportedAt = reportedAt
        self.registeredAt = registeredAt
        self.unmapped = unmapped
    }
}
