import Incidents
import Messaging
import Reports

/// A timeline for people: days, hops, whose turn it is, what is owed.
struct TimelineReport {
    private static let indent = 22
    private let timeline: Timeline
    private let language: Language
    private let wall: WallTime

    init(_ timeline: Timeline, _ language: Language, zone: CivilZone) {
        self.timeline = timeline
        self.language = language
        self.wall = WallTime(zone: zone)
    }

    private var course: Course { timeline.course }

    private func say(_ danish: String, _ english: String) -> String {
        language == .danish ? danish : english
    }

    var lines: [String] {
        heading + hops + standing + owed + departures + time
    }

    private var heading: [String] {
        var facts = [
            course.category.map { say("kategori \($0.rawValue)", "category \($0.rawValue)") }
                ?? say("ingen kategori", "unclassified")
        ]
        if course.expedited { facts.append(say("fremskyndet", "expedited")) }
        facts.append(course.status.rawValue)
        facts.append(contentsOf: course.registers)
        facts.append(contentsOf: course.processes)
        let by = PartyNames.text(course.reportedBy, language)
        let reporter = course.reporterKind.map { " (\($0))" } ?? ""
        let versions = course.policyVersions.joined(separator: ", ")
        let origin =
            say("Indmeldt af ", "Reported by ") + by + reporter
            + " \(wall.minute(course.reportedAt)) · \(say("politik", "policy")) \(versions)"
            + " · \(wall.zone.name)"
        let heading = Terminal.styled(course.id, .bold) + " · " + facts.joined(separator: " · ")
        return [heading] + TextWrap.lines(origin, indent: 0).map { Terminal.styled($0, .dim) }
    }

    private var hops: [String] {
        var lines: [String] = []
        var day: CivilDate?
        for hop in timeline.hops {
            let date = wall.zone.date(at: hop.event.at)
            if date != day {
                lines += ["", Terminal.styled(wall.day(date, language), .bold)]
                day = date
            }
            lines += told(hop)
        }
        return lines
    }

    private func told(_ hop: Timeline.Hop) -> [String] {
        let delay = hop.delay > 0 ? "+" + Elapsed.text(milliseconds: hop.delay, language) : ""
        let time = TextWrap.padded(wall.clock(hop.event.at), to: 8)
        let name = TextWrap.padded(hop.event.kind.rawValue, to: 22)
        var lines = [
            "  \(time)  \(Terminal.styled(TextWrap.padded(delay, to: 8), .dim))  "
                + "\(sign(hop.mark)) \(Terminal.styled(name, .bold)) "
                + Terminal.styled(hop.event.by, .cyan)
        ]
        lines += TextWrap.lines(hop.meaning.in(language), indent: Self.indent + 2)
        if !hop.event.rules.isEmpty {
            let rules = hop.event.rules.map { "\($0.id) (\($0.principle))" }
            lines += TextWrap.lines("§ " + rules.joined(separator: ", "), indent: Self.indent + 2)
                .map { Terminal.styled($0, .dim) }
        }
        for mark in hop.event.marks {
            lines.append(
                String(repeating: " ", count: Self.indent + 2) + say("mærke: ", "mark: ") + mark
            )
        }
        if hop.isTurnChanged, let turn = hop.turn {
            lines += TextWrap.lines(
                "→ \(PartyNames.text(turn.party, language)) \(turn.task.in(language))",
                indent: Self.indent + 2
            )
            .map { Terminal.styled($0, .blue) }
        }
        return lines
    }

    private func sign(_ mark: Timeline.Mark) -> String {
        switch mark {
        case .step: "●"
        case .good: Terminal.styled("✔", .green)
        case .warning: Terminal.styled("!", .yellow)
        case .bad: Terminal.styled("✗", .red)
        case .note: Terminal.styled("·", .dim)
        }
    }

    private var standing: [String] {
        guard let turn = course.currentTurn else {
            let closed = course.closures.last
            let reason = closed?.reason?.rawValue ?? ""
            let when = closed.map { wall.minute($0.at) } ?? ""
            return ["", Terminal.styled(say("Afsluttet", "Closed"), .bold) + " \(when) \(reason)"]
        }
        let waited = Elapsed.text(
            milliseconds: timeline.now.milliseconds - turn.since.milliseconds,
            language
        )
        return [
            "",
            Terminal.styled(say("Alle venter på", "Everybody waits for"), .bold)
                + " \(PartyNames.text(turn.party, language)), "
                + say("der ", "who ") + turn.task.in(language) + ": "
                + Terminal.styled(waited, .yellow)
                + say(" siden ", " since ") + wall.minute(turn.since),
        ]
    }

    private var owed: [String] {
        let promises = course.promises
        guard !promises.isEmpty else { return [] }
        return ["", Terminal.styled(say("Frister", "Deadlines"), .bold)]
            + promises.map { promise in
                "  " + TextWrap.padded(wall.minute(promise.due), to: 17)
                    + TextWrap.padded(promise.title.in(language), to: 34)
                    + TextWrap.padded(promise.party, to: 16) + outcome(promise)
            }
    }

    private func outcome(_ promise: Promise) -> String {
        let due = promise.due.milliseconds
        func elapsed(_ moment: Timestamp) -> String {
            Elapsed.text(milliseconds: moment.milliseconds - due, language)
        }
        switch promise.standing {
        case .met(let moment):
            return Terminal.styled(
                say("overholdt, \(elapsed(moment)) før", "met, \(elapsed(moment)) before"),
                .green
            )
        case .missed(.some(let moment)):
            return Terminal.styled(
                say("overskredet, \(elapsed(moment)) for sent", "missed by \(elapsed(moment))"),
                .red
            )
        case .dropped: return Terminal.styled(say("bortfaldet", "no longer owed"), .dim)
        case .running, .missed:
            let left = elapsed(timeline.now)
            return timeline.now.milliseconds > due
                ? Terminal.styled(say("overskredet med \(left)", "overdue by \(left)"), .red)
                : Terminal.styled(say("om \(left)", "in \(left)"), .yellow)
        }
    }

    private var departures: [String] {
        guard !course.deviations.isEmpty else { return [] }
        var lines = ["", Terminal.styled(say("Afvigelser", "Deviations"), .bold)]
        for departure in course.deviations { lines += told(departure) }
        return lines
    }

    private func told(_ departure: Departure) -> [String] {
        let when = TextWrap.padded(wall.minute(departure.recordedAt), to: 17)
        let code = Terminal.styled(departure.code, departure.isOpen ? .red : .dim)
        var line = "  \(when)\(code) \(departure.party)"
        if !departure.isOpen {
            line += Terminal.styled(say(" trukket tilbage", " withdrawn"), .green)
        }
        var reasons = departure.rules
        for item in departure.evidence { reasons.append("\(item.name) = \(item.value)") }
        let proof = TextWrap.lines(reasons.joined(separator: "; "), indent: 19)
        return [line] + proof.map { Terminal.styled($0, .dim) }
    }

    private var time: [String] {
        let shares = course.timePerParty(until: timeline.now)
        guard !shares.isEmpty else { return [] }
        return ["", Terminal.styled(say("Tiden har ligget hos", "Time spent with"), .bold)]
            + shares.map { party, milliseconds in
                "  " + TextWrap.padded(PartyNames.text(party, language), to: 40)
                    + Elapsed.text(milliseconds: milliseconds, language)
            }
    }
}
