package import Incidents
package import Messaging

/// Departures from the policy, by principle and party, each with how often the duty was there.
package struct DeviationReport: Equatable, Sendable {
    /// One principle and one party.
    package struct Line: Equatable, Sendable {
        package var principle: Principle
        package var party: String
        /// Incidents with at least one deviation that stands.
        package var incidents = 0
        /// Incidents in which the principle bound the party.
        package var of = 0
        package var open = 0
        package var withdrawn = 0
        /// Deviations that stand, by code.
        package var codes: [String: Int] = [:]

        /// Incidents with a deviation, of those it could have happened in.
        package var share: Double { of == 0 ? 0 : Double(incidents) / Double(of) }
    }

    /// One deviation, with its incident.
    package struct Item: Equatable, Sendable {
        package var incident: String
        package var departure: Departure
    }

    package var lines: [Line]
    package var items: [Item]
    /// Incidents looked at.
    package var incidentsCount: Int

    /// - Parameters:
    ///   - since: Only deviations recorded, and incidents registered or active, since then.
    ///   - until: And before then.
    ///   - principle: Only this one.
    package init(
        _ courses: [Course],
        since: Timestamp? = nil,
        until: Timestamp? = nil,
        principle: Principle? = nil
    ) {
        let within: (Timestamp) -> Bool = { moment in
            (since.map { $0 <= moment } ?? true) && (until.map { moment < $0 } ?? true)
        }
        let looked = courses.filter { course in
            (since.map { $0 <= course.lastAt } ?? true)
                && (until.map { course.registeredAt < $0 } ?? true)
        }
        var items: [Item] = []
        var lines: [Key: Line] = [:]
        for course in looked {
            let departures = course.deviations.filter {
                within($0.recordedAt) && (principle == nil || $0.principle == principle)
            }
            items += departures.map { Item(incident: course.id, departure: $0) }
            for key in Self.keys(of: course, principle) {
                let own = departures.filter {
                    $0.principle == key.principle && $0.party == key.party
                }
                lines[key, default: Line(principle: key.principle, party: key.party)]
                    .count(own)
            }
        }
        self.items = items.sorted {
            ($0.departure.recordedAt, $0.incident) < ($1.departure.recordedAt, $1.incident)
        }
        self.lines = lines.values.sorted { ($0.principle, $0.party) < ($1.principle, $1.party) }
        self.incidentsCount = looked.count
    }

    private struct Key: Hashable {
        var principle: Principle
        var party: String
    }

    private static func keys(of course: Course, _ wanted: Principle?) -> [Key] {
        let principles = wanted.map { [$0] } ?? (1...24).map(Principle.init)
        return principles.flatMap { principle in
            course.parties(boundBy: principle).map { Key(principle: principle, party: $0) }
        }
    }
}

extension DeviationReport.Line {
    fileprivate mutating func count(_ departures: [Departure]) {
        of += 1
        let standing = departures.filter(\.isOpen)
        if !standing.isEmpty { incidents += 1 }
        open += standing.count
        withdrawn += departures.count - standing.count
        for departure in standing { codes[departure.code, default: 0] += 1 }
    }
}
