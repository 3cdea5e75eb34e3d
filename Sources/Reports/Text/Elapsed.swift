/// A length of time as people say it: its two largest units.
package enum Elapsed {
    private static let second: Int64 = 1000
    private static let minute = 60 * second
    private static let hour = 60 * minute
    private static let day = 24 * hour

    /// `40 s`, `3 h 20 min`, `2 d 4 h`; in Danish hours are `t`.
    package static func text(milliseconds: Int64, _ language: Language) -> String {
        let length = milliseconds.magnitude
        let hours = language == .danish ? "t" : "h"
        let parts: [(UInt64, String)] =
            switch Int64(length) {
            case ..<second: [(length, "ms")]
            case ..<minute: [(length / UInt64(second), "s")]
            case ..<hour:
                [(length / UInt64(minute), "min"), (length % UInt64(minute) / 1000, "s")]
            case ..<day:
                [(length / UInt64(hour), hours), (length % UInt64(hour) / UInt64(minute), "min")]
            default:
                [(length / UInt64(day), "d"), (length % UInt64(day) / UInt64(hour), hours)]
            }
        let shown = parts.enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }
        return shown.map { "\($0.element.0) \($0.element.1)" }.joined(separator: " ")
    }
}
