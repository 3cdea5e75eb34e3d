internal import Incidents
internal import StrictYAML

// The shape of the whole file and of its small parts.

extension YAMLShape where Value == PolicyDraft {
    static var policy: YAMLShape<PolicyDraft> {
        .mapping("a policy") { mapping in
            let heading = mapping.required("policy", .heading)
            let settings = mapping.required("settings", .settings)
            let daysOff = mapping.optional("daysOff", .dictionary(of: .daysOff), default: [])
            let calendars = mapping.required("calendars", .dictionary(of: .calendar))
            let deadlines = mapping.required("deadlines", .located(.list(of: .deadlines)))
            let services = mapping.optional(
                "criticalServices",
                .list(of: .located(.text)),
                default: []
            )
            let errors = mapping.optional("knownErrors", .list(of: .knownError), default: [])
            let registers = mapping.required("registers", .dictionary(of: .register))
            let tables = mapping.required("rules", .located(.tables))
            guard let heading, let settings, let calendars, let deadlines, let registers,
                let tables
            else { return nil }
            return PolicyDraft(
                heading: heading,
                settings: settings,
                daysOff: daysOff,
                calendars: calendars,
                deadlines: deadlines.value,
                deadlinesNode: deadlines.node,
                criticalServices: services,
                knownErrors: errors,
                registers: registers,
                tables: tables.value,
                rulesNode: tables.node
            )
        }
    }
}

extension YAMLShape where Value == HeadingDraft {
    fileprivate static var heading: YAMLShape<HeadingDraft> {
        .mapping { mapping in
            let name = mapping.required("name", .text)
            let version = mapping.required("version", .text)
            let from = mapping.required("validFrom", .located(.date))
            let until = mapping.optional("validUntil", .located(.date))
            let approvedBy = mapping.optional("approvedBy", .list(of: .text), default: [])
            let zone = mapping.required("zone", .located(.zone))
            guard let name, let version, let from, let zone else { return nil }
            return HeadingDraft(
                name: name,
                version: version,
                validFrom: from,
                validUntil: until,
                approvedBy: approvedBy,
                zone: zone
            )
        }
    }
}

extension YAMLShape where Value == SettingsDraft {
    fileprivate static var settings: YAMLShape<SettingsDraft> {
        .mapping { mapping in
            let manager = mapping.required("incidentManager", .text)
            let grace = mapping.optional("phoneGrace", .duration, default: .zero)
            let subcontractors = mapping.optional("subcontractorsPhone", .bool, default: true)
            let skew = mapping.optional("clockSkew", .duration, default: .seconds(120))
            let calendar = mapping.optional("spocPhoneCalendar", .located(.text))
            let principles = mapping.optional("principles", .principles, default: Set(1...19))
            let clocks = mapping.optional("clocks", .clocks)
            let counting = mapping.optional("countingSenders", .list(of: .text), default: [])
            let closing = mapping.optional("closing", .closing)
            var settings = PolicySettings(
                phoneGraceSeconds: grace.components.seconds,
                subcontractorsPhone: subcontractors,
                clockSkewSeconds: skew.components.seconds,
                incidentManager: manager ?? "",
                principles: principles,
                clocks: clocks?.settings ?? ClockSettings(),
                countingSenders: Set(counting)
            )
            if let calendar { settings.spocPhoneCalendar = calendar.value }
            if let closing { settings.closing = closing.settings }
            return SettingsDraft(
                settings: settings,
                spocPhoneCalendar: calendar,
                clockCalendars: clocks?.calendars ?? [],
                closingCalendar: closing?.calendar
            )
        }
    }
}

extension YAMLShape where Value == CivilDate {
    static var date: YAMLShape<CivilDate> {
        YAMLShape<String>.string.checked("a date that exists, such as 2026-11-23") { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
                text.utf8.allSatisfy({ "-0123456789".utf8.contains($0) }),
                let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
            else { return nil }
            return CivilDate(year: year, month: month, day: day)
        }
    }
}

extension YAMLShape where Value == CivilZone {
    fileprivate static var zone: YAMLShape<CivilZone> {
        YAMLShape<CivilZone>(wanted: "a time zone such as Europe/Copenhagen") { node in
            guard let name = YAMLShape<String>.text.read(node) else { return nil }
            if let zone = CivilZone.system(name) { return zone }
            node.error(
                "this system's time zone database does not know '\(name)'; without it every "
                    + "deadline in days would be wrong"
            )
            return nil
        }
    }
}

extension YAMLShape where Value == Principle {
    static var principle: YAMLShape<Principle> {
        YAMLShape<Int>.integer(in: 1...24).map(Principle.init)
    }
}
