import Incidents
import Messaging
import PolicyFile
import StrictYAML
import Testing

/// What deploy/policy/datafordeler.yaml says, against the published figures.
@Suite("The shipped policy")
struct ShippedPolicyTests {
    private let policy: Policy

    init() throws {
        policy = try Repository.datafordeler()
    }

    private func moment(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 12) throws -> Timestamp
    {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        return policy.zone.moment(WallClock(date, hour: hour))
    }

    @Test func `it lints without an error or a warning`() throws {
        let path = "deploy/policy/datafordeler.yaml"
        let (_, diagnostics) = PolicyFile.load(text: try Repository.text(path), file: path)
        #expect(diagnostics.isEmpty, "\(diagnostics.map(\.description))")
    }

    @Test func `it is version 1.1 of Datafordeleren, in force from a midnight in Denmark`() {
        #expect(policy.name == "Datafordeleren")
        #expect(policy.version == "1.1")
        #expect(policy.validFrom.seconds == 1_590_357_600)  // 2020-05-25T00:00+02:00
        #expect(policy.validUntil == nil)
        #expect(policy.zone.name == "Europe/Copenhagen")
    }

    @Test func `the supplier starts work in production within the published times`() {
        let entries = policy.startOfWork.filter {
            $0.responsible == .supplier && $0.environment == .production
        }
        let within = Dictionary(uniqueKeysWithValues: entries.map { ($0.category, $0.within) })
        #expect(
            within == [
                .a: .minutes(5), .b: .minutes(60), .c: .calendarDays(1), .d: .calendarDays(10),
                .e: .calendarDays(20),
            ]
        )
        #expect(entries.allSatisfy { $0.calendar == "always" && !$0.advisory })
        #expect(entries.allSatisfy { $0.principle == Principle(3) })
    }

    @Test func `in the test environment the supplier's times run in its opening hours`() {
        let entries = policy.startOfWork.filter {
            $0.responsible == .supplier && $0.environment == .test
        }
        let within = Dictionary(uniqueKeysWithValues: entries.map { ($0.category, $0.within) })
        #expect(
            within == [
                .a: .minutes(5), .b: .minutes(60), .c: .workingDays(1), .d: .workingDays(10),
                .e: .workingDays(20),
            ]
        )
        #expect(entries.allSatisfy { $0.calendar == "test-environment" })
    }

    @Test(arguments: Environment.allCases)
    func `the registers' times are the published ones, and only advisory`(
        environment: Environment
    ) {
        let entries = policy.startOfWork.filter {
            $0.responsible == .registerAuthority && $0.environment == environment
        }
        let within = Dictionary(uniqueKeysWithValues: entries.map { ($0.category, $0.within) })
        #expect(
            within == [
                .a: .minutes(1440), .b: .minutes(1440), .c: .calendarDays(2),
                .d: .calendarDays(10), .e: .calendarDays(20),
            ]
        )
        #expect(entries.allSatisfy { $0.advisory })
    }

    @Test func `it has the published registers, and each a recipient today`() throws {
        #expect(
            policy.registers.keys.sorted() == [
                "BBR", "CPR", "CVR", "DAGI", "DAR", "DHM", "DS", "EBR", "EJF", "FIKSPUNKT",
                "GEODKV", "MAT", "VUR",
            ]
        )
        let today = try moment(2026, 11, 23)
        for register in policy.registers.values {
            #expect(register.ownership(at: today)?.recipient != nil, "\(register.code)")
        }
        #expect(policy.registers["MAT"]?.ownership(at: today)?.authority == "Geodatastyrelsen")
        #expect(policy.registers["CPR"]?.personalData == true)
        #expect(policy.registers["DAR"]?.personalData == false)
    }

    @Test func `BBR changes its owner at a midnight, and GeoDanmark has two`() throws {
        let bbr = try #require(policy.registers["BBR"])
        let change = policy.zone.moment(
            WallClock(try #require(CivilDate(year: 2022, month: 1, day: 1)))
        )
        let before = bbr.ownership(at: change.adding(milliseconds: -1))
        #expect(before?.authority == "Udviklings- og Forenklingsstyrelsen")
        #expect(bbr.ownership(at: change)?.authority == "Vurderingsstyrelsen")
        let geodanmark = policy.registers["GEODKV"]?.ownership(at: change)
        #expect(geodanmark?.authority == "Klimadatastyrelsen")
        #expect(geodanmark?.coOwners.count == 1)
    }

    @Test func `the settings are the ones the file says`() {
        let settings = policy.settings
        #expect(settings.phoneGraceSeconds == 0)
        #expect(settings.subcontractorsPhone)
        #expect(settings.clockSkewSeconds == 120)
        #expect(settings.spocPhoneCalendar == "spoc-phone")
        #expect(settings.incidentManager == "Datafordeler-incidentmanager")
        #expect(settings.principles == Set(1...19))
        #expect(settings.closing == ClosingSettings())
        #expect(settings.clocks.status[.a]?.period == .minutes(30))
        #expect(!settings.clocks.nis2)
    }

    @Test(
        "the SPOC's phone is open from 06 to 23, every day",
        arguments: [(5, false), (6, true), (22, true), (23, false)]
    )
    func spocPhone(hour: Int, isOpen: Bool) throws {
        let phone = try #require(policy.calendars["spoc-phone"])
        for day in [24, 25, 26] {  // Christmas of 2026, a Thursday to a Saturday.
            let time = try moment(2026, 12, day, hour)
            #expect(phone.isOpen(at: time, zone: policy.zone) == isOpen)
        }
    }

    @Test func `the test environment is open 09 to 16 on working days`() throws {
        let calendar = try #require(policy.calendars["test-environment"])
        func isOpen(_ month: Int, _ day: Int, _ hour: Int) throws -> Bool {
            calendar.isOpen(at: try moment(2026, month, day, hour), zone: policy.zone)
        }
        #expect(try isOpen(4, 1, 15))
        #expect(try !isOpen(4, 1, 16))
        #expect(try !isOpen(4, 1, 8))
        #expect(try !isOpen(4, 2, 12))  // Skærtorsdag.
        #expect(try !isOpen(4, 4, 12))  // A Saturday.
        #expect(try isOpen(5, 1, 12))  // 1 May is a working day here.
        #expect(try !isOpen(6, 5, 12))  // Grundlovsdag.
    }

    @Test func `every rule speaks both languages and names a principle of version 1_1`() {
        for rule in policy.rules {
            #expect((1...19).contains(rule.principle.number), "\(rule.id)")
            #expect(rule.danish.hasSuffix("."), "\(rule.id)")
            #expect(rule.english.hasSuffix("."), "\(rule.id)")
        }
    }

    @Test func `principle 5 binds the authority to one call and the others to two`() {
        func kinds(_ id: String) -> Condition.Test? {
            policy.rules.first { $0.id == id }?.when.first { $0.fact == .reporterKind }?.test
        }
        let all: Set = ["authority", "register-authority", "subcontractor"]
        #expect(kinds("P05.NO_CALL_SPOC") == .anyOf(all))
        #expect(kinds("P05.NO_CALL_DFM") == .anyOf(all.subtracting(["authority"])))
    }
}
