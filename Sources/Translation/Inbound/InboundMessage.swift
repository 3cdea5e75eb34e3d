package import Incidents

/// What a foreign message turned out to be.
package enum InboundMessage: Equatable, Sendable {
    case command(Command)
    /// A message about several incidents at once (one release mends many): a command for each.
    case commands([Command])
    /// The broker's own change, told back by the tool it was made in; nothing to do.
    case echo
}

extension Command {
    /// One command for each of the incidents: the Splitter of Enterprise Integration Patterns.
    ///
    /// Each is a message of its own from here on, known by the incident in its id, so that sending
    /// the whole again repeats nothing.
    func split(among incidents: [IncidentID]) -> [Command] {
        let action = action.told(to: incidents.count)
        return incidents.map { incident in
            var command = self
            command.action = action
            command.incident = incident
            command.messageID += "#" + incident.text
            return command
        }
    }
}
