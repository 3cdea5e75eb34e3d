internal import Messaging

/// What the fan-out remembers of an incident: whose it is, how it stands, who reported it.
package struct IncidentView: Equatable, Sendable {
    /// Longest public text that stands in a message; what is longer is told of and linked to.
    package static let textBytesMax = 8_000

    package let incident: String
    package private(set) var number = ""
    /// The prefix of its id: the system it was reported in.
    package private(set) var system = ""
    package private(set) var status = "registered"
    package private(set) var priority = IncidentEvent.Priority(category: nil, expedited: false)
    package private(set) var registers: [String] = []
    package private(set) var reporter: IncidentEvent.Reporter?
    /// The release that is to correct it, as last told.
    package private(set) var release: String?
    /// The last event taken in.
    package private(set) var sequence: Int64 = 0

    package init(incident: String) {
        self.incident = incident
        // Until the report is read (it may be past retention): the id itself says these.
        let parts = incident.split(separator: "-", maxSplits: 1)
        if parts.count == 2 {
            system = String(parts[0])
            number = String(parts[1])
        }
    }

    package init(
        incident: String,
        number: String,
        system: String,
        status: String,
        priority: IncidentEvent.Priority,
        registers: [String],
        reporter: IncidentEvent.Reporter?,
        release: String?,
        sequence: Int64
    ) {
        self.incident = incident
        self.number = number
        self.system = system
        self.status = status
        self.priority = priority
        self.registers = registers
        self.reporter = reporter
        self.release = release
        self.sequence = sequence
    }

    /// Takes in what an event says anew; an earlier one than the last changes nothing.
    package mutating func take(_ event: IncidentEvent) {
        guard event.sequence > sequence else { return }
        sequence = event.sequence
        number = event.number ?? number
        system = event.system ?? system
        status = event.status ?? status
        priority = event.priority ?? priority
        registers = event.registers ?? registers
        release = event.release ?? release
        if let told = event.reporter {
            // Withheld persons leave the office only; where to tell them does not change by it.
            reporter = IncidentEvent.Reporter(
                organisation: told.organisation ?? reporter?.organisation,
                email: told.email ?? reporter?.email,
                callback: told.callback ?? reporter?.callback
            )
        }
    }

    package func isVisible(to owner: SubscriptionOwner) -> Bool {
        switch owner {
        case .itsm, .spoc: true
        case .portal: system == "portal"
        case .register(let code): registers.contains(code) || system == code.lowercased()
        case .organisation(let name): reporter?.organisation == name
        }
    }

    /// The event as it is delivered, with what stands at this moment.
    package func delivery(of event: IncidentEvent) -> Delivery {
        Delivery(
            sequence: event.sequence,
            name: event.name,
            at: event.at,
            by: event.by,
            status: status,
            priority: priority,
            note: event.note.map { DeliveredText(Array($0.utf8), max: Self.textBytesMax) },
            details: event.details.map { DeliveredText($0, max: Self.textBytesMax) }
        )
    }
}
