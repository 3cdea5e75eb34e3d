import Incidents
import Messaging

/// Moments as people in Denmark write them.
enum Copenhagen {
    /// From `2026-04-01 15:30`, or `2026-04-03 23:59:59`, on the wall clock in Copenhagen.
    static func at(_ text: String) -> Timestamp {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])!
        let wall = WallClock(date, hour: numbers[3], minute: numbers[4])
        let moment = Shipped.policy.zone.moment(wall)
        return numbers.count > 5 ? moment.adding(seconds: Int64(numbers[5])) : moment
    }

    /// The same back, without seconds.
    static func text(_ moment: Timestamp?) -> String {
        guard let moment else { return "never" }
        let wall = Shipped.policy.zone.wallClock(at: moment)
        let (hour, minute) = (wall.minuteOfDay / 60, wall.minuteOfDay % 60)
        return "\(wall.date) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
