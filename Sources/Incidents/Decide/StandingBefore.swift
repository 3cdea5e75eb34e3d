/// How an incident stood before an event, as far as clocks ask for it.
struct StandingBefore {
    let category: Category?
    let status: IncidentStatus

    init(_ incident: Incident) {
        self.category = incident.category
        self.status = incident.status
    }
}
