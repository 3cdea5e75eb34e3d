internal import JSON
internal import Messaging

extension PublishedEvent {
    private static let reportedMembers: [ChangedMember] = [
        .status, .priority, .title, .description, .environment, .kind, .registers, .services,
        .reporter, .channel, .impact, .security, .processes, .responsible, .deadlines,
    ]

    var discretion: Discretion {
        Discretion(withholds: isTextWithheld, withCallback: true)
    }

    /// Lent, not copied: it has dozens of parts to count.
    private var incident: Incident { _read { yield shared.value } }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("incident", event.incident.text)
            writer.member("sequence", event.sequence)
            writer.member("at", event.at)
            writer.member("by", event.by.wireName)
            writer.member("cause", event.causationID)
            writer.member("policyVersion", event.policyVersion)
            writer.list("rules", event.rules) { $0.write(to: &$1) }
            if !event.marks.isEmpty { writer.member("marks", event.marks) }
            writeClocks(to: &writer)
            writePayload(to: &writer)
        }
    }

    /// Clocks that were set, moved or stopped, as far as nothing else tells of them.
    private func writeClocks(to writer: inout JSONWriter) {
        switch event.payload {
        // One that speaks is told by the event itself.
        case .clockWarned, .clockExpired: return
        default: break
        }
        guard event.clocks.contains(where: \.isToldAsClock) else { return }
        writer.array("clocks") { writer in
            for clock in event.clocks where clock.isToldAsClock {
                writer.object { writer in
                    clock.writeShown(to: &writer)
                    if clock.isRunning {
                        writer.member("from", clock.from)
                    } else {
                        writer.member("stopped", true)
                    }
                }
            }
        }
    }

    private func writePayload(to writer: inout JSONWriter) {
        switch event.payload {
        case .reported(let registration): write(registration, to: &writer)
        case .updated(let amendment): write(amendment, to: &writer)
        case .noteAdded(let note):
            note.writeShown(discretion, to: &writer)
            incident.writeWithheld(of: [.note], discretion, to: &writer)
        case .acknowledged:
            writer.member("number", number)
            writer.member("status", incident.status.rawValue)
        case .workStarted(let start):
            writer.member("number", number)
            writer.member("startedAt", start)
            writer.member("status", incident.status.rawValue)
            incident.write(.deadlines, discretion, to: &writer)
        case .callLogged(let call, _):
            writer.key("call")
            call.write(to: &writer)
        case .deadlineMissed(let deadline):
            writer.key("deadline")
            deadline.writeShown(to: &writer)
        case .deviationRecorded(let deviation), .deviationWithdrawn(let deviation):
            deviation.writeShown(to: &writer)
        default: writeHandling(event.payload, to: &writer)
        }
    }

    private func write(_ registration: Registration, to writer: inout JSONWriter) {
        writer.member("number", incident.number)
        writer.member("system", incident.reportedBy.system)
        for member in Self.reportedMembers {
            incident.write(member, discretion, to: &writer)
        }
        if !registration.report.calls.isEmpty {
            writer.list("calls", registration.report.calls) { $0.write(to: &$1) }
        }
        writer.member("reportedAt", incident.reportedAt)
        writer.member("registeredAt", incident.registeredAt)
        incident.write(.unmapped, discretion, to: &writer)
        incident.writeWithheld(of: Self.reportedMembers + [.unmapped], discretion, to: &writer)
    }

    func write(_ amendment: Amendment, to writer: inout JSONWriter) {
        writer.list("changed", amendment.changed) { $1.string($0.rawValue) }
        for member in amendment.changed { incident.write(member, discretion, to: &writer) }
        incident.writeWithheld(of: amendment.changed, discretion, to: &writer)
    }

    /// The sender's own number of the incident.
    private var number: String? {
        if case .message(let message) = event.cause { message.number } else { nil }
    }
}

extension Deviation {
    /// As events show it: members of the event.
    fileprivate func writeShown(to writer: inout JSONWriter) {
        writer.member("deviation", code)
        writer.member("principle", principle.description)
        writer.member("party", party?.name)
        writer.member("since", since)
        writer.objects("evidence", evidence) { item, writer in
            writer.member("name", item.name)
            writer.key("value")
            item.writeValue(to: &writer)
        }
    }
}

extension FiredRule {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("principle", principle.description)
        }
    }
}
