import Incidents
import Messaging
import Testing

/// Several incidents, and what they tell each other brought to them at once.
struct Neighbours {
    private(set) var stories: [IncidentID: Story] = [:]

    subscript(_ id: String) -> Story {
        get { stories[IncidentID(id)!] ?? Story(id: id) }
        set { stories[IncidentID(id)!] = newValue }
    }

    /// Reports a C in a tool; the incident's id is the tool's name and the number.
    mutating func report(_ id: String, _ party: Party, at moment: Timestamp = Story.start) {
        var story = Story(id: id)
        story.now = moment
        story.tell(party, .report(.sample(by: .user)))
        self[id] = story
    }

    @discardableResult
    mutating func tell(_ id: String, _ party: Party, _ action: Command.Action) -> Verdict {
        let before = self[id].outbound.count
        let verdict = self[id].tell(party, action)
        bring(id, from: before)
        return verdict
    }

    mutating func wait(until moment: Timestamp) {
        for id in stories.keys.map(\.text).sorted() {
            let before = self[id].outbound.count
            self[id].wait(until: moment)
            bring(id, from: before)
        }
    }

    private mutating func bring(_ id: String, from index: Int) {
        for message in self[id].outbound[index...] {
            guard case .command(let command) = message.content else { continue }
            let other = command.incident.text
            let before = self[other].outbound.count
            let verdict = self[other].deliver(command)
            #expect(verdict.rejection == nil, "\(command.action.name) to \(other)")
            let again = self[other].deliver(command)
            #expect(again.events.isEmpty && again.rejection == nil, "the second time nothing")
            bring(other, from: before)
        }
    }
}
