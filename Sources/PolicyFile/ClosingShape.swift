internal import Incidents
internal import StrictYAML

// How incidents come to their end, as the file writes it.

/// The group `closing` of the settings, with its calendar's place in the file.
struct ClosingDraft {
    var settings: ClosingSettings
    /// Nil: not said, and the settings' default.
    var calendar: Located<String>?
}

extension YAMLShape where Value == ClosingDraft {
    static var closing: YAMLShape<ClosingDraft> {
        .mapping("how incidents are closed") { mapping in
            var settings = ClosingSettings()
            settings.days = mapping.optional(
                "days",
                .integer(in: 1...366),
                default: settings.days
            )
            settings.kind = mapping.optional(
                "kind",
                .oneOf(ClosingSettings.DayKind.self),
                default: settings.kind
            )
            let calendar = mapping.optional("calendar", .located(.text))
            if let calendar { settings.calendar = calendar.value }
            settings.rollsToWorkingDay = mapping.optional(
                "rollToWorkingDay",
                .bool,
                default: settings.rollsToWorkingDay
            )
            settings.closesOnWorkaround =
                mapping.optional(
                    "workaround",
                    .oneOf(WorkaroundReading.self),
                    default: .wide
                ).closesInSilence
            settings.excludedProcesses = mapping.optional(
                "never",
                .processes,
                default: settings.excludedProcesses
            )
            if let quality = mapping.optional("quality", .quality) {
                settings.qualityCategories = quality.categories
                settings.qualityProcesses = quality.processes
            }
            if let text = mapping.optional("text", .textMinimum) {
                settings.textWordsMin = text.words
                settings.textLengthMin = text.characters
            }
            settings.readDelivery(&mapping)
            return ClosingDraft(settings: settings, calendar: calendar)
        }
    }
}

extension ClosingSettings {
    fileprivate mutating func readDelivery(_ mapping: inout YAMLMapping) {
        toolCountsAsDelivered = mapping.optional(
            "toolCountsAsDelivered",
            .bool,
            default: toolCountsAsDelivered
        )
        reminderDay = mapping.optional(
            "reminderDay",
            .integer(in: 0...366),
            default: reminderDay
        )
        undeliveredAfterDays = mapping.optional(
            "undeliveredAfter",
            .integer(in: 1...366),
            default: undeliveredAfterDays
        )
        releaseAlertSeconds =
            mapping.optional(
                "releaseAlert",
                .duration,
                default: .seconds(releaseAlertSeconds)
            ).components.seconds
    }
}

/// How principle 17 is read for a workaround that nobody answers to (edge case 18).
private enum WorkaroundReading: String, CaseIterable {
    case wide
    case narrow

    var closesInSilence: Bool { self == .wide }
}

/// Of which incidents the authority looks at the text first (P16).
private struct QualityDraft {
    var categories: Set<Category>
    var processes: SecurityProcesses
}

private struct TextMinimum {
    var words: Int
    var characters: Int
}

extension YAMLShape where Value == QualityDraft {
    fileprivate static var quality: YAMLShape<QualityDraft> {
        .mapping { mapping in
            QualityDraft(
                categories: Set(
                    mapping.optional(
                        "categories",
                        .list(of: .oneOf(Category.self)),
                        default: []
                    )
                ),
                processes: mapping.optional("processes", .processes, default: [])
            )
        }
    }
}

extension YAMLShape where Value == TextMinimum {
    fileprivate static var textMinimum: YAMLShape<TextMinimum> {
        .mapping { mapping in
            let words = mapping.required("words", .integer(in: 1...100))
            let characters = mapping.required("characters", .integer(in: 1...1_000))
            guard let words, let characters else { return nil }
            return TextMinimum(words: words, characters: characters)
        }
    }
}

extension YAMLShape where Value == SecurityProcesses {
    fileprivate static var processes: YAMLShape<SecurityProcesses> {
        YAMLShape<[SecurityProcess]>.list(of: .oneOf(SecurityProcess.self)).map { processes in
            processes.reduce(into: []) { $0.formUnion(SecurityProcesses($1)) }
        }
    }
}
