/// What a clock on the wall and the calendar beside it show, in some time zone.
package struct WallClock: Hashable, Comparable, Sendable {
    package var date: CivilDate
    /// Since midnight as the wall shows it, 0 ..< 86,400,000.
    package var millisecondOfDay: Int

    package init(date: CivilDate, millisecondOfDay: Int) {
        self.date = date
        self.millisecondOfDay = millisecondOfDay
    }

    package init(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.init(date: date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000)
    }

    package var minuteOfDay: Int { millisecondOfDay / 60_000 }

    package static func < (left: WallClock, right: WallClock) -> Bool {
        (left.date, left.millisecondOfDay) < (right.date, right.millisecondOfDay)
    }

    static let millisecondsPerDay = 86_400_000
}
