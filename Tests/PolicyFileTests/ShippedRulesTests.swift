import Incidents
import PolicyFile
import Testing

/// What the shipped rules make of facts: every combination, against the principles told again in
/// Swift.
@Suite("The shipped rules")
struct ShippedRulesTests {
    private let policy: Policy

    init() throws {
        policy = try Repository.datafordeler()
    }

    /// An incident like any other: from a register authority, by the book.
    private static let ordinary: [Fact: Set<String>] = [
        .category: ["C"], .kind: ["platform"], .environment: ["production"],
        .reporterKind: ["register-authority"], .channel: ["itsm"], .impactLevel: ["unrated"],
        .itSecurity: ["none"], .dataSecurity: ["none"], .register: ["none"],
        .callToSpoc: ["none"], .callToAuthority: ["none"], .criticalService: ["false"],
        .statutoryDeadline: ["false"], .registerRecipient: ["false"], .spocPhoneOpen: ["true"],
        .occasion: ["registration"],
    ]

    private func outcome(
        _ table: Rule.Table,
        _ changes: [Fact: Set<String>],
        affectedUsers: Int? = nil
    ) -> RuleOutcome {
        let values = Self.ordinary.merging(changes) { _, new in new }
        var outcome = RuleOutcome()
        policy.compiled.evaluate(
            table,
            on: Facts(values, affectedUsers: affectedUsers),
            into: &outcome
        )
        return outcome
    }

    private func effects(_ table: Rule.Table, _ changes: [Fact: Set<String>]) -> [Effect] {
        outcome(table, changes).fired.flatMap { policy.rules[$0].then }
    }

    private func deviations(_ table: Rule.Table, _ changes: [Fact: Set<String>]) -> [String] {
        effects(table, changes).compactMap { effect in
            if case .deviation(let code) = effect { code } else { nil }
        }
        .sorted()
    }

    @Test func `an ordinary incident is nobody's deviation and nobody's notice`() {
        for table in Rule.Table.allCases where table != .routing {
            #expect(outcome(table, [:]).fired.isEmpty, "\(table)")
        }
    }

    /// Principle 5: A and B, phoned to the SPOC by all three, to the authority by the other two.
    @Test func `the duty to phone, in all combinations`() {
        let kinds = ReporterKind.allCases
        for (category, kind) in product(Fact.category.domain ?? [], kinds.map(\.rawValue)) {
            for (spoc, authority) in product(
                ["before", "after", "none"],
                ["before", "after", "none"]
            ) {
                for (occasion, open) in product(["registration", "raise"], ["true", "false"]) {
                    let found = deviations(
                        .phone,
                        [
                            .category: [category], .reporterKind: [kind], .callToSpoc: [spoc],
                            .callToAuthority: [authority], .occasion: [occasion],
                            .spocPhoneOpen: [open],
                        ]
                    )
                    var wanted: [String] = []
                    let isDue = ["A", "B"].contains(category)
                    let missing = ["after": "CALL_AFTER_REGISTRATION", "none": "NO_CALL_"]
                    if isDue, ["authority", "register-authority", "subcontractor"].contains(kind) {
                        wanted += missing[spoc].map { [$0 + (spoc == "none" ? "SPOC" : "")] } ?? []
                    }
                    if isDue, ["register-authority", "subcontractor"].contains(kind) {
                        wanted +=
                            missing[authority].map { [$0 + (authority == "none" ? "DFM" : "")] }
                            ?? []
                    }
                    if occasion == "raise" { wanted = wanted.map { _ in "NO_CALL_AT_RAISE" } }
                    let codes = wanted.map { "P05.\($0)" }.sorted()
                    #expect(found == codes, "\(category) \(kind) \(spoc) \(authority) \(occasion)")
                }
            }
        }
    }

    /// Principle 7: a suspicion found by a register authority, of whatever breach, is phoned to
    /// both, before or after.
    @Test func `the duty to phone about a suspicion, in all combinations`() {
        let states = BreachState.allCases.map(\.rawValue)
        for (it, data) in product(states, states) {
            for (spoc, kind) in product(["before", "after", "none"], ReporterKind.allCases) {
                let found = deviations(
                    .phone,
                    [
                        .itSecurity: [it], .dataSecurity: [data], .callToSpoc: [spoc],
                        .reporterKind: [kind.rawValue],
                    ]
                )
                let isDue = (it != "none" || data != "none") && kind == .registerAuthority
                let wanted = ["P07.NO_CALL_DFM"] + (spoc == "none" ? ["P07.NO_CALL_SPOC"] : [])
                #expect(found == (isDue ? wanted : []), "\(it) \(data) \(spoc) \(kind)")
            }
        }
    }

