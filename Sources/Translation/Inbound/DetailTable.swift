internal import Incidents

/// The details of every verb that handles an incident: the one place that lists them.
///
/// The schemas in `Schemas/inbound` say the same to the parties, and a test holds them together.
/// How they are decoded is the business of the commands' own codec.
enum DetailTable {
    typealias Verb = (name: String, fields: [DetailField])

    static let verbs: [Verb] = directions + resolving + relations + matters

    /// Ids of other things: releases, problems, known errors.
    private static let idLengthMax = 200
    static let incidentsMax = 500

    private static let directions: [Verb] = [
        (
            "classify",
            [
                choice("category", Category.self), choice("kind", IncidentKind.self),
                list("registers", lengthMax: 32, countMax: 32),
                choice("responsible", ResponsibleRole.self), reason,
            ]
        ),
        ("assess-impact", [choice("level", ImpactLevel.self).needed, reason]),
        ("assign", [choice("line", SupportLine.self).needed, text("assignee", 200), reason]),
        ("escalate", [code("to", 41).needed, reason.needed]),
        ("await-reporter", [text("question").needed]),
        ("plan", [DetailField("when", .moment).needed, text("how").needed]),
        ("need-resource", [text("what").needed]),
    ]

    private static let resolving: [Verb] = [
        (
            "propose",
            [
                choice("type", ResolutionType.self).needed, text("description").needed,
                text("meaning").needed, text("nextSteps").needed, code("knowledge", idLengthMax),
                DetailField("documented", .truth), choice("via", ConveyanceChannel.self),
            ]
        ),
        (
            "plan-release",
            [
                code("release", idLengthMax).needed, DetailField("plannedAt", .moment).needed,
                choice("kind", ReleaseKind.self).needed, text("description"), incidents,
            ]
        ),
        (
            "finish-release",
            [
                code("release", idLengthMax).needed, DetailField("releasedAt", .pastMoment),
                incidents,
            ]
        ),
        ("roll-back-release", [code("release", idLengthMax).needed, reason.needed, incidents]),
        ("assure-quality", [DetailField("approved", .truth).needed, reason]),
        (
            "request-close",
            [
                choice("type", ResolutionType.self), text("description"), text("meaning"),
                text("nextSteps"),
            ]
        ),
        ("accept", [choice("type", ResolutionType.self)]),
        ("object", [reason]),
        ("withdraw", [reason]),
        ("reopen", [reason.needed]),
        (
            "confirm-delivery",
            [
                sequence("of").needed, choice("channel", DeliveryReport.Channel.self).needed,
                code("recipient", 320),
            ]
        ),
        (
            "report-undelivered",
            [
                sequence("of").needed, choice("channel", DeliveryReport.Channel.self).needed,
                reason,
            ]
        ),
    ]

    private static let relations: [Verb] = [
        ("link-duplicate", [code("of", 129).needed, reason]),
        ("split", [DetailField("parts", .objects).needed]),
        (
            "relate-problem",
            [DetailField("wanted", .truth).needed, code("problem", idLengthMax), reason]
        ),
        ("retype", [choice("to", RequestKind.self).needed, reason]),
    ]

    private static let matters: [Verb] = [
        ("doubt-priority", [choice("proposed", Category.self), reason.needed]),
        (
            "override-priority",
            [
                choice("category", Category.self).needed, reason.needed,
                DetailField("decidedAt", .pastMoment), sequence("decision"),
            ]
        ),
        (
            "flag-security",
            [
                choice("it", BreachState.self), choice("data", BreachState.self),
                list("controllers", lengthMax: 32, countMax: 32), reason,
            ]
        ),
        (
            "confirm-awareness",
            [code("register", 32).needed, DetailField("awareAt", .pastMoment).needed]
        ),
        (
            "confirm-breach-report",
            [
                code("register", 32).needed, DetailField("reportedAt", .pastMoment).needed,
                choice("stage", BreachReport.Stage.self),
            ]
        ),
        ("declare-major", [reason.needed]),
    ]

    // MARK: Kinds of details

    private static let reason = text("reason", 2000)
    private static let incidents = list("incidents", lengthMax: 129, countMax: incidentsMax)

    private static func text(_ name: String, _ lengthMax: Int = 20_000) -> DetailField {
        DetailField(name, .text(lengthMax: lengthMax))
    }

    private static func code(_ name: String, _ lengthMax: Int) -> DetailField {
        DetailField(name, .code(lengthMax: lengthMax))
    }

    private static func list(_ name: String, lengthMax: Int, countMax: Int) -> DetailField {
        DetailField(name, .list(lengthMax: lengthMax, countMax: countMax))
    }

    private static func sequence(_ name: String) -> DetailField {
        DetailField(name, .integer(0...9_007_199_254_740_991))
    }

    private static func choice<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        _: Word.Type
    ) -> DetailField {
        DetailField(name, .choice(Word.allCases.map(\.rawValue)))
    }
}

extension DetailField {
    fileprivate init(_ name: String, _ kind: Kind) {
        self.init(name: name, kind: kind, isRequired: false)
    }

    /// The command cannot be without it.
    fileprivate var needed: DetailField {
        DetailField(name: name, kind: kind, isRequired: true)
    }
}
