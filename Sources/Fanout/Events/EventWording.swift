/// What is said of an event in plain words, to whom, and what of it goes along.
package struct EventWording: Equatable, Sendable {
    package enum Audience: Sendable {
        /// The reporter too.
        case everyone
        /// Those who handle incidents and follow how it is done: authority, SPOC, registers.
        case handlers
    }

    package let danish: String
    package let english: String
    package let audience: Audience
    /// Members of the event that are sent with it.
    package let carries: [String]

    init(
        _ danish: String,
        _ english: String,
        _ audience: Audience = .everyone,
        carries: [String] = []
    ) {
        self.danish = danish
        self.english = english
        self.audience = audience
        self.carries = carries
    }

    /// The words for an event's name; what nobody has words for is for those who handle.
    package static func of(_ name: String) -> EventWording {
        table[name] ?? unknown
    }

    /// The names of all events there are words for.
    package static let names: [String] = table.keys.sorted()

    static let unknown = EventWording(
        "Der er nyt i sagen.",
        "There is news in the incident.",
        .handlers
    )
}
