internal import Incidents
internal import StrictYAML

// The clocks beside the start of work, as the file writes them; one that is not there does not
// run.

/// Clocks as they were read, with the places of the calendars they name.
struct ClocksDraft {
    var settings = ClockSettings()
    var calendars: [Located<String>] = []
}

extension YAMLShape where Value == ClocksDraft {
    static var clocks: YAMLShape<ClocksDraft> {
        .mapping("clocks by name") { mapping in
            var draft = ClocksDraft()
            let spans: [(WritableKeyPath<ClockSettings, [Category: ClockSettings.Span]>, String)] =
                [
                    (\.rating, "rating"), (\.doubt, "doubt"), (\.status, "status"),
                    (\.progress, "progress"),
                ]
            for (path, name) in spans {
                let groups = mapping.optional(name, .list(of: .spanGroup), default: [])
                draft.settings[keyPath: path] = merged(groups, name, mapping.node)
                draft.calendars += groups.map(\.calendar)
            }
            let warning = mapping.optional("startWorkWarning", .bool, default: false)
            draft.settings.startWorkWarning = warning
            draft.settings.assignmentPercent = mapping.optional("assignment", .integer(in: 1...99))
            draft.settings.handOversMax = mapping.optional("handOvers", .integer(in: 2...100))
            draft.settings.plan = mapping.optional("plan", .bool, default: false)
            draft.settings.nis2 = mapping.optional("nis2", .bool, default: false)
            draft.settings.whileAsked = mapping.optional(
                "whileAsked",
                .oneOf(ClockSettings.Asking.self),
                default: .runs
            )
            draft.settings.misrouted = mapping.optional(
                "misrouted",
                .oneOf(ClockSettings.Misrouting.self),
                default: .handOver
            )
            let forward = mapping.optional("forward", .duration)
            draft.settings.forwardSeconds = forward?.components.seconds
            draft.settings.uptakeSeconds =
                mapping.optional("uptake", .duration)?.components.seconds
            let within = mapping.optional("forwardWithin", .duration, default: .seconds(86_400))
            draft.settings.forwardWithinSeconds = within.components.seconds
            return draft
        }
    }

    private static func merged(
        _ groups: [SpanGroup],
        _ name: String,
        _ node: YAMLNode
    ) -> [Category: ClockSettings.Span] {
        var spans: [Category: ClockSettings.Span] = [:]
        for group in groups {
            for (key, period) in group.within {
                guard let category = Category(rawValue: key.text) else { continue }
                if spans[category] != nil {
                    key.error("the clock '\(name)' has a time for \(key.text) already")
                }
                spans[category] = ClockSettings.Span(period, calendar: group.calendar.value)
            }
        }
        return spans
    }
}

/// Times of several categories that run on one calendar.
private struct SpanGroup {
    var calendar: Located<String>
    var within: [(key: YAMLKey, value: ServicePeriod)]
}

extension YAMLShape where Value == SpanGroup {
    fileprivate static var spanGroup: YAMLShape<SpanGroup> {
        .mapping("a calendar and times by category") { mapping in
            let calendar = mapping.required("calendar", .located(.text))
            let days = mapping.optional("days", .oneOf(DayKind.self), default: .calendar)
            let within = mapping.required("within", .periods(days))
            guard let calendar, let within else { return nil }
            return SpanGroup(calendar: calendar, within: within)
        }
    }
}

extension YAMLShape where Value == Set<Int> {
    /// A number, for all up to it, or a list of them.
    static var principles: YAMLShape<Set<Int>> {
        let list = YAMLShape<[Int]>.list(of: .integer(in: 1...24))
        return YAMLShape<Set<Int>>(wanted: "a number of principles, or a list of them") { node in
            if case .sequence = node.content { return list.read(node).map(Set.init) }
            return YAMLShape<Int>.integer(in: 1...24).read(node).map { Set(1...$0) }
        }
    }
}
