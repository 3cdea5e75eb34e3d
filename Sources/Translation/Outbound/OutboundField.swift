internal import Incidents
internal import JSON

/// A field of the canonical outbound messages, as dialect files name it: a pointer in which `*`
/// stands for any element.
package struct OutboundField: Sendable {
    package let path: [String]
    /// Every value it can have, null written as `null`; nil for an open set.
    package let domain: [String]?

    init(_ path: String, _ domain: [String]? = nil) {
        self.path = path.split(separator: "/").map(String.init)
        self.domain = domain
    }

    package var text: String { path.map { "/\($0)" }.joined() }

    package static func fields(of message: OutboundMessage) -> [OutboundField] {
        switch message {
        case .forwarded:
            fields(["incident", "number", "system", "reportedAt", "registeredAt"])
                + fields(["policyVersion", "register/code", "register/authority"])
                + fields(["register/recipient", "register/coOwners/*", "withheld/*"]) + handled
                + course
        case .changed:
            fields(["incident", "sequence", "at", "by", "changed", "withheld/*", "reason"])
                + fields(["task/da", "task/en"])
                + handled + said + course + reminder
        case .status:
            fields(["incident", "number", "sequence", "at", "by"])
                + fields(["text/da", "text/en", "note/text", "note/author"])
                + [OutboundField("status", statuses)] + progress
        case .receipt:
            fields(["messageId", "incident", "number", "code", "detail", "remedy", "pointer"])
                + [OutboundField("outcome", ["accepted", "duplicate", "rejected"])]
                + [OutboundField("category", categories), OutboundField("expedited", truths)]
                + deadlines + fields(["deviations/*"])
                + fields(["origin/topic", "origin/partition", "origin/offset"])
        }
    }

    static func fields(_ paths: [String]) -> [OutboundField] {
        paths.map { OutboundField($0) }
    }

    static let truths = ["true", "false"]
    private static let statuses = IncidentStatus.allCases.map(\.rawValue)
    private static let categories = Category.allCases.map(\.rawValue) + ["null"]
    private static let breaches = BreachState.allCases.map(\.rawValue)

    /// What is told of an incident to those who handle it.
    private static let handled =
        [
            OutboundField("status", statuses),
            OutboundField("priority/category", categories),
            OutboundField("priority/expedited", truths),
            OutboundField("title"),
            OutboundField("description"),
            OutboundField("environment", Environment.allCases.map(\.rawValue)),
            OutboundField("kind", IncidentKind.allCases.map(\.rawValue)),
            OutboundField("registers/*"),
            OutboundField("services/*"),
            OutboundField("reporter/kind", ReporterKind.allCases.map(\.rawValue)),
            OutboundField("reporter/organisation"),
            OutboundField("reporter/name"),
            OutboundField("reporter/email"),
            OutboundField("reporter/phone"),
            OutboundField("channel", ReportingChannel.allCases.map(\.rawValue)),
            OutboundField("impact/level", ImpactLevel.allCases.map(\.rawValue)),
            OutboundField("impact/description"),
            OutboundField("impact/affectedUsers"),
            OutboundField("impact/statutoryDeadline"),
            OutboundField("security/it", breaches),
            OutboundField("security/data", breaches),
            OutboundField("processes/*", SecurityProcess.allCases.map(\.rawValue)),
            OutboundField("responsible", ResponsibleRole.allCases.map(\.rawValue)),
            OutboundField("deviations/*"),
            OutboundField("unmapped"),
        ] + deadlines

    private static let deadlines = [
        OutboundField("deadlines/*/kind", ["start-work"]),
        OutboundField("deadlines/*/role", ResponsibleRole.allCases.map(\.rawValue)),
        OutboundField("deadlines/*/due"),
        OutboundField("deadlines/*/advisory", truths),
        OutboundField("deadlines/*/outcome", ["running", "met", "missed"]),
        OutboundField("deadlines/*/pausedAt"),
    ]

    /// What parties say to each other.
    private static let said = [
        OutboundField("call/to", PhoneCall.Callee.allCases.map(\.rawValue)),
        OutboundField("call/occurredAt"),
        OutboundField("call/outcome", PhoneCall.Outcome.allCases.map(\.rawValue)),
        OutboundField("note/text"),
        OutboundField("note/visibility", Visibility.allCases.map(\.rawValue)),
        OutboundField("note/author"),
    ]
}
