/// Which events a subscription wants; an empty list asks for no restriction.
package struct EventFilter: Hashable, Sendable {
    /// Webhook types (`incident.note_added`), or all beneath one (`incident.release.*`).
    package var types: [String]
    /// Codes of registers, one of which the incident must concern.
    package var registers: [String]
    /// `A` to `E`, or `-` for what is not classified.
    package var categories: [String]
    /// One incident only, by its id.
    package var incident: String?

    package init(
        types: [String] = [],
        registers: [String] = [],
        categories: [String] = [],
        incident: String? = nil
    ) {
        self.types = types
        self.registers = registers
        self.categories = categories
        self.incident = incident
    }

    package func admits(
        type: String,
        registers concerned: [String],
        category: String?,
        incident id: String
    ) -> Bool {
        (incident.map { $0 == id } ?? true)
            && (types.isEmpty || types.contains { Self.covers($0, type) })
            && (registers.isEmpty || registers.contains(where: concerned.contains))
            && (categories.isEmpty || categories.contains(category ?? "-"))
    }

    /// The webhook type of an event's name: dots between words, underscores within them.
    package static func type(of name: String) -> String {
        name == Delivery.testName
            ? "test" : "incident." + String(name.map { $0 == "-" ? "_" : $0 })
    }

    private static func covers(_ pattern: String, _ type: String) -> Bool {
        guard pattern.hasSuffix(".*") else { return pattern == type }
        return type.hasPrefix(pattern.dropLast())
    }
}
