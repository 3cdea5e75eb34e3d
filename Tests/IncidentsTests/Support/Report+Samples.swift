import Incidents
import Messaging

extension Report {
    /// A report in the ITSM tool, by default of a C by a register authority.
    static func sample(
        _ category: String? = "C",
        by reporter: ReporterKind = .registerAuthority,
        kind: IncidentKind = .platform,
        registers: [String] = [],
        environment: Environment? = nil,
        channel: ReportingChannel? = nil,
        impact: BusinessImpact? = nil,
        security: SecurityFlags? = nil,
        calls: [PhoneCall] = []
    ) -> Report {
        Report(
            reporter: Reporter(
                kind: reporter,
                organisation: "Geodatastyrelsen",
                name: "Mette Holm",
                email: "mette@gst.example",
                phone: "+45 00 00 12 34",
                callback: "https://gst.example/hook"
            ),
            channel: channel,
            title: "Udtrækket er tomt",
            description: "Ingen jordstykker i MAT-udtrækket.",
            environment: environment,
            kind: kind,
            registers: registers,
            services: ["MatrikelWFS"],
            category: category,
            impact: impact,
            security: security,
            calls: calls
        )
    }
}

extension PhoneCall {
    /// So many minutes before (or after) the start of the story.
    static func spoc(minutes: Int64, _ outcome: Outcome = .answered) -> PhoneCall {
        let moment = Story.start.adding(seconds: minutes * 60)
        return PhoneCall(to: .spoc, occurredAt: moment, outcome: outcome)
    }

    static func authority(minutes: Int64, _ outcome: Outcome = .answered) -> PhoneCall {
        let moment = Story.start.adding(seconds: minutes * 60)
        return PhoneCall(to: .authority, occurredAt: moment, outcome: outcome)
    }
}
