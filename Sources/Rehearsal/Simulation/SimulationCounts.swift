/// What a simulation has gone through.
package struct SimulationCounts: Equatable, Sendable {
    package internal(set) var commands = 0
    /// Timers gone off, of both policies.
    package internal(set) var timers = 0
    package internal(set) var incidents = 0
    /// Incidents with at least one difference.
    package internal(set) var different = 0
    package internal(set) var byKind: [Difference.Kind: Int] = [:]
    /// The most incidents kept at once.
    package internal(set) var openMax = 0
    /// Commands that incidents told each other; the replay tells its own.
    package internal(set) var betweenIncidents = 0
    /// Commands about incidents from before the time asked for.
    package internal(set) var passedOver = 0
    /// Commands about incidents that were put away long after their closing.
    package internal(set) var afterClosing = 0
    /// Commands from a time in which no policy was in force.
    package internal(set) var outsidePolicy = 0

    package init() {}
}
