internal import Incidents
internal import JSON
internal import Messaging

/// One event of the log, with the objects it is about.
struct OCELEvent {
    static let attributes = [
        ("by", "string"), ("cause", "string"), ("policyVersion", "string"),
        ("sequence", "integer"), ("status", "string"), ("category", "string"),
        ("rules", "string"), ("deviation", "string"), ("due", "time"),
    ]

    private let event: HistoryEvent

    init(_ event: HistoryEvent) {
        self.event = event
    }

    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("id", "\(event.incident).\(event.sequence)")
            object.member("type", event.kind.rawValue)
            object.member("time", event.at)
            object.array("attributes") { list in
                for (name, value) in values {
                    list.object {
                        $0.member("name", name)
                        $0.member("value", value)
                    }
                }
            }
            OCELRelation.write(relations, to: &object)
        }
    }

    private var values: [(String, String)] {
        let told = event.told
        let values: [(String, String?)] = [
            ("by", event.by), ("cause", event.cause), ("policyVersion", event.policyVersion),
            ("sequence", String(event.sequence)), ("status", told.status?.rawValue),
            ("category", told.priority.map { $0.category?.rawValue ?? "unclassified" }),
            ("rules", event.rules.isEmpty ? nil : event.rules.map(\.id).joined(separator: " ")),
            ("deviation", told.deviation?.code),
            ("due", (told.due ?? told.closesAt)?.rfc3339),
        ]
        return values.compactMap { name, value in value.map { (name, $0) } }
    }

    var relations: [OCELRelation] {
        let told = event.told
        var relations = [
            OCELRelation(object: OCELObjects.id(incident: event.incident), qualifier: "incident"),
            OCELRelation(object: OCELObjects.id(party: event.by), qualifier: "by"),
        ]
        for register in told.registers ?? [] {
            relations.append(
                OCELRelation(object: OCELObjects.id(register: register), qualifier: "concerns")
            )
        }
        let others: [(String?, String)] = [
            (told.release.map(OCELObjects.id(release:)), "release"),
            (told.problem.map(OCELObjects.id(problem:)), "problem"),
            (told.master.map(OCELObjects.id(incident:)), "master"),
            (told.child.map(OCELObjects.id(incident:)), "child"),
            ((told.deviation?.party ?? told.party).map(OCELObjects.id(party:)), "party"),
        ]
        for case (let object?, let qualifier) in others {
            relations.append(OCELRelation(object: object, qualifier: qualifier))
        }
        for part in told.parts {
            relations.append(
                OCELRelation(object: OCELObjects.id(incident: part), qualifier: "part")
            )
        }
        return relations
    }
}
