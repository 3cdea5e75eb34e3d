/// Which dates are days off: fixed dates and dates that move with Easter.
package struct DaysOff: Equatable, Sendable {
    package struct Fixed: Equatable, Sendable {
        package var month: Int
        package var day: Int
        package var name: String

        package init(month: Int, day: Int, name: String) {
            self.month = month
            self.day = day
            self.name = name
        }
    }

    package struct Movable: Equatable, Sendable {
        /// Days after Easter Sunday; negative before it.
        package var easterOffset: Int
        package var name: String
        /// Last year it was a day off (store bededag: 2023); nil: still is.
        package var lastYear: Int?

        package init(easterOffset: Int, name: String, lastYear: Int? = nil) {
            self.easterOffset = easterOffset
            self.name = name
            self.lastYear = lastYear
        }
    }

    package var fixed: [Fixed]
    package var movable: [Movable]

    package static let none = DaysOff(fixed: [], movable: [])

    package init(fixed: [Fixed], movable: [Movable]) {
        self.fixed = fixed
        self.movable = movable
    }

    package var isEmpty: Bool { fixed.isEmpty && movable.isEmpty }

    package func isOff(_ date: CivilDate) -> Bool {
        name(of: date) != nil
    }

    /// What the day off is called; nil when the date is none.
    package func name(of date: CivilDate) -> String? {
        for day in fixed where day.month == date.month && day.day == date.day { return day.name }
        guard !movable.isEmpty else { return nil }
        let easter = CivilDate.easterSunday(in: date.year)
        let offset = date.daysSinceEpoch - easter.daysSinceEpoch
        return movable.first { day in
            day.easterOffset == offset && date.year <= day.lastYear ?? date.year
        }?.name
    }
}
