package import Messaging

/// A fault whose cause is known and that is not mended yet, and how one gets on meanwhile (P11).
package struct KnownError: Equatable, Sendable {
    package var id: String
    /// Names of the services it shows in; empty: any.
    package var services: Set<String>
    package var registers: Set<String>
    package var kind: IncidentKind?
    /// In lower case; looked for in title and description.
    package var words: [String]
    /// How one gets on, for the SPOC.
    package var workaround: String
    /// In force from (inclusive) and until (exclusive); nil: always has been, still is.
    package var from: Timestamp?
    package var until: Timestamp?

    package init(
        id: String,
        services: Set<String> = [],
        registers: Set<String> = [],
        kind: IncidentKind? = nil,
        words: [String] = [],
        workaround: String,
        from: Timestamp? = nil,
        until: Timestamp? = nil
    ) {
        self.id = id
        self.services = services
        self.registers = registers
        self.kind = kind
        self.words = words
        self.workaround = workaround
        self.from = from
        self.until = until
    }

    /// Whether an incident may be one of these, and by which of its signs.
    ///
    /// The same place, that is one of its services or registers, and at least half of its words;
    /// nil otherwise. The score is the share of its signs that are there.
    ///
    /// - Parameter text: Title and description, made when they are first looked into.
    func match(
        _ report: Report,
        at moment: Timestamp,
        in text: inout FoldedText?
    ) -> KnownErrorMatch? {
        guard from.map({ $0 <= moment }) ?? true, until.map({ moment < $0 }) ?? true else {
            return nil
        }
        var because: [String] = []
        var signs = words.count
        if !services.isEmpty {
            signs += 1
            if let name = report.services?.first(where: services.contains) {
                because.append("service \(name)")
            }
        }
        if !registers.isEmpty {
            signs += 1
            if let code = report.registers?.first(where: registers.contains) {
                because.append("register \(code)")
            }
        }
        guard !because.isEmpty else { return nil }
        if let kind {
            signs += 1
            if report.kind == kind { because.append("kind \(kind.rawValue)") }
        }
        let symptoms = text ?? FoldedText(report.title, report.description)
        text = symptoms
        let found = words.filter(symptoms.contains)
        guard 2 * found.count >= words.count else { return nil }
        because += found.map { "word \($0)" }
        return KnownErrorMatch(
            id: id,
            score: 100 * because.count / signs,
            because: because,
            workaround: workaround
        )
    }
}

extension Policy {
    /// At most so many are offered for one incident.
    static let candidatesMax = 5

    /// Known errors an incident may be one of, the likeliest first.
    package func knownErrors(like report: Report, at moment: Timestamp) -> [KnownErrorMatch] {
        guard !knownErrors.isEmpty else { return [] }
        var text: FoldedText?
        let matches = knownErrors.compactMap { $0.match(report, at: moment, in: &text) }
        guard matches.count > 1 else { return matches }
        let ordered = matches.sorted { ($1.score, $0.id) < ($0.score, $1.id) }
        return Array(ordered.prefix(Self.candidatesMax))
    }
}
