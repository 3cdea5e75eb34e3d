import Incidents
import Messaging

/// A policy with the same rules as the one that is deployed, written out.
enum TestPolicy {
    static let standard = make()

    static func make(
        version: String = "1.1",
        rules: [Rule] = standardRules,
        settings: PolicySettings = PolicySettings(incidentManager: "incident-manager")
    ) -> Policy {
        Policy(
            name: "Test",
            version: version,
            validFrom: Copenhagen.at("2020-01-01 00:00"),
            validUntil: nil,
            zone: Copenhagen.zone,
            calendars: [
                "always": .aroundTheClock,
                "office": Copenhagen.office,
                "working-days": Copenhagen.workingDays,
                "spoc-phone": ServiceCalendar(
                    name: "spoc-phone",
                    week: Array(repeating: .init(fromMinute: 360, untilMinute: 1_380), count: 7),
                    daysOff: .none
                ),
            ],
            startOfWork: deadlines,
            criticalServices: ["MAT/Matriklen"],
            registers: registers,
            rules: rules,
            settings: settings
        )
    }

    static func grace(minutes: Int64) -> Policy {
        make(settings: PolicySettings(phoneGraceSeconds: minutes * 60, incidentManager: "im"))
    }

    // MARK: Deadlines

    static let deadlines: [StartOfWorkDeadline] =
        promises(
            .supplier,
            .production,
            "always",
            [.minutes(5), .minutes(60), .calendarDays(1), .calendarDays(10), .calendarDays(20)]
        )
        + promises(
            .supplier,
            .test,
            "office",
            [.minutes(5), .minutes(60), .workingDays(1), .workingDays(10), .workingDays(20)]
        )
        + promises(
            .registerAuthority,
            .production,
            "always",
            [
                .minutes(1_440), .minutes(1_440), .calendarDays(2), .calendarDays(10),
                .calendarDays(20),
            ]
        )

    private static func promises(
        _ role: ResponsibleRole,
        _ environment: Environment,
        _ calendar: String,
        _ periods: [ServicePeriod]
    ) -> [StartOfWorkDeadline] {
        zip(Category.allCases, periods).map { category, period in
            StartOfWorkDeadline(
                category: category,
                responsible: role,
                environment: environment,
                within: period,
                calendar: calendar,
                advisory: role == .registerAuthority,
                principle: Principle(role == .supplier ? 3 : 10)
            )
        }
    }

    // MARK: Registers

    static let registers: [String: Register] = Dictionary(
        uniqueKeysWithValues: [
            register("MAT", [owner("Geodatastyrelsen", recipient: "Matriklen-support")]),
            register("EBR", [owner("Geodatastyrelsen", recipient: "EBR-support")]),
            register(
                "CPR",
                [owner("CPR-kontoret", recipient: "CPR-vagten")],
                personalData: true
            ),
            register("SVR", [owner("Skatteforvaltningen", recipient: nil)]),
            register(
                "GEODKV",
                [owner("Klimadatastyrelsen", recipient: "Support", coOwners: ["Kommunerne"])]
            ),
            register(
                "BBR",
                [
                    owner("Udviklingsstyrelsen", recipient: nil, until: "2026-01-01 00:00"),
                    owner("Vurderingsstyrelsen", recipient: "BBR", from: "2026-01-01 00:00"),
                ]
            ),
        ].map { ($0.code, $0) }
    )

    private static func register(
        _ code: String,
        _ owners: [Register.Ownership],
        personalData: Bool = false
    ) -> Register {
        Register(code: code, name: code, personalData: personalData, ownerships: owners)
    }

    private static func owner(
        _ authority: String,
        recipient: String?,
        coOwners: [String] = [],
        from: String = "2000-01-01 00:00",
        until: String? = nil
    ) -> Register.Ownership {
        Register.Ownership(
            authority: authority,
            coOwners: coOwners,
            recipient: recipient,
            from: Copenhagen.at(from),
            until: until.map(Copenhagen.at)
        )
    }
}
