package import JSON

internal import Incidents
internal import Messaging

extension Timeline {
    package func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("incident", course.id)
            object.member("status", course.status.rawValue)
            object.member("category", course.category?.rawValue)
            object.member("expedited", course.expedited)
            object.member("responsible", course.responsible.rawValue)
            object.member("registers", course.registers)
            object.member("processes", course.processes)
            object.member("reportedAt", course.reportedAt)
            object.member("registeredAt", course.registeredAt)
            object.member("closedAt", course.closedAt)
            if let turn = course.currentTurn {
                object.object("waitsFor") { turn.writeMembers(to: &$0) }
            }
            object.array("hops") { list in
                for hop in hops { list.object { hop.writeMembers(to: &$0) } }
            }
            object.array("promises") { list in
                for promise in course.promises { list.object { promise.writeMembers(to: &$0) } }
            }
            object.array("deviations") { list in
                for departure in course.deviations {
                    list.object { departure.writeMembers(to: &$0) }
                }
            }
            object.array("time") { list in
                for (party, milliseconds) in course.timePerParty(until: now) {
                    list.object {
                        $0.member("party", party)
                        $0.member("milliseconds", milliseconds)
                    }
                }
            }
        }
    }
}

extension Timeline.Hop {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("sequence", event.sequence)
        writer.member("at", event.at)
        writer.member("delayMilliseconds", delay)
        writer.member("event", event.kind.rawValue)
        writer.member("by", event.by)
        writer.member("cause", event.cause)
        writer.member("mark", mark.rawValue)
        writer.member("da", meaning.danish)
        writer.member("en", meaning.english)
        writer.member("policyVersion", event.policyVersion)
        writer.array("rules") { list in
            for rule in event.rules {
                list.object {
                    $0.member("id", rule.id)
                    $0.member("principle", rule.principle.description)
                }
            }
        }
        if !event.marks.isEmpty { writer.member("marks", event.marks) }
        if isTurnChanged, let turn { writer.object("turn") { turn.writeMembers(to: &$0) } }
    }
}

extension Turn {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("party", party)
        writer.member("duty", duty.rawValue)
        writer.member("since", since)
        writer.member("until", until)
    }
}
