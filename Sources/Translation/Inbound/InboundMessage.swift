package import Incidents

/// What a foreign message turned out to be.
package enum InboundMessage: Equatable, Sendable {
    case command(Command)
    /// The broker's own change, told back by the tool it was made in; nothing to do.
    case echo
}
