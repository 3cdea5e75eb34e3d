package import JSON

internal import Incidents
internal import Messaging

extension Promise {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("kind", kind)
        if !subject.isEmpty { writer.member("subject", subject) }
        writer.member("party", party)
        writer.member("from", from)
        writer.member("due", due)
        writer.member("advisory", isAdvisory)
        writer.member("category", category?.rawValue)
        writer.member("warnedAt", warnedAt)
        switch standing {
        case .running: writer.member("standing", "running")
        case .met(let moment):
            writer.member("standing", "met")
            writer.member("doneAt", moment)
        case .missed(let moment):
            writer.member("standing", "missed")
            writer.member("doneAt", moment)
        case .dropped(let moment):
            writer.member("standing", "dropped")
            writer.member("droppedAt", moment)
        }
    }
}

extension DeadlineReport.Item {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("incident", incident)
        writer.member("urgency", urgency.rawValue)
        writer.member("milliseconds", milliseconds)
        writer.member("expedited", isExpedited)
        promise.writeMembers(to: &writer)
    }
}
