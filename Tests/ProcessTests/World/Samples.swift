import Incidents
import Messaging

extension Report {
    /// A report, by default of a C in the platform by a register authority in the ITSM tool.
    static func sample(
        _ category: String? = "C",
        by reporter: ReporterKind = .registerAuthority,
        _ kind: IncidentKind = .platform,
        registers: [String] = [],
        channel: ReportingChannel? = nil,
        environment: Environment? = nil,
        title: String = "Udtrækket er tomt",
        description: String = "Ingen jordstykker i udtrækket siden i morges.",
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
                phone: "+45 00 00 12 34"
            ),
            channel: channel,
            title: title,
            description: description,
            environment: environment,
            kind: kind,
            registers: registers,
            services: [],
            category: category,
            impact: impact,
            security: security,
            calls: calls
        )
    }
}

extension ResolutionProposal {
    static let workaround = ResolutionProposal(
        text: ResolutionText(
            type: .workaround,
            description: "Udtrækket kan hentes fra gårsdagens kopi, indtil jobbet er rettet.",
            meaning: "Du får data, der er op til et døgn gamle.",
            nextSteps: "Brug adressen /kopi i stedet for /udtraek, og hent igen på mandag."
        ),
        documented: true
    )

    static let solution = ResolutionProposal(
        text: ResolutionText(
            type: .solution,
            description: "Indlæsningen fejlede på en ny feltlængde; den er rettet og kørt igen.",
            meaning: "Udtrækket indeholder igen alle jordstykker.",
            nextSteps: "Hent udtrækket igen; du behøver ikke ændre noget i dit eget system."
        ),
        documented: true
    )
}

extension PhoneCall {
    static func spoc(_ text: String, _ outcome: Outcome = .answered) -> PhoneCall {
        PhoneCall(to: .spoc, occurredAt: Copenhagen.at(text), outcome: outcome)
    }

    static func authority(_ text: String, _ outcome: Outcome = .answered) -> PhoneCall {
        PhoneCall(to: .authority, occurredAt: Copenhagen.at(text), outcome: outcome)
    }
}
