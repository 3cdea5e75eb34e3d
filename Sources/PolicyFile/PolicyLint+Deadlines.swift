internal import Incidents
internal import StrictYAML

extension PolicyLint {
    /// Every category has one deadline for each party in each environment.
    func checkDeadlines() {
        let isRead = !draft.deadlinesNode.hasErrors
        for entry in draft.deadlines { checkCalendar(entry.calendar) }
        guard isRead else { return }
        for responsible in ResponsibleRole.allCases {
            for environment in Environment.allCases {
                checkDeadlines(of: responsible, in: environment)
            }
        }
    }

    private func checkDeadlines(of responsible: ResponsibleRole, in environment: Environment) {
        let entries = draft.deadlines.filter {
            $0.responsible == responsible && $0.environment == environment
        }
        let place = "of \(responsible.rawValue) in \(environment.rawValue)"
        var lines: [String: Int] = [:]
        for key in entries.flatMap(\.within).map(\.key) {
            if let line = lines[key.text] {
                key.error("the deadline for \(key.text) \(place) stands on line \(line) already")
            } else {
                lines[key.text] = key.position.line
            }
        }
        let missing = Category.allCases.map(\.rawValue).filter { lines[$0] == nil }
        guard !missing.isEmpty else { return }
        let node = entries.first?.node ?? draft.deadlinesNode
        node.error("no deadline \(place) for category \(missing.joined(separator: ", "))")
    }
}
