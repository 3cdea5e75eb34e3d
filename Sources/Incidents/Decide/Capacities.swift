/// What a party is to an incident; it may be several things at once.
package struct Capacities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The tool the incident was reported in.
    package static let reporter = Capacities(rawValue: 1)
    package static let spoc = Capacities(rawValue: 2)
    /// A register whose authority was sent the incident.
    package static let register = Capacities(rawValue: 4)
    /// The authority's ITSM tool.
    package static let authority = Capacities(rawValue: 8)
    package static let broker = Capacities(rawValue: 16)

    /// Those who solve.
    package static let solving: Capacities = [.spoc, .register]

    /// Each by itself, with the words people are told it in.
    package static let all: [(capacity: Capacities, name: String)] = [
        (.reporter, "the reporter's tool"),
        (.spoc, "the SPOC"),
        (.register, "a register authority that handles the incident"),
        (.authority, "the authority's ITSM tool"),
        (.broker, "the broker itself"),
    ]

    /// For people: `the SPOC or the authority's ITSM tool`.
    package var names: String {
        let names = Self.all.filter { contains($0.capacity) }.map(\.name)
        guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension Incident {
    /// Empty: the incident is none of the party's business, and it is not to learn of it.
    package func capacities(of party: Party) -> Capacities {
        var capacities: Capacities = party == reportedBy ? .reporter : []
        switch party {
        case .spoc: capacities.insert(.spoc)
        case .register(let code):
            if recipients.contains(code) { capacities.insert(.register) }
        case .itsm: capacities.insert(.authority)
        case .broker: capacities.insert(.broker)
        case .portal: break
        }
        return capacities
    }
}
