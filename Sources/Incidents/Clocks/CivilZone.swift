package import Messaging

/// A time zone as a table of offsets, so that the core needs no time zone database.
///
/// Made by the shell from the system's database; the policy names the zone.
package struct CivilZone: Equatable, Sendable {
    package struct Span: Equatable, Sendable {
        /// In force from this moment (inclusive).
        package var from: Timestamp
        /// Seconds east of UTC.
        package var offsetSeconds: Int

        package init(from: Timestamp, offsetSeconds: Int) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    package var name: String
    /// In order; the first also holds for everything earlier.
    package var spans: [Span]

    package init(name: String, spans: [Span]) {
        precondition(!spans.isEmpty, "a zone has at least one offset")
        self.name = name
        self.spans = spans
    }

    /// Seconds east of UTC at this moment.
    package func offsetSeconds(at moment: Timestamp) -> Int {
        spans[spanIndex(at: moment)].offsetSeconds
    }

    package func wallClock(at moment: Timestamp) -> WallClock {
        let local = Int(moment.milliseconds) + offsetSeconds(at: moment) * 1000
        let day = local.dividingFloor(by: WallClock.millisecondsPerDay)
        return WallClock(
            date: CivilDate(daysSinceEpoch: day),
            millisecondOfDay: local - day * WallClock.millisecondsPerDay
        )
    }

    package func date(at moment: Timestamp) -> CivilDate {
        wallClock(at: moment).date
    }

    /// The moment a wall clock shows this.
    ///
    /// A time that summer time skips is moved forward by what is skipped; of a time that the
    /// wall shows twice, the first is meant.
    package func moment(_ wall: WallClock) -> Timestamp {
        let local =
            wall.date.daysSinceEpoch * WallClock.millisecondsPerDay + wall.millisecondOfDay
        // An offset is less than a day, so the span in force is a neighbour of the one found
        // by taking the wall for UTC.
        let near = spanIndex(at: Timestamp(milliseconds: Int64(local)))
        for index in max(0, near - 1)...min(spans.count - 1, near + 1) {
            let moment = Timestamp(
                milliseconds: Int64(local - spans[index].offsetSeconds * 1000)
            )
            guard index == 0 || spans[index].from <= moment else {
                // No earlier span held it either: the wall never shows it. Read by the offset
                // before the gap it comes out after the gap, later by its length.
                return Timestamp(
                    milliseconds: Int64(local - spans[index - 1].offsetSeconds * 1000)
                )
            }
            if index + 1 == spans.count || moment < spans[index + 1].from { return moment }
        }
        return Timestamp(milliseconds: Int64(local - spans[near].offsetSeconds * 1000))
    }

    /// When the offset in force at `moment` ends; nil: never.
    func spanEnd(after moment: Timestamp) -> Timestamp? {
        let next = spanIndex(at: moment) + 1
        return next < spans.count ? spans[next].from : nil
    }

    private func spanIndex(at moment: Timestamp) -> Int {
        var low = 0
        var high = spans.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if spans[middle].from <= moment { low = middle } else { high = middle }
        }
        return low
    }
}
