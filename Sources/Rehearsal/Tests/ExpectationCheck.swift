internal import Incidents
internal import Messaging

/// What an expectation finds.
struct ExpectationCheck {
    private let treatment: Treatment
    private let verdict: Verdict?

    init(_ treatment: Treatment, _ verdict: Verdict?) {
        self.treatment = treatment
        self.verdict = verdict
    }

    /// What was wanted and is not there, and what is there and was not wanted; nil: it holds.
    func mismatch(_ expectation: Expectation) -> (wanted: [String], found: [String])? {
        switch expectation.wanted {
        case .word(let wanted):
            let found = word(expectation.subject)
            return found == wanted ? nil : ([wanted], [found])
        case .exactly(let wanted):
            let found = words(expectation.subject)
            let (missing, extra) = (Self.rest(wanted, found), Self.rest(found, wanted))
            return missing.isEmpty && extra.isEmpty ? nil : (missing, extra)
        case .including(let wanted, let unwanted):
            let found = words(expectation.subject)
            let missing = Self.rest(wanted, found)
            let extra = unwanted.filter(found.contains)
            return missing.isEmpty && extra.isEmpty ? nil : (missing, extra)
        case .deadlines(let wanted): return mismatch(wanted)
        case .clocks(let wanted): return mismatch(wanted)
        }
    }

    /// The words of the first that are left when the second's are taken away, one for one.
    private static func rest(_ words: [String], _ taken: [String]) -> [String] {
        var taken = taken
        return words.filter { word in
            guard let index = taken.firstIndex(of: word) else { return true }
            taken.remove(at: index)
            return false
        }
    }

    private func word(_ subject: Expectation.Subject) -> String {
        switch subject {
        case .verdict:
            switch verdict {
            case .accepted: return "accepted"
            case .duplicate: return "duplicate"
            case .rejected, .deviated: return "rejected"
            case nil: return "no command"
            }
        case .code:
            return verdict?.rejection?.code.rawValue ?? "not rejected"
        default: break
        }
        guard let incident = treatment.incident else { return "no incident" }
        return switch subject {
        case .status: incident.status.rawValue
        case .category: incident.category?.rawValue ?? "unclassified"
        case .expedited: String(incident.expedited)
        case .responsible: incident.responsible.rawValue
        case .kind: incident.kind.rawValue
        case .closed: incident.status.isOpen ? "no" : closure(incident)
        default: ""
        }
    }

    private func closure(_ incident: Incident) -> String {
        incident.handling.closure?.reason.rawValue ?? "closed"
    }

    private func words(_ subject: Expectation.Subject) -> [String] {
        switch subject {
        case .recipients: treatment.incident?.recipients ?? []
        case .processes: treatment.incident?.processes.all.map(\.rawValue) ?? []
        case .deviations:
            treatment.incident?.deviations.filter(\.isRecorded).map(\.code) ?? []
        case .withdrawn:
            treatment.incident?.deviations.filter(\.isWithdrawn).map(\.code) ?? []
        case .notices: Self.repeated(treatment.notices) { $0 }
        case .events: Self.repeated(treatment.events) { $0 }
        case .rules: treatment.rules.items
        case .messages:
            Self.repeated(treatment.told) { "\($0.recipient.topic) \($0.kind.rawValue)" }
        default: []
        }
    }

    private static func repeated<Item>(
        _ tally: Tally<Item>,
        _ text: (Item) -> String
    ) -> [String] {
        tally.items.flatMap { Array(repeating: text($0), count: tally.count(of: $0)) }
    }

    // MARK: - Deadlines and clocks

    private func mismatch(
        _ wanted: [Expectation.DeadlineWanted]
    ) -> (wanted: [String], found: [String])? {
        var found = treatment.incident?.standingDeadlines ?? []
        var missing: [String] = []
        for deadline in wanted {
            if let index = found.firstIndex(where: deadline.matches) {
                found.remove(at: index)
            } else {
                missing.append(deadline.text)
            }
        }
        return missing.isEmpty && found.isEmpty ? nil : (missing, found.map(\.text))
    }

    private func mismatch(
        _ wanted: [Expectation.ClockWanted]
    ) -> (wanted: [String], found: [String])? {
        let running = treatment.incident?.handling.clocks.filter(\.isRunning) ?? []
        let missing = wanted.filter { clock in
            let same = running.filter { $0.kind.rawValue == clock.kind }
            guard let due = clock.due else { return !same.isEmpty }
            return !same.contains { $0.due == due }
        }
        guard !missing.isEmpty else { return nil }
        return (
            missing.map { "\($0.kind) \($0.due?.rfc3339 ?? "none")" },
            running.map { "\($0.kind.rawValue) \($0.due.rfc3339)" }
        )
    }
}

extension Expectation.DeadlineWanted {
    fileprivate func matches(_ deadline: Deadline) -> Bool {
        role.map { $0 == deadline.role } ?? true
            && category.map { $0 == deadline.category } ?? true
            && due.map { $0 == deadline.due } ?? true
            && isAdvisory.map { $0 == deadline.advisory } ?? true
            && outcome.map { $0 == deadline.outcomeName } ?? true
    }

    fileprivate var text: String {
        let parts = [
            role?.rawValue, category?.rawValue, due?.rfc3339,
            isAdvisory.map { $0 ? "advisory" : "contractual" }, outcome,
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }
}

extension Deadline {
    fileprivate var text: String {
        "\(role.rawValue) \(category.rawValue) \(due.rfc3339) "
            + (advisory ? "advisory " : "contractual ") + outcomeName
    }
}
