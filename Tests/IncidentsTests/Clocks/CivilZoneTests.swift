import Incidents
import Messaging
import Testing

@Suite("Zones and calendars")
struct CivilZoneTests {
    @Test func `a time that summer time skips is moved forward by what is skipped`() {
        let moment = Copenhagen.at("2026-03-29 02:30")
        #expect(Copenhagen.text(moment) == "2026-03-29 03:30+02:00")
    }

    @Test func `of a time that comes twice the first is meant`() {
        let moment = Copenhagen.at("2026-10-25 02:30")
        #expect(Copenhagen.text(moment) == "2026-10-25 02:30+02:00")
        #expect(Copenhagen.text(moment.adding(seconds: 3_600)) == "2026-10-25 02:30+01:00")
    }

    @Test func `every half hour of five years shows a time that leads back to it`() {
        let start = Copenhagen.at("2024-01-01 00:00")
        for step in 0..<(5 * 366 * 48) {
            let moment = start.adding(seconds: Int64(step) * 1_800)
            let back = Copenhagen.zone.moment(Copenhagen.zone.wallClock(at: moment))
            // The second pass of a repeated hour is read as the first.
            guard back == moment || back == moment.adding(seconds: -3_600) else {
                Issue.record("\(Copenhagen.text(moment)) led to \(Copenhagen.text(back))")
                return
            }
        }
    }

    @Test func `a zone west of Greenwich is read the same way`() {
        let gap = Timestamp(seconds: 1_772_953_200)  // 2026-03-08 07:00 UTC
        let zone = CivilZone(
            name: "America/New_York",
            spans: [
                CivilZone.Span(from: Timestamp(seconds: 0), offsetSeconds: -18_000),
                CivilZone.Span(from: gap, offsetSeconds: -14_400),
            ]
        )
        let date = CivilDate(year: 2_026, month: 3, day: 8)!
        #expect(zone.moment(WallClock(date, hour: 1)) == gap.adding(seconds: -3_600))
        #expect(zone.moment(WallClock(date, hour: 2)) == gap)
        #expect(zone.moment(WallClock(date, hour: 3)) == gap)
        #expect(zone.moment(WallClock(date, hour: 4)) == gap.adding(seconds: 3_600))
    }

    @Test(
        "the calendar opens and closes on the minute",
        arguments: [
            ("2026-04-01 08:59", false), ("2026-04-01 09:00", true), ("2026-04-01 15:59", true),
            ("2026-04-01 16:00", false), ("2026-04-03 12:00", false), ("2026-04-04 12:00", false),
        ]
    )
    func opening(at: String, open: Bool) {
        #expect(
            Copenhagen.office.isOpen(at: Copenhagen.at(at), zone: Copenhagen.zone) == open
        )
    }

    @Test func `a period that ends at closing time ends there and not next morning`() {
        let due = ServicePeriod.minutes(30).deadline(
            from: Copenhagen.at("2026-04-01 15:30"),
            calendar: Copenhagen.office,
            zone: Copenhagen.zone
        )
        #expect(Copenhagen.text(due) == "2026-04-01 16:00+02:00")
    }

    @Test func `the night of the repeated hour is an hour longer to a calendar that is open`() {
        let nights = ServiceCalendar(
            name: "nights",
            week: Array(repeating: .init(fromMinute: 0, untilMinute: 360), count: 7),
            daysOff: .none
        )
        let due = ServicePeriod.minutes(420).deadline(
            from: Copenhagen.at("2026-10-25 00:00"),
            calendar: nights,
            zone: Copenhagen.zone
        )
        #expect(Copenhagen.text(due) == "2026-10-25 06:00+01:00")
    }

    @Test func `a calendar that never opens has no deadline`() {
        let closed = ServiceCalendar(
            name: "closed",
            week: Array(repeating: nil, count: 7),
            daysOff: .none
        )
        let start = Copenhagen.at("2026-04-01 15:30")
        for period in [ServicePeriod.minutes(1), .workingDays(1)] {
            let due = period.deadline(from: start, calendar: closed, zone: Copenhagen.zone)
            #expect(due == nil)
        }
    }

    @Test func `no days at all are over at once`() {
        let start = Copenhagen.at("2026-10-25 02:30+01:00")
        for period in [ServicePeriod.minutes(0), .calendarDays(0), .workingDays(0)] {
            let due = period.deadline(
                from: start,
                calendar: .aroundTheClock,
                zone: Copenhagen.zone
            )
            #expect(due == start)
        }
    }
}
