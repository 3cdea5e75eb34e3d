/// An ISO 8601 duration of days and a time: `PT5M`, `P10D`, `P1DT12H`.
///
/// Days are kept apart from the time, since a day on the wall clock is not always 24 hours; years,
/// months and weeks are not read, since nobody agrees on their length.
package struct ISOPeriod: Equatable, Sendable {
    package var days: Int
    package var seconds: Int

    package init(days: Int = 0, seconds: Int = 0) {
        self.days = days
        self.seconds = seconds
    }

    /// Nil when the text is no such duration; bounded to what fits into 10,000 years.
    package init?(_ text: String) {
        guard text.first == "P", text.count <= 32 else { return nil }
        var units: [Character] = ["D", "T", "H", "M", "S"]
        var days = 0
        var seconds = 0
        var digits = ""
        var parts = 0
        for character in text.dropFirst() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units.firstIndex(of: character) else { return nil }
            units.removeFirst(unit + 1)
            guard character != "T" else {
                guard digits.isEmpty else { return nil }
                continue
            }
            // Hours, minutes and seconds come after the T only.
            guard character == "D" || !units.contains("T"), text.contains("T") || character == "D",
                let count = Int(digits), count <= 100_000_000
            else { return nil }
            switch character {
            case "D": days = count
            case "H": seconds += count * 3600
            case "M": seconds += count * 60
            default: seconds += count
            }
            digits = ""
            parts += 1
        }
        guard digits.isEmpty, parts > 0, text.last != "T", days <= 3_660_000 else { return nil }
        self.init(days: days, seconds: seconds)
    }
}
