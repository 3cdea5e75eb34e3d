extension Facts {
    /// What the rules saw of an incident when it was registered, with all that is known of its
    /// calls now: for explaining.
    package init(_ incident: Incident, policy: Policy) {
        self.init(
            incident.report,
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
