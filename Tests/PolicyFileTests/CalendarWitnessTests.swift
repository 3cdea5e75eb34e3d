import Incidents
import Messaging
import Testing

/// Our calendars and zones against independent sources (deploy/checks/calendars.py).
@Suite("Calendars and their witnesses")
struct CalendarWitnessTests {
    private struct DaysOffWitness: Decodable {
        struct Year: Decodable {
            let `public`: [String]
            let closing: [String]
            let labour: [String]
        }

        let years: [String: Year]
    }

    private struct ZoneWitness: Decodable {
        struct Transition: Decodable {
            let at: Int64
            let offset: Int
        }

        let zone: String
        let transitions: [Transition]
    }

    private static let fixtures = "Tests/PolicyFileTests/Fixtures"

    @Test func `days off are the public holidays and the closing days, from 2020 to 2040`() throws {
        let policy = try Repository.datafordeler()
        let daysOff = try #require(policy.calendars["working-days"]).daysOff
        let witness = try Repository.json(
            DaysOffWitness.self,
            "\(Self.fixtures)/danish-days-off.json"
        )
        #expect(witness.years.count == 21)
        for (year, days) in witness.years {
            let year = try #require(Int(year))
            let first = try #require(CivilDate(year: year, month: 1, day: 1))
            let dates = (0..<366).map { first.adding(days: $0) }.filter { $0.year == year }
            let ours = dates.filter { daysOff.isOff($0) }.map(\.description)
            let theirs = Set(days.public + days.closing)
            #expect(ours == theirs.sorted())
            // 1 May is listed as some people's day off; here it is a working day.
            #expect(days.labour.allSatisfy { $0 == "\(year)-05-01" && !theirs.contains($0) })
        }
    }

    @Test func `the zone changes when the system's other library says so, from 2000 to 2040`()
        throws
    {
        let policy = try Repository.datafordeler()
        let witness = try Repository.json(
            ZoneWitness.self,
            "\(Self.fixtures)/copenhagen-transitions.json"
        )
        #expect(policy.zone.name == witness.zone)
        let first = try #require(CivilDate(year: 2000, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2041, month: 1, day: 1))
        let range = (first.daysSinceEpoch * 86_400)..<(last.daysSinceEpoch * 86_400)
        let ours = policy.zone.spans.filter { range.contains(Int($0.from.seconds)) }
        #expect(ours.map(\.from.seconds) == witness.transitions.map(\.at))
        #expect(ours.map(\.offsetSeconds) == witness.transitions.map(\.offset))
        #expect(witness.transitions.count == 82)
    }

    @Test func `the zone is known from 1990 to 2060`() throws {
        let spans = try Repository.datafordeler().zone.spans
        // Two changes in each of 71 years, and the offset the first year begins with.
        #expect(spans.count == 143)
        #expect(spans.first?.offsetSeconds == 3600)
        #expect(spans.last?.offsetSeconds == 3600)
    }
}
