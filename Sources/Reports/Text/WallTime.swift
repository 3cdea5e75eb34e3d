package import Incidents
package import Messaging

/// Moments as a wall clock in the policy's zone shows them.
package struct WallTime: Sendable {
    package let zone: CivilZone

    package init(zone: CivilZone) {
        self.zone = zone
    }

    /// The time of day, such as `08:00:40`.
    package func clock(_ moment: Timestamp) -> String {
        let second = zone.wallClock(at: moment).millisecondOfDay / 1000
        return [second / 3600, second / 60 % 60, second % 60].map(Self.twoDigits)
            .joined(separator: ":")
    }

    /// Date and time, such as `2026-11-23 08:00`.
    package func minute(_ moment: Timestamp) -> String {
        "\(zone.date(at: moment)) \(clock(moment).dropLast(3))"
    }

    /// The date with its weekday, such as `Mon 23 Nov 2026`.
    package func day(_ date: CivilDate, _ language: Language) -> String {
        let weekday = Self.weekdays(language)[date.weekday - 1]
        let month = Self.months(language)[date.month - 1]
        return language == .danish
            ? "\(weekday) \(date.day). \(month) \(date.year)"
            : "\(weekday) \(date.day) \(month) \(date.year)"
    }

    private static func twoDigits(_ number: Int) -> String {
        (number < 10 ? "0" : "") + "\(number)"
    }

    private static func weekdays(_ language: Language) -> [String] {
        language == .danish
            ? ["man", "tir", "ons", "tor", "fre", "lør", "søn"]
            : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    }

    private static func months(_ language: Language) -> [String] {
        language == .danish
            ? [
                "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov",
                "dec",
            ]
            : [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                "Dec",
            ]
    }
}
