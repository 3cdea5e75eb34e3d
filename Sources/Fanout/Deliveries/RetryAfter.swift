package import Messaging

/// The `Retry-After` header (RFC 9110, section 10.2.3): seconds, or a date.
package enum RetryAfter {
    /// How long to wait, zero when the date has passed; nil when the text is neither.
    package static func wait(_ text: String, at now: Timestamp) -> Duration? {
        let words = text.split { $0 == " " || $0 == "\t" }
        if words.count == 1, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than a number can hold are a very long wait, not a fault.
            return .seconds(Int64(words[0]) ?? Int64(Int32.max))
        }
        guard let date = date(words) else { return nil }
        return .milliseconds(max(0, date.milliseconds - now.milliseconds))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The three forms of an HTTP date: `Sun, 06 Nov 1994 08:49:37 GMT`, and the two old ones.
    private static func date(_ words: [Substring]) -> Timestamp? {
        switch words.count {
        case 6 where words[5] == "GMT":
            return moment(words[3], words[2], words[1], words[4])
        case 4 where words[3] == "GMT":
            let parts = words[1].split(separator: "-")
            guard parts.count == 3, let short = Int(parts[2]), (0...99).contains(short) else {
                return nil
            }
            return moment(
                "\(short < 70 ? 2000 + short : 1900 + short)",
                parts[1],
                parts[0],
                words[2]
            )
        case 5:
            return moment(words[4], words[1], words[2], words[3])
        default:
            return nil
        }
    }

    private static func moment(
        _ year: Substring,
        _ month: Substring,
        _ day: Substring,
        _ time: Substring
    ) -> Timestamp? {
        guard let month = months.firstIndex(of: String(month)), let day = Int(day), day < 100,
            time.utf8.count == 8
        else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return Timestamp(rfc3339: "\(year)-\(two(month + 1))-\(two(day))T\(time)Z")
    }
}
