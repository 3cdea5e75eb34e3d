internal import Messaging

/// Who is told what because of an event.
///
/// `incident` is as the whole command left it, so that what is forwarded is complete at once.
/// The event itself comes first.
package func route(_ event: Event, _ incident: Incident, policy: Policy) -> [Outbound] {
    route([event], incident, policy: policy)
}

/// - Parameter origin: The record of the message that led to them; nil: a timer.
func route(
    _ events: [Event],
    _ incident: Incident,
    policy: Policy,
    origin: Origin? = nil
) -> [Outbound] {
    guard let first = events.first else { return [] }
    var dispatch = Dispatch(first, incident, policy, origin: origin)
    dispatch.tell()
    for event in events.dropFirst() {
        dispatch.turn(to: event)
        dispatch.tell()
    }
    return dispatch.outbound
}

extension Dispatch {
    fileprivate mutating func tell() {
        publish()
        tellParties()
        tellIncidents(event.payload)
        for notice in event.notices { notify(notice) }
    }

    private mutating func tellParties() {
        switch event.payload {
        case .reported:
            forward()
            if incident.handling.original != nil { tellReporter(.splitOff) }
        case .updated(let amendment): tell(amendment)
        case .noteAdded(let note): tell(note)
        case .acknowledged: tellStep(.acknowledged(by: event.by), [.status])
        case .workStarted: tellStep(.workStarted, [.status, .deadlines])
        case .callLogged(let call, _):
            if event.by != .spoc { change(.spoc, [.call], call: call) }
        case .deadlineMissed(let deadline): tell(deadline)
        case .deviationRecorded(let deviation): tell(deviation)
        case .deviationWithdrawn(let deviation): tell(deviation)
        default: tellCourse(event.payload)
        }
    }
}
