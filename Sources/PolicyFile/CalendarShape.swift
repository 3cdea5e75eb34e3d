internal import Incidents
internal import StrictYAML

// Calendars and days off, as the file writes them.

extension YAMLShape where Value == DaysOff {
    static var daysOff: YAMLShape<DaysOff> {
        .mapping { mapping in
            let fixed = mapping.optional("fixed", .list(of: .fixedDay), default: [])
            let movable = mapping.optional("movable", .list(of: .movableDay), default: [])
            return DaysOff(fixed: fixed.compactMap(\.self), movable: movable)
        }
    }
}

extension YAMLShape where Value == DaysOff.Fixed? {
    /// Nil for a day that is kept in the file but is a working day (`off: false`).
    fileprivate static var fixedDay: YAMLShape<DaysOff.Fixed?> {
        .mapping { mapping in
            let date = mapping.required("date", .dayOfYear)
            let name = mapping.required("name", .text)
            let isOff = mapping.optional("off", .bool, default: true)
            guard let date, let name, isOff else { return .some(.none) }
            return DaysOff.Fixed(month: date.month, day: date.day, name: name)
        }
    }
}

extension YAMLShape where Value == DaysOff.Movable {
    fileprivate static var movableDay: YAMLShape<DaysOff.Movable> {
        .mapping { mapping in
            let offset = mapping.required("easter", .integer(in: -80...250))
            let name = mapping.required("name", .text)
            let lastYear = mapping.optional("lastYear", .integer(in: 1900...2200))
            guard let offset, let name else { return nil }
            return DaysOff.Movable(easterOffset: offset, name: name, lastYear: lastYear)
        }
    }
}

extension YAMLShape where Value == CivilDate {
    /// Month and day; the year in it is a leap year, so that 29 February is one of its days.
    fileprivate static var dayOfYear: YAMLShape<CivilDate> {
        YAMLShape<String>.string.checked("a month and day that exist, such as 12-24") { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.map(\.count) == [2, 2], let month = Int(parts[0]), let day = Int(parts[1])
            else { return nil }
            return CivilDate(year: 2000, month: month, day: day)
        }
    }
}

extension YAMLShape where Value == CalendarDraft {
    static var calendar: YAMLShape<CalendarDraft> {
        .mapping { mapping in
            let week = mapping.required("week", .week)
            let daysOff = mapping.optional("daysOff", .located(.text))
            return week.map { CalendarDraft(week: $0, daysOff: daysOff) }
        }
    }
}

extension YAMLShape where Value == [ServiceCalendar.Hours?] {
    /// Hours by `monday` … `sunday`, by a span of them (`monday-friday`), or by `every-day`.
    fileprivate static var week: YAMLShape<[ServiceCalendar.Hours?]> {
        YAMLShape<[ServiceCalendar.Hours?]>(wanted: "hours by weekday") { node in
            guard
                let entries = YAMLShape<[(key: YAMLKey, value: ServiceCalendar.Hours)]>
                    .dictionary(of: .hours).read(node)
            else { return nil }
            var week: [ServiceCalendar.Hours?] = Array(repeating: nil, count: 7)
            for (key, hours) in entries {
                guard let days = Weekdays.span(key.text) else {
                    let nearest = Spelling.nearest(to: key.text, among: Weekdays.names)
                    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                    key.error(
                        "wanted a weekday, a span such as monday-friday, or every-day\(hint)"
                    )
                    continue
                }
                if days.contains(where: { week[$0] != nil }) {
                    key.error("a weekday of '\(key.text)' has its hours already")
                }
                for day in days { week[day] = hours }
            }
            return week
        }
    }
}

extension YAMLShape where Value == ServiceCalendar.Hours {
    fileprivate static var hours: YAMLShape<ServiceCalendar.Hours> {
        YAMLShape<ServiceCalendar.Hours>(wanted: "hours such as 09:00-16:00") { node in
            guard let text = YAMLShape<String>.string.read(node) else { return nil }
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let from = minutes(parts[0]), let until = minutes(parts[1])
            else { return node.mismatch(wanted: "hours such as 09:00-16:00") }
            guard from < until else {
                node.error("opens at \(parts[0]), which is not before it closes at \(parts[1])")
                return nil
            }
            return ServiceCalendar.Hours(fromMinute: from, untilMinute: until)
        }
    }

    /// Minutes after midnight of `09:00`; 24:00 is the day's end.
    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], text.allSatisfy({ $0.isASCII }),
            let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), minute < 60
        else { return nil }
        let minutes = Int(hour) * 60 + Int(minute)
        return minutes <= 1440 ? minutes : nil
    }
}

/// The weekdays by their names, Monday first.
private enum Weekdays {
    static let names = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    static func span(_ text: String) -> ClosedRange<Int>? {
        if text == "every-day" { return 0...6 }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            .map { names.firstIndex(of: String($0)) }
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
            first <= last
        else { return nil }
        return first...last
    }
}
