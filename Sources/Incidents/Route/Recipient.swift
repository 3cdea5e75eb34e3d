/// Who is told.
package enum Recipient: Hashable, Sendable {
    /// The supplier's single point of contact.
    case spoc
    /// The authority of the register with this code.
    case register(String)
    /// The authority's incident manager.
    case authority
    /// The tool an incident was reported in, where its reporter looks: ITSM or portal.
    case reporterTool(Party)
    /// Everybody who may follow what happens.
    case events
    /// Another incident, by a command of the broker's own.
    case incident(IncidentID)

    /// Where a party reads.
    package init(_ party: Party) {
        switch party {
        case .spoc: self = .spoc
        case .register(let code): self = .register(code)
        case .itsm, .portal, .broker: self = .reporterTool(party)
        }
    }

    package var topic: String {
        switch self {
        case .spoc, .reporterTool(.spoc): "spoc.incidents"
        case .register(let code), .reporterTool(.register(let code)):
            "register.\(code.lowercased()).incidents"
        case .authority: "authority.notices"
        case .reporterTool(.itsm): "itsm.updates"
        case .reporterTool(.portal): "portal.updates"
        case .events, .reporterTool(.broker): "incident.events"
        case .incident: "broker.commands"
        }
    }
}
