/// What a rule may ask about.
package enum Fact: String, CaseIterable, Sendable {
    // Of closed sets.
    /// A, B, C, D, E or `unclassified`.
    case category
    case kind
    case environment
    case reporterKind = "reporter.kind"
    case channel
    case impactLevel = "impact.level"
    case itSecurity = "security.it"
    case dataSecurity = "security.data"
    /// Whether the register is in the policy: `known`, `unknown` (a code nobody has), `none`.
    case register
    /// `before` the registration, `after` it (or at the same moment), or `none`.
    case callToSpoc = "call.spoc"
    case callToAuthority = "call.authority"
    // Yes or no: `true`, `false`.
    /// A service on the list of critical ones is concerned.
    case criticalService = "service.critical"
    case statutoryDeadline = "impact.statutoryDeadline"
    /// The register's authority has a named recipient.
    case registerRecipient = "register.recipient"
    /// The SPOC's phone was open when the incident was registered.
    case spocPhoneOpen = "spoc.phoneOpen"
    /// Why calls are asked for: the incident's registration, or its raise to A or B later.
    case occasion
    // Numbers.
    case affectedUsers = "impact.affectedUsers"

    /// All values the fact can have, or nil for a number.
    package var domain: [String]? { Self.domains[lane] }

    private static let domains = allCases.map(\.words)

    private var words: [String]? {
        switch self {
        case .category: Category.allCases.map(\.rawValue) + ["unclassified"]
        case .kind: IncidentKind.allCases.map(\.rawValue)
        case .environment: Environment.allCases.map(\.rawValue)
        case .reporterKind: ReporterKind.allCases.map(\.rawValue)
        case .channel: ReportingChannel.allCases.map(\.rawValue)
        case .impactLevel: ImpactLevel.allCases.map(\.rawValue) + ["unrated"]
        case .itSecurity, .dataSecurity: BreachState.allCases.map(\.rawValue)
        case .register: ["known", "unknown", "none"]
        case .callToSpoc, .callToAuthority: ["before", "after", "none"]
        case .occasion: Occasion.allCases.map(\.rawValue)
        case .criticalService, .statutoryDeadline, .registerRecipient, .spocPhoneOpen:
            ["true", "false"]
        case .affectedUsers: nil
        }
    }
}
