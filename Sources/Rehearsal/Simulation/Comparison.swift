internal import Incidents
internal import Messaging

/// Two treatments of one incident, side by side.
struct Comparison {
    private let incident: String
    private let before: Treatment
    private let after: Treatment

    init(_ incident: String, before: Treatment, after: Treatment) {
        self.incident = incident
        self.before = before
        self.after = after
    }

    var differences: [Difference] {
        // Most incidents are treated alike, and this must then cost nothing.
        if isAlike { return [] }
        let (old, new) = (rules(before, without: after), rules(after, without: before))
        return Difference.Kind.allCases.compactMap { kind in
            let (was, would) = (Self.text(kind, before), Self.text(kind, after))
            guard was != would else { return nil }
            return Difference(
                incident: incident,
                kind: kind,
                before: was,
                after: would,
                rulesBefore: old,
                rulesAfter: new
            )
        }
    }

    private var isAlike: Bool {
        guard before.notices == after.notices, before.told == after.told,
            before.deviations == after.deviations, before.withdrawn == after.withdrawn,
            before.refusals == after.refusals
        else { return false }
        guard var old = before.incident, let new = after.incident else {
            return before.incident == nil && after.incident == nil
        }
        old.policyVersion = new.policyVersion
        return old == new
    }

    private func rules(_ one: Treatment, without other: Treatment) -> [String] {
        one.rules.items.filter { other.rules.count(of: $0) == 0 }.sorted()
    }

    private static func text(_ kind: Difference.Kind, _ treatment: Treatment) -> String {
        switch kind {
        case .deviations:
            tally(treatment.deviations, treatment.withdrawn)
        case .notices: tally(treatment.notices)
        case .messages: told(treatment)
        case .refusals: tally(treatment.refusals)
        default: treatment.incident.map { text(kind, $0) } ?? "–"
        }
    }

    private static func text(_ kind: Difference.Kind, _ incident: Incident) -> String {
        switch kind {
        case .category: incident.category?.rawValue ?? "unclassified"
        case .expedited: incident.expedited ? "yes" : "no"
        case .responsible: incident.responsible.rawValue
        case .recipients: words(incident.recipients)
        case .processes: words(incident.processes.all.map(\.rawValue))
        case .deadlines: words(incident.deadlines.map(text))
        case .clocks: words(incident.handling.clocks.map(text))
        case .status: incident.status.rawValue
        case .closing:
            incident.handling.closure.map { "\($0.reason.rawValue) \($0.at.rfc3339)" } ?? "open"
        case .deviations, .notices, .messages, .refusals: ""
        }
    }

    private static func text(_ deadline: Deadline) -> String {
        "\(deadline.role.rawValue) \(deadline.category.rawValue) by \(deadline.due.rfc3339) "
            + deadline.outcomeName
    }

    private static func text(_ clock: Clock) -> String {
        "\(clock.kind.rawValue)\(clock.subject.isEmpty ? "" : " \(clock.subject)") "
            + "by \(clock.due.rfc3339) \(clock.standing.rawValue)"
    }

    private static func told(_ treatment: Treatment) -> String {
        words(
            treatment.told.items.map { item in
                "\(item.recipient.topic) \(item.kind.rawValue) × \(treatment.told.count(of: item))"
            }.sorted()
        )
    }

    private static func tally(_ tally: Tally<String>, _ taken: Tally<String>? = nil) -> String {
        words(
            tally.items.sorted().map { item in
                let withdrawn = taken?.count(of: item) ?? 0
                let count = tally.count(of: item)
                return item + (count > 1 ? " × \(count)" : "")
                    + (withdrawn > 0 ? " (withdrawn × \(withdrawn))" : "")
            }
        )
    }

    private static func words(_ words: [String]) -> String {
        words.isEmpty ? "none" : words.joined(separator: ", ")
    }
}
