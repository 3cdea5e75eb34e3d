import Incidents
import Testing

@Suite("Civil dates")
struct CivilDateTests {
    @Test func `every day of eight centuries comes back from its number and follows the last`() {
        var previous = CivilDate(daysSinceEpoch: -146_098)
        for days in -146_097...146_097 {
            let date = CivilDate(daysSinceEpoch: days)
            guard date.daysSinceEpoch == days, date > previous,
                CivilDate(year: date.year, month: date.month, day: date.day) == date,
                date.weekday == previous.weekday % 7 + 1
            else {
                Issue.record("day \(days) is \(date)")
                return
            }
            previous = date
        }
    }

    @Test func `the epoch is a Thursday`() {
        #expect(CivilDate(daysSinceEpoch: 0).description == "1970-01-01")
        #expect(CivilDate(daysSinceEpoch: 0).weekday == 4)
    }

    @Test(
        "a date that does not exist is refused",
        arguments: [
            (2_026, 2, 29), (2_026, 13, 1), (2_026, 0, 1), (2_026, 4, 31), (2_100, 2, 29),
            (2_026, 1, 0),
        ]
    )
    func impossible(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    /// Year, skærtorsdag, 2. påskedag, Kr. himmelfart, 2. pinsedag.
    static let movable: [(Int, [String])] = [
        (2_023, ["2023-04-06", "2023-04-10", "2023-05-18", "2023-05-29"]),
        (2_024, ["2024-03-28", "2024-04-01", "2024-05-09", "2024-05-20"]),
        (2_025, ["2025-04-17", "2025-04-21", "2025-05-29", "2025-06-09"]),
        (2_026, ["2026-04-02", "2026-04-06", "2026-05-14", "2026-05-25"]),
        (2_027, ["2027-03-25", "2027-03-29", "2027-05-06", "2027-05-17"]),
        (2_028, ["2028-04-13", "2028-04-17", "2028-05-25", "2028-06-05"]),
        (2_029, ["2029-03-29", "2029-04-02", "2029-05-10", "2029-05-21"]),
    ]

    @Test("the movable days off fall as published", arguments: movable)
    func movableDays(year: Int, expected: [String]) {
        let easter = CivilDate.easterSunday(in: year)
        #expect([-3, 1, 39, 50].map { easter.adding(days: $0).description } == expected)
        #expect(easter.weekday == 7)
    }
}