    /// Principles 1 and 6.
    @Test func `the right way in, in all combinations`() {
        for (kind, channel) in product(ReporterKind.allCases, ReportingChannel.allCases) {
            let wanted: [String] =
                switch (kind, channel) {
                case (.spoc, _), (_, .monitoring), (.user, .portal): []
                case (.user, _): ["P01.WRONG_CHANNEL"]
                case (_, .itsm): []
                case (_, .register): ["P06.NOT_REGISTERED"]
                default: ["P01.WRONG_CHANNEL"]
                }
            let found = deviations(
                .channel,
                [.reporterKind: [kind.rawValue], .channel: [channel.rawValue]]
            )
            #expect(found == wanted, "\(kind) \(channel)")
        }
    }

    /// Principles 7, 9 and 10.
    @Test func `who solves and who is sent it, in all combinations`() {
        let states = BreachState.allCases.map(\.rawValue)
        let registers = [["known"], ["unknown"], ["none"], ["known", "unknown"]]
        for (kind, breach) in product(IncidentKind.allCases, states) {
            for (register, recipient) in product(registers, ["true", "false"]) {
                let isKnown = register.contains("known")
                guard isKnown || recipient == "false" else { continue }
                let found = outcome(
                    .routing,
                    [
                        .kind: [kind.rawValue], .dataSecurity: [breach],
                        .register: Set(register), .registerRecipient: [recipient],
                    ]
                )
                let isRegisters = kind == .data && recipient == "true"
                let isTold = isRegisters || kind != .data && breach != "none" && isKnown
                let responsible: ResponsibleRole = isRegisters ? .registerAuthority : .supplier
                #expect(found.responsible == responsible, "\(kind) \(breach) \(register)")
                #expect(found.forwardsToRegister == isTold, "\(kind) \(breach) \(register)")
            }
        }
    }

    @Test(
        "what makes the handling faster",
        arguments: [
            ([:], nil, false), ([.impactLevel: ["high"]], nil, true),
            ([.impactLevel: ["medium"]], nil, false), ([:], 999, false), ([:], 1000, true),
            ([.environment: ["test"]], 5000, false),
            ([.environment: ["test"], .impactLevel: ["high"]], nil, true),
            ([.criticalService: ["true"]], nil, true),
            ([.criticalService: ["true"], .impactLevel: ["low"]], nil, false),
            ([.statutoryDeadline: ["true"]], nil, true),
            ([.statutoryDeadline: ["true"], .impactLevel: ["low"]], nil, false),
        ] as [([Fact: Set<String>], Int?, Bool)]
    )
    func impact(changes: [Fact: Set<String>], users: Int?, isExpedited: Bool) {
        let outcome = outcome(.impact, changes, affectedUsers: users)
        #expect(outcome.expedited == isExpedited)
        // Principle 4: whenever it is faster, the authority is told.
        let effects = outcome.fired.flatMap { policy.rules[$0].then }
        #expect(effects.contains(.notify(reason: "high-impact")) == isExpedited)
    }

    @Test(
        "the processes of principle 7",
        arguments: [
            ("none", "none", []), ("suspected", "none", .majorIncident),
            ("none", "confirmed", .dataSecurity),
            ("confirmed", "suspected", [.majorIncident, .dataSecurity]),
        ] as [(String, String, SecurityProcesses)]
    )
    func security(it: String, data: String, processes: SecurityProcesses) {
        let outcome = outcome(.security, [.itSecurity: [it], .dataSecurity: [data]])
        #expect(outcome.processes == processes)
    }

    @Test(
        "what else the authority is told",
        arguments: [
            ([.category: ["A"]], ["category-a"]), ([.category: ["B"]], ["category-b"]),
            ([.category: ["A"], .environment: ["test"]], []),
            ([.category: ["unclassified"]], ["unclassified"]),
            ([.register: ["known", "unknown"]], ["unknown-register"]),
            ([.kind: ["data"], .register: ["known"]], ["no-recipient"]),
            ([.kind: ["data"], .register: ["known"], .registerRecipient: ["true"]], []),
        ] as [([Fact: Set<String>], [String])]
    )
    func notices(changes: [Fact: Set<String>], reasons: [String]) {
        let found = effects(.notice, changes).compactMap { effect in
            if case .notify(let reason) = effect { reason } else { nil }
        }
        #expect(found == reasons)
    }

    private func product<Left, Right>(_ left: [Left], _ right: [Right]) -> [(Left, Right)] {
        left.flatMap { first in right.map { (first, $0) } }
    }
}
