internal import Incidents
internal import StrictYAML

// Deadlines for starting work, as the file writes them: one entry per party and environment.

extension YAMLShape where Value == DeadlineDraft {
    static var deadlines: YAMLShape<DeadlineDraft> {
        .mapping("the deadlines of a party") { mapping in
            let responsible = mapping.required("responsible", .oneOf(ResponsibleRole.self))
            let environment = mapping.required("environment", .oneOf(Environment.self))
            let principle = mapping.required("principle", .principle)
            let calendar = mapping.required("calendar", .located(.text))
            let days = mapping.optional("days", .oneOf(DayKind.self), default: .calendar)
            let advisory = mapping.optional("advisory", .bool, default: false)
            let within = mapping.required("within", .periods(days))
            guard let responsible, let environment, let principle, let calendar, let within
            else { return nil }
            return DeadlineDraft(
                node: mapping.node,
                responsible: responsible,
                environment: environment,
                principle: principle,
                calendar: calendar,
                advisory: advisory,
                within: within
            )
        }
    }
}

/// What a day of a deadline is.
enum DayKind: String, CaseIterable {
    case calendar
    case working
}

extension YAMLShape where Value == [(key: YAMLKey, value: ServicePeriod)] {
    /// A period for each category.
    static func periods(_ days: DayKind) -> Self {
        Self(wanted: "a duration for each category") { node in
            guard let entries = Self.dictionary(of: .servicePeriod(days)).read(node) else {
                return nil
            }
            return entries.filter { key, _ in
                guard Category(rawValue: key.text) == nil else { return true }
                let known = Category.allCases.map(\.rawValue).joined(separator: ", ")
                key.error("unknown category '\(key.text)' (known: \(known))")
                return false
            }
        }
    }
}

extension YAMLShape where Value == ServicePeriod {
    fileprivate static func servicePeriod(_ days: DayKind) -> YAMLShape<ServicePeriod> {
        YAMLShape<ISOPeriod>.period.checked(
            "whole days such as P10D, or whole minutes such as PT5M, and more than none"
        ) { period in
            switch (period.days, period.seconds) {
            case (1..., 0):
                days == .working ? .workingDays(period.days) : .calendarDays(period.days)
            case (0, 60...) where period.seconds % 60 == 0: .minutes(period.seconds / 60)
            default: nil
            }
        }
    }
}
