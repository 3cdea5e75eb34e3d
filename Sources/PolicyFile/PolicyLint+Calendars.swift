internal import Incidents
internal import StrictYAML

extension PolicyLint {
    var calendarNames: [String] { draft.calendars.map(\.key.text) }

    func checkCalendars() {
        guard !log.hasErrors(under: "calendars"), !log.hasErrors(under: "daysOff") else { return }
        let daysOffNames = draft.daysOff.map(\.key.text)
        for (key, calendar) in draft.calendars {
            if calendar.week.allSatisfy({ $0 == nil }) {
                key.error("the calendar '\(key.text)' is never open")
            }
            if let name = calendar.daysOff, !daysOffNames.contains(name.value) {
                name.node.error(
                    unknown("days off", name.value, known: daysOffNames)
                )
            }
        }
        if let phone = draft.settings.spocPhoneCalendar { checkCalendar(phone) }
        for calendar in draft.settings.clockCalendars { checkCalendar(calendar) }
        if let closing = draft.settings.closingCalendar { checkCalendar(closing) }
        if !log.hasErrors(under: "calendars") { warnOfUnused() }
    }

    private func warnOfUnused() {
        let usedDaysOff = Set(draft.calendars.compactMap(\.value.daysOff?.value))
        for (key, _) in draft.daysOff where !usedDaysOff.contains(key.text) {
            key.warning("no calendar uses the days off '\(key.text)'")
        }
    }

    /// Reports a calendar that is not among the policy's.
    func checkCalendar(_ name: Located<String>) {
        guard !calendarNames.contains(name.value), !log.hasErrors(under: "calendars") else {
            return
        }
        name.node.error(unknown("calendar", name.value, known: calendarNames))
    }

    private func unknown(_ what: String, _ name: String, known: [String]) -> String {
        let nearest = Spelling.nearest(to: name, among: known)
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return "unknown \(what) '\(name)'\(hint) (known: \(known.joined(separator: ", ")))"
    }
}
