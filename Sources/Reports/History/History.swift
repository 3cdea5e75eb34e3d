/// What has happened to incidents, as `incident.events` tells it.
package struct History: Equatable, Sendable {
    /// In the order they began; those of one moment by their ids.
    package var incidents: [IncidentHistory]
    package var findings: [HistoryFinding]

    package init(incidents: [IncidentHistory], findings: [HistoryFinding] = []) {
        self.incidents = incidents
        self.findings = findings
    }

    package func incident(_ id: String) -> IncidentHistory? {
        incidents.first { $0.id == id }
    }

    /// Each incident's life, folded.
    package var courses: [Course] { incidents.map(Course.init) }
}

/// One incident's events by their number, each once.
package struct IncidentHistory: Equatable, Sendable {
    package let id: String
    /// Never empty.
    package var events: [HistoryEvent]

    package init(id: String, events: [HistoryEvent]) {
        self.id = id
        self.events = events
    }
}
