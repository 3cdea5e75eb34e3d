package import Incidents
package import Messaging

/// A month of the calendar.
package struct CivilMonth: Equatable, Sendable, CustomStringConvertible {
    package let first: CivilDate

    /// From `2026-11`; nil when there is no such month.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]),
            let first = CivilDate(year: year, month: month, day: 1)
        else { return nil }
        self.first = first
    }

    package var description: String { String(first.description.dropLast(3)) }

    /// From its first midnight to the next month's, as the zone's walls show it.
    package func span(in zone: CivilZone) -> Range<Timestamp> {
        zone.moment(WallClock(first))..<zone.moment(WallClock(first.adding(months: 1)))
    }
}
