package import Incidents
package import Messaging

/// One incident end to end, hop by hop, as an incident manager can act on it.
package struct Timeline: Equatable, Sendable {
    package let course: Course
    package let hops: [Hop]
    /// The time the timeline is looked at.
    package let now: Timestamp

    /// One event, and what it meant.
    package struct Hop: Equatable, Sendable {
        package let event: HistoryEvent
        /// Since the hop before.
        package let delay: Int64
        package let meaning: Sentence
        package let mark: Mark
        /// Whose turn it became, when that changed; nil inside: nobody's, it is closed.
        package let turn: Turn?
        package let isTurnChanged: Bool
    }

    /// What kind of news a hop is.
    package enum Mark: String, CaseIterable, Sendable {
        case step
        case good
        case warning
        case bad
        case note
    }

    package init(_ history: IncidentHistory, now: Timestamp) {
        var course = Course(history.id, history.events.first)
        var hops: [Hop] = []
        var earlier: Timestamp?
        for event in history.events {
            let before = course.currentTurn
            course.apply(event)
            let turn = course.currentTurn
            hops.append(
                Hop(
                    event: event,
                    delay: event.at.milliseconds - (earlier ?? event.at).milliseconds,
                    meaning: HopText.meaning(event, course),
                    mark: HopText.mark(event),
                    turn: turn,
                    isTurnChanged: before?.party != turn?.party || before?.duty != turn?.duty
                )
            )
            earlier = event.at
        }
        self.course = course
        self.hops = hops
        self.now = now
    }

    /// Promises that are owed now, soonest due first.
    package var owed: [Promise] {
        course.promises.filter(\.isOwed).sorted { $0.due < $1.due }
    }
}
