import Incidents
import Messaging

/// Denmark's zone and days off, written out: the core has no zone database, nor have its tests.
enum Copenhagen {
    /// By the European Union's rule: summer time from 01:00 UTC on the last Sunday of March to
    /// 01:00 UTC on the last Sunday of October.
    static let zone: CivilZone = {
        var spans = [CivilZone.Span(from: Timestamp(seconds: 0), offsetSeconds: 3_600)]
        for year in 2_000...2_040 {
            for (month, offset) in [(3, 7_200), (10, 3_600)] {
                let last = CivilDate(year: year, month: month, day: 31)!
                let sunday = last.adding(days: -(last.weekday % 7))
                let from = Timestamp(seconds: Int64(sunday.daysSinceEpoch * 86_400 + 3_600))
                spans.append(CivilZone.Span(from: from, offsetSeconds: offset))
            }
        }
        return CivilZone(name: "Europe/Copenhagen", spans: spans)
    }()

    /// Helligdage, 5 June, 24 and 31 December off; 1 May on.
    static let daysOff = DaysOff(
        fixed: [
            DaysOff.Fixed(month: 1, day: 1, name: "nytårsdag"),
            DaysOff.Fixed(month: 6, day: 5, name: "grundlovsdag"),
            DaysOff.Fixed(month: 12, day: 24, name: "juleaftensdag"),
            DaysOff.Fixed(month: 12, day: 25, name: "1. juledag"),
            DaysOff.Fixed(month: 12, day: 26, name: "2. juledag"),
            DaysOff.Fixed(month: 12, day: 31, name: "nytårsaftensdag"),
        ],
        movable: [
            DaysOff.Movable(easterOffset: -3, name: "skærtorsdag"),
            DaysOff.Movable(easterOffset: -2, name: "langfredag"),
            DaysOff.Movable(easterOffset: 0, name: "påskedag"),
            DaysOff.Movable(easterOffset: 1, name: "2. påskedag"),
            DaysOff.Movable(easterOffset: 26, name: "store bededag", lastYear: 2_023),
            DaysOff.Movable(easterOffset: 39, name: "Kr. himmelfartsdag"),
            DaysOff.Movable(easterOffset: 49, name: "pinsedag"),
            DaysOff.Movable(easterOffset: 50, name: "2. pinsedag"),
        ]
    )

    /// 09 to 16 on working days.
    static let office = weekdays(named: "office", from: 9, until: 16)
    /// Whole working days.
    static let workingDays = weekdays(named: "working-days", from: 0, until: 24)

    private static func weekdays(named name: String, from: Int, until: Int) -> ServiceCalendar {
        let hours = ServiceCalendar.Hours(fromMinute: from * 60, untilMinute: until * 60)
        return ServiceCalendar(
            name: name,
            week: [hours, hours, hours, hours, hours, nil, nil],
            daysOff: daysOff
        )
    }

    /// A moment from `2026-03-29 01:30+01:00`; the offset may be left out when it is plain.
    static func at(_ text: String) -> Timestamp {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])!
        let wall = WallClock(date, hour: numbers[3], minute: numbers[4])
        guard numbers.count > 5 else { return zone.moment(wall) }
        let local = date.daysSinceEpoch * 86_400 + wall.millisecondOfDay / 1_000
        return Timestamp(seconds: Int64(local - numbers[5] * 3_600))
    }

    /// A moment the same way: `2026-03-29 03:30+02:00`.
    static func text(_ moment: Timestamp?) -> String {
        guard let moment else { return "never" }
        let wall = zone.wallClock(at: moment)
        let (hour, minute) = (wall.minuteOfDay / 60, wall.minuteOfDay % 60)
        let offset = zone.offsetSeconds(at: moment) / 3_600
        return "\(wall.date) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
            + "+0\(offset):00"
    }
}
