package import JSON
internal import Messaging

extension Untold.Row {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("incident", incident)
        writer.member("number", number)
        writer.member("recipient", recipient)
        writer.member("channel", channel)
        if let reached {
            writer.object("reached") { writer in
                writer.member("sequence", reached.sequence)
                writer.member("event", reached.name)
                writer.member("at", reached.at)
            }
        }
        writer.array("outstanding") { writer in
            for item in outstanding { writer.object { item.writeMembers(to: &$0) } }
        }
    }
}

extension Untold.Outstanding {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("delivery", delivery)
        writer.member("sequence", sequence)
        writer.member("event", event)
        writer.member("at", at)
        writer.member("state", state.rawValue)
        writer.member("attempts", attempts)
        writer.member("due", due)
        writer.member("failure", failure)
    }
}
