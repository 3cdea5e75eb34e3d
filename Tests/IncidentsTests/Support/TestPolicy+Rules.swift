import Incidents

extension TestPolicy {
    static let standardRules: [Rule] =
        routing + impact + channel + phone + security + notices

    static let routing: [Rule] = [
        rule(
            "P07.CONTROLLER_TOLD",
            .routing,
            7,
            [
                .dataSecurity: ["suspected", "confirmed"], .register: ["known"],
                .kind: ["platform", "application", "unknown"],
            ],
            [.responsible(.supplier), .forwardToRegister]
        ),
        rule(
            "P10.DATA_TO_REGISTER",
            .routing,
            10,
            [.kind: ["data"], .register: ["known"], .registerRecipient: ["true"]],
            [.responsible(.registerAuthority), .forwardToRegister]
        ),
        rule("P09.SPOC_KEEPS", .routing, 9, [:], [.responsible(.supplier)]),
    ]

    static let impact: [Rule] = [
        rule(
            "P04.REPORTED_HIGH",
            .impact,
            4,
            [.impactLevel: ["high"]],
            [.expedite, .notify(reason: "high-impact")]
        ),
        Rule(
            id: "P04.MANY_USERS",
            table: .impact,
            principle: Principle(4),
            when: [
                Condition(.environment, .anyOf(["production"])),
                Condition(.affectedUsers, .atLeast(1_000)),
            ],
            then: [.expedite, .notify(reason: "high-impact")],
            danish: "Mindst 1000 brugere er ramt.",
            english: "At least 1000 users are affected."
        ),
        rule(
            "P04.CRITICAL_SERVICE",
            .impact,
            4,
            [.criticalService: ["true"], .impactLevel: ["medium", "high", "unrated"]],
            [.expedite, .notify(reason: "high-impact")]
        ),
    ]

    static let channel: [Rule] = [
        rule(
            "P01.USER_NOT_BY_PORTAL",
            .channel,
            1,
            [.reporterKind: ["user"], .channel: ["itsm", "phone", "email", "register", "spoc"]],
            [.deviation(code: "P01.WRONG_CHANNEL"), .notify(reason: "deviation")]
        ),
        rule(
            "P06.NOT_IN_ITSM",
            .channel,
            6,
            [.reporterKind: ["register-authority"], .channel: ["register"]],
            [.deviation(code: "P06.NOT_REGISTERED"), .notify(reason: "deviation")]
        ),
    ]

    static let phone: [Rule] = [
        call("P05.NO_CALL_SPOC", 5, "P05.NO_CALL_SPOC", parties, [.callToSpoc: ["none"]]),
        call("P05.NO_CALL_DFM", 5, "P05.NO_CALL_DFM", others, [.callToAuthority: ["none"]]),
        call("P05.LATE_SPOC", 5, "P05.CALL_AFTER", parties, [.callToSpoc: ["after"]]),
        call("P05.LATE_DFM", 5, "P05.CALL_AFTER", others, [.callToAuthority: ["after"]]),
        suspicion("P07.NO_CALL_SPOC", [.callToSpoc: ["none"]]),
        suspicion("P07.NO_CALL_DFM", [.callToAuthority: ["none"]]),
    ]

    static let security: [Rule] = [
        rule(
            "P07.IT_SECURITY",
            .security,
            7,
            [.itSecurity: ["suspected", "confirmed"]],
            [.process(.majorIncident), .notify(reason: "security")]
        ),
        rule(
            "P07.DATA_SECURITY",
            .security,
            7,
            [.dataSecurity: ["suspected", "confirmed"]],
            [.process(.dataSecurity), .notify(reason: "security")]
        ),
    ]

    static let notices: [Rule] = [
        rule(
            "P08.CATEGORY_A",
            .notice,
            8,
            [.category: ["A"], .environment: ["production"]],
            [.notify(reason: "category-a")]
        ),
        rule(
            "P03.UNCLASSIFIED",
            .notice,
            3,
            [.category: ["unclassified"]],
            [.notify(reason: "unclassified")]
        ),
        rule(
            "P09.UNKNOWN_REGISTER",
            .notice,
            9,
            [.register: ["unknown"]],
            [.notify(reason: "unknown-register")]
        ),
        rule(
            "P10.NO_RECIPIENT",
            .notice,
            10,
            [.kind: ["data"], .register: ["known"], .registerRecipient: ["false"]],
            [.deviation(code: "P10.NO_RECIPIENT"), .notify(reason: "no-recipient")]
        ),
    ]

    static func rule(
        _ id: String,
        _ table: Rule.Table,
        _ principle: Int,
        _ when: [Fact: Set<String>],
        _ then: [Effect]
    ) -> Rule {
        let conditions = Fact.allCases.compactMap { fact in
            when[fact].map { Condition(fact, .anyOf($0)) }
        }
        return Rule(
            id: id,
            table: table,
            principle: Principle(principle),
            when: conditions,
            then: then,
            danish: "\(id) på dansk.",
            english: "\(id) in English."
        )
    }

    private static let parties: Set<String> = ["authority", "register-authority", "subcontractor"]
    /// The authority cannot phone itself.
    private static let others: Set<String> = ["register-authority", "subcontractor"]

    private static func call(
        _ id: String,
        _ principle: Int,
        _ code: String,
        _ reporters: Set<String>,
        _ when: [Fact: Set<String>]
    ) -> Rule {
        let asked: [Fact: Set<String>] = [.category: ["A", "B"], .reporterKind: reporters]
        return rule(
            id,
            .phone,
            principle,
            asked.merging(when) { first, _ in first },
            [.deviation(code: code), .notify(reason: "deviation")]
        )
    }

    private static func suspicion(_ id: String, _ when: [Fact: Set<String>]) -> Rule {
        let asked: [Fact: Set<String>] = [
            .dataSecurity: ["suspected", "confirmed"], .reporterKind: ["register-authority"],
        ]
        return rule(
            id,
            .phone,
            7,
            asked.merging(when) { first, _ in first },
            [.deviation(code: id), .notify(reason: "deviation")]
        )
    }
}
