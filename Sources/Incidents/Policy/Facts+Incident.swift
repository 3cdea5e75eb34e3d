extension Facts {
    /// What the rules see of an incident as it stands, its calls as seen from its registration.
    package init(_ incident: Incident, policy: Policy) {
        self.init(
            incident.effectiveReport,
            category: incident.category,
            reportedAt: incident.reportedAt,
            policy: policy
        )
        setCalls(
            incident.calls,
            since: incident.reportedAt,
            occasion: .registration,
            policy: policy
        )
    }
}
