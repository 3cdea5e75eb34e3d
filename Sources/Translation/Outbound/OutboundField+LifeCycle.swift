internal import Incidents

/// What is told of an incident's handling: to those who solve it, and to the reporter's tool.
extension OutboundField {
    /// To those who handle the incident.
    static let course =
        fields(["assignment/assignee", "assignment/party", "assignment/reason"])
        + [OutboundField("assignment/line", SupportLine.allCases.map(\.rawValue))]
        + [OutboundField("escalation/kind", ["functional", "hierarchical"])]
        + fields(["escalation/to", "escalation/reason", "escalation/handOvers"])
        + fields(["question", "plan/when", "plan/how"])
        + resolution + resolutionStanding + closure
        + [OutboundField("releases/*/kind", ReleaseKind.allCases.map(\.rawValue))]
        + fields(["releases/*/release", "releases/*/plannedAt", "releases/*/noticedAt"])
        + fields(["releases/*/releasedAt", "releases/*/rolledBackAt"])
        + [OutboundField("problem/wanted", truths)] + fields(["problem/problem", "problem/reason"])
        + fields(["links/master", "links/children/*", "links/original", "links/parts/*"])
        + [OutboundField("doubt/proposed", Category.allCases.map(\.rawValue))]
        + fields(["doubt/reason", "doubt/answerDue", "resource"])
        + [OutboundField("breaches/*/regime", ["gdpr", "nis2"])]
        + fields(["breaches/*/register", "breaches/*/awareAt", "breaches/*/due"])
        + fields(["breaches/*/reportedAt", "knownErrors/*/id", "knownErrors/*/score"])
        + fields(["knownErrors/*/because/*"])

    /// What is due soon, told with a change only.
    static let reminder =
        [OutboundField("clock/clock", Clock.Kind.allCases.map(\.rawValue))]
        + fields(["clock/subject", "clock/party", "clock/due"])

    /// To the reporter's tool.
    static let progress =
        fields(["question", "plan/when", "plan/how", "closesAt"]) + resolution + closure
        + [OutboundField("release/kind", ReleaseKind.allCases.map(\.rawValue))]
        + fields(["release/release", "release/plannedAt", "release/noticedAt"])
        + fields(["release/releasedAt", "release/rolledBackAt"])
        + fields(["announcement/key", "announcement/incidents"])

    private static let types = ResolutionType.allCases.map(\.rawValue)

    private static let resolution =
        fields(["resolution/number", "resolution/description", "resolution/meaning"])
        + fields(["resolution/nextSteps", "resolution/knowledge"])
        + [
            OutboundField("resolution/type", types),
            OutboundField("resolution/documented", truths),
            OutboundField("resolution/via", ConveyanceChannel.allCases.map(\.rawValue)),
        ]

    private static let resolutionStanding =
        fields(["resolution/deliveredAt", "resolution/closesAt"])
        + [
            OutboundField("resolution/approved", truths),
            OutboundField(
                "resolution/standing",
                ["proposed", "delivered", "accepted", "objected", "superseded", "rolled-back"]
            ),
        ]

    private static let closure = [
        OutboundField("closure/reason", Closure.Reason.allCases.map(\.rawValue)),
        OutboundField("closure/at"),
        OutboundField("closure/type", types),
    ]
}
