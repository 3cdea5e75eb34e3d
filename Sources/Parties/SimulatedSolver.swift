internal import JSON
package import Messaging

/// A party that solves, as a well-behaved one would, from the first word to the last.
///
/// It acknowledges, starts work, says so, plans a release, tells of it before, releases it and
/// puts a text to the reporter that says what it means and how to get on. Pure: a record in, its
/// answers out, in order.
package struct SimulatedSolver: Sendable {
    private let desk: Desk
    /// Nil: the supplier's SPOC.
    private let register: String?

    package static let spoc = SimulatedSolver(desk: .spoc, register: nil)

    package static func register(_ code: String) -> SimulatedSolver {
        SimulatedSolver(desk: .register(code), register: code)
    }

    package func answers(to record: ConsumedRecord) -> [Answer] {
        guard record.position.topic == desk.inbox, let incoming = Incoming(record) else {
            return []
        }
        if incoming.isOf("forwarded") { return takeIn(incoming, record) }
        let isObjection = incoming.message["status"]?.string == "in-progress"
        if incoming.isOf("changed"), isObjection, incoming.message["resolution"] != nil {
            return [propose(incoming.incident, record, after: .hours(20), isAgain: true)]
        }
        return []
    }

    private func takeIn(_ incoming: Incoming, _ record: ConsumedRecord) -> [Answer] {
        let incident = incoming.incident
        let message = incoming.message
        let category = message["priority"]?["category"]?.string
        var answers = [
            Answer("acknowledge", about: incident, to: record, by: desk),
            Answer("start-work", about: incident, to: record, by: desk),
        ]
        if category == "A" || category == "B" {
            answers.append(
                Answer("note", about: incident, to: record, by: desk) {
                    $0.member("text", "Fejlen er lokaliseret, og vi arbejder på en løsning.")
                    $0.member("visibility", "public")
                }
            )
        }
        if category == nil, register == nil {
            answers.append(
                Answer("classify", about: incident, to: record, by: desk, after: .minutes(30)) {
                    $0.member("category", "D")
                    $0.member("reason", "Visiteret af SPOC.")
                }
            )
        }
        let isOurs = (message["responsible"]?.string == "supplier") == (register == nil)
        if isOurs { answers += solve(incident, record, within: Self.patience(category)) }
        return answers
    }

    /// How long the solving takes: what is urgent is done while its reporter waits.
    private static func patience(_ category: String?) -> Duration {
        switch category {
        case "A": .minutes(24)
        case "B": .minutes(48)
        case "C": .hours(8)
        default: .hours(40)
        }
    }

    private func solve(
        _ incident: String,
        _ record: ConsumedRecord,
        within patience: Duration
    ) -> [Answer] {
        let release = "\(register ?? "DF")-\(incident)"
        func later(
            _ verb: String,
            _ share: Double,
            _ members: @escaping (inout JSONWriter) -> Void
        ) -> Answer {
            Answer(
                verb,
                about: incident,
                to: record,
                by: desk,
                after: patience * share,
                members
            )
        }
        return [
            later("plan", 0.2) {
                // The samples are told in no particular year.
                $0.member("when", "2099-01-01T18:00:00Z")
                $0.member("how", "Fejlen rettes og frigives uden for åbningstiden.")
            },
            later("plan-release", 0.4) {
                $0.member("release", release)
                $0.member("plannedAt", "2099-01-01T18:00:00Z")
                $0.member("kind", register == nil ? "technical" : "data")
            },
            later("finish-release", 0.8) { $0.member("release", release) },
            propose(incident, record, after: patience, isAgain: false),
            later("relate-problem", 1.2) {
                $0.member("wanted", Temper.of(incident, sides: 2) == 0)
                $0.member("reason", "Vurderet efter rettelsen.")
            },
        ]
    }

    private func propose(
        _ incident: String,
        _ record: ConsumedRecord,
        after: Duration,
        isAgain: Bool
    ) -> Answer {
        let isWorkaround = !isAgain && Temper.of(incident, sides: 3) == 0
        return Answer(
            "propose",
            about: incident,
            to: record,
            by: desk,
            after: after
        ) {
            $0.member("type", isWorkaround ? "workaround" : "solution")
            $0.member(
                "description",
                isWorkaround
                    ? "Gårsdagens udtræk er lagt frem igen, mens årsagen rettes."
                    : "Årsagen er fundet og rettet, og kørslen er gentaget."
            )
            $0.member(
                "meaning",
                isWorkaround
                    ? "Du får data, der er op til et døgn gamle."
                    : "Tjenesten svarer igen med fuldstændige data."
            )
            $0.member(
                "nextSteps",
                isWorkaround
                    ? "Hent udtrækket som du plejer, og hent det igen om to dage."
                    : "Gentag dit kald; du behøver ikke ændre noget hos dig selv."
            )
            $0.member("documented", true)
        }
    }
}

extension Duration {
    static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
    static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }
}
