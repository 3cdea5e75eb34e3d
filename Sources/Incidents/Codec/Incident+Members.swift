internal import JSON

// An incident's members as messages to the outside show them; the same in all of them.

/// What a message shows of a text or a person.
struct Discretion {
    /// Shown in place of a text that must be there and may not be told.
    static let placeholder = "[withheld: annex 5.c]"

    /// Free text and persons are left out.
    var withholds: Bool
    var withCallback = false

    /// A text as it may be shown: never with a civil registration number in it.
    func shown(_ text: String?) -> String? {
        guard let text else { return nil }
        return withholds ? Self.placeholder : CivilNumberMask.masked(text)
    }
}

extension Incident {
    func write(_ member: ChangedMember, _ discretion: Discretion, to writer: inout JSONWriter) {
        switch member {
        case .status: writer.member("status", status.rawValue)
        case .priority: writePriority(to: &writer)
        case .title:
            writer.member("title", discretion.shown(report.title))
        case .description:
            if !discretion.withholds {
                writer.member("description", discretion.shown(report.description))
            }
        case .environment: writer.member("environment", environment.rawValue)
        case .kind: writer.member("kind", kind.rawValue)
        case .registers: writer.member("registers", registers)
        case .services: writer.member("services", report.services ?? [])
        case .reporter: writeReporter(discretion, to: &writer)
        case .channel: writer.member("channel", report.channel?.rawValue)
        case .impact:
            if var impact = effectiveReport.impact {
                impact.description = discretion.shown(impact.description)
                writer.object("impact") {
                    impact.writeMembers(to: &$0, withText: !discretion.withholds)
                }
            }
        case .security: writer.object("security") { security.writeMembers(to: &$0) }
        case .processes: writer.member("processes", processes.all.map(\.rawValue))
        case .responsible: writer.member("responsible", responsible.rawValue)
        case .deadlines: standingDeadlines.writeShown(to: &writer)
        case .deviations: writer.member("deviations", deviationCodes)
        case .unmapped:
            if !discretion.withholds {
                writer.object("unmapped", unmapped.map(CivilNumberMask.masked(json:)))
            }
        // Not the incident's: the message has them.
        case .call, .note, .question, .resource, .clock, .knownErrors: break
        case .assignment, .plan, .resolution, .closure, .releases, .problem, .links:
            writeHandling(member, discretion, to: &writer)
        }
    }

    /// Which of the members are not, or not wholly, in a message that withholds.
    func writeWithheld(
        of members: some Sequence<ChangedMember>,
        _ discretion: Discretion,
        to writer: inout JSONWriter
    ) {
        guard discretion.withholds else { return }
        writer.array("withheld") { writer in
            for member in members where isWithheld(member) { writer.string(member.rawValue) }
        }
    }

    private func isWithheld(_ member: ChangedMember) -> Bool {
        switch member {
        case .title, .reporter, .note, .question, .resource: true
        case .assignment, .plan, .resolution, .problem: true
        case .description: report.description != nil
        case .impact: report.impact?.description != nil
        case .unmapped: unmapped != nil
        case .status, .priority, .environment, .kind, .registers, .services, .channel,
            .security, .processes, .responsible, .deadlines, .deviations, .call,
            .closure, .releases, .links, .clock, .knownErrors:
            false
        }
    }

    private func writePriority(to writer: inout JSONWriter) {
        writer.object("priority") { writer in
            if let category {
                writer.member("category", category.rawValue)
            } else {
                writer.key("category")
                writer.null()
            }
            writer.member("expedited", expedited)
        }
    }

    private func writeReporter(_ discretion: Discretion, to writer: inout JSONWriter) {
        guard let reporter = report.reporter else { return }
        writer.object("reporter") { writer in
            if discretion.withholds {
                reporter.writeOffice(to: &writer)
            } else {
                reporter.writeMembers(to: &writer, withCallback: discretion.withCallback)
            }
        }
    }
}

extension Note {
    func writeShown(_ discretion: Discretion, to writer: inout JSONWriter) {
        let shown = Note(
            text: discretion.shown(text) ?? "",
            visibility: visibility,
            author: discretion.withholds ? nil : author
        )
        writer.key("note")
        shown.write(to: &writer)
    }
}

extension Deadline {
    /// As messages show it.
    func writeShown(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", "start-work")
            writer.member("role", role.rawValue)
            writer.member("due", due)
            writer.member("advisory", advisory)
            writer.member("outcome", outcomeName)
            writer.member("pausedAt", pausedAt)
        }
    }
}

extension [Deadline] {
    func writeShown(to writer: inout JSONWriter) {
        writer.list("deadlines", self) { $0.writeShown(to: &$1) }
    }
}
