internal import Foundation
internal import Incidents
internal import Messaging

extension CivilZone {
    /// The years whose offsets are kept; the last one's holds for everything later.
    static let years = 1990..<2061

    /// The zone as this system's time zone database has it; nil when it is not there, as in a
    /// build that links Foundation statically without its data.
    static func system(_ name: String) -> CivilZone? {
        guard let zone = TimeZone(identifier: name),
            let start = CivilDate(year: years.lowerBound, month: 1, day: 1),
            let end = CivilDate(year: years.upperBound, month: 1, day: 1)
        else { return nil }
        let from = Timestamp(seconds: Int64(start.daysSinceEpoch) * 86_400)
        let until = Timestamp(seconds: Int64(end.daysSinceEpoch) * 86_400)
        func offset(at moment: Timestamp) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
        }
        var spans = [Span(from: from, offsetSeconds: offset(at: from))]
        // Day by day, since Foundation's search for the next transition knows daylight saving
        // only, and a zone may change its offset otherwise.
        var day = from
        while day < until {
            let next = day.adding(seconds: 86_400)
            let nextOffset = offset(at: next)
            if nextOffset != spans[spans.count - 1].offsetSeconds {
                let change = change(between: day, and: next, offset: offset)
                spans.append(Span(from: change, offsetSeconds: nextOffset))
            }
            day = next
        }
        return CivilZone(name: name, spans: spans)
    }

    /// The first second of the later offset.
    private static func change(
        between before: Timestamp,
        and after: Timestamp,
        offset: (Timestamp) -> Int
    ) -> Timestamp {
        let old = offset(before)
        var low = before.seconds
        var high = after.seconds
        while low + 1 < high {
            let middle = (low + high) / 2
            if offset(Timestamp(seconds: middle)) == old { low = middle } else { high = middle }
        }
        return Timestamp(seconds: high)
    }
}
