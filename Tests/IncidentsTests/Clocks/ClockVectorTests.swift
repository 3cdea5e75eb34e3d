import Incidents
import Testing

/// The clock test vectors of the domain's study, Europe/Copenhagen.
@Suite("Clock vectors")
struct ClockVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let start: String
        let period: ServicePeriod
        let calendar: ServiceCalendar
        let due: String

        init(
            _ name: String,
            _ start: String,
            _ period: ServicePeriod,
            due: String,
            on calendar: ServiceCalendar = .aroundTheClock
        ) {
            self.name = name
            self.start = start
            self.period = period
            self.calendar = calendar
            self.due = due
        }

        var testDescription: String { "\(name) \(start) \(period)" }
    }

    static let deadlines: [Vector] = [
        Vector("T1", "2026-04-03 22:58", .minutes(5), due: "2026-04-03 23:03+02:00"),
        Vector("T2", "2026-03-29 01:30+01:00", .minutes(60), due: "2026-03-29 03:30+02:00"),
        Vector("T3", "2026-10-25 02:30+02:00", .minutes(60), due: "2026-10-25 02:30+01:00"),
        Vector("T4", "2026-10-25 02:30+01:00", .minutes(60), due: "2026-10-25 03:30+01:00"),
        Vector("T5", "2026-04-01 15:30", .calendarDays(1), due: "2026-04-02 15:30+02:00"),
        Vector(
            "T5",
            "2026-04-01 15:30",
            .workingDays(1),
            due: "2026-04-07 15:30+02:00",
            on: Copenhagen.workingDays
        ),
        Vector("T6", "2026-04-01 15:30", .calendarDays(10), due: "2026-04-11 15:30+02:00"),
        Vector(
            "T6",
            "2026-04-01 15:30",
            .workingDays(10),
            due: "2026-04-20 15:30+02:00",
            on: Copenhagen.workingDays
        ),
        Vector("T7", "2026-04-01 15:30", .calendarDays(20), due: "2026-04-21 15:30+02:00"),
        Vector(
            "T7",
            "2026-04-01 15:30",
            .workingDays(20),
            due: "2026-05-04 15:30+02:00",
            on: Copenhagen.workingDays
        ),
        Vector("T8", "2026-12-23 10:00", .calendarDays(1), due: "2026-12-24 10:00+01:00"),
        Vector(
            "T8",
            "2026-12-23 10:00",
            .workingDays(1),
            due: "2026-12-28 10:00+01:00",
            on: Copenhagen.office
        ),
        Vector("T9", "2026-06-04 12:00", .calendarDays(1), due: "2026-06-05 12:00+02:00"),
        Vector(
            "T9",
            "2026-06-04 12:00",
            .workingDays(1),
            due: "2026-06-08 12:00+02:00",
            on: Copenhagen.office
        ),
        Vector(
            "T10",
            "2026-04-01 15:30",
            .minutes(60),
            due: "2026-04-07 09:30+02:00",
            on: Copenhagen.office
        ),
        Vector("T14", "2026-03-27 16:00+01:00", .minutes(72 * 60), due: "2026-03-30 17:00+02:00"),
        Vector("T15", "2026-04-02 09:00", .minutes(72 * 60), due: "2026-04-05 09:00+02:00"),
        Vector("T16", "2026-10-23 16:00+02:00", .minutes(72 * 60), due: "2026-10-26 15:00+01:00"),
    ]

    @Test("a deadline falls where the vectors say", arguments: deadlines)
    func deadline(vector: Vector) {
        let due = vector.period.deadline(
            from: Copenhagen.at(vector.start),
            calendar: vector.calendar,
            zone: Copenhagen.zone
        )
        #expect(Copenhagen.text(due) == vector.due)
    }

    static let closings: [Vector] = [
        Vector("T11", "2026-03-24 14:00", .calendarDays(10), due: "2026-04-04 00:00+02:00"),
        Vector("T12", "2026-10-20 14:00", .calendarDays(10), due: "2026-10-31 00:00+01:00"),
        Vector(
            "T13",
            "2026-03-24 14:00",
            .workingDays(10),
            due: "2026-04-11 00:00+02:00",
            on: Copenhagen.workingDays
        ),
    ]

    @Test("a period in whole days ends with its last day", arguments: closings)
    func endOfLastDay(vector: Vector) {
        let end = vector.period.endOfLastDay(
            from: Copenhagen.at(vector.start),
            calendar: vector.calendar,
            zone: Copenhagen.zone
        )
        #expect(Copenhagen.text(end) == vector.due)
    }

    @Test func `T17, store bededag is a day off until 2023 and a working day since`() throws {
        let last = try #require(CivilDate(year: 2_023, month: 5, day: 5))
        let first = try #require(CivilDate(year: 2_024, month: 4, day: 26))
        #expect(!Copenhagen.workingDays.isWorkingDay(last))
        #expect(Copenhagen.daysOff.name(of: last) == "store bededag")
        #expect(Copenhagen.workingDays.isWorkingDay(first))
    }

    @Test func `T18, a month after 31 January is the last of February`() throws {
        let date = try #require(CivilDate(year: 2_026, month: 1, day: 31))
        #expect(date.adding(months: 1).description == "2026-02-28")
        #expect(date.adding(months: 25).description == "2028-02-29")
        #expect(date.adding(months: -2).description == "2025-11-30")
    }
}
