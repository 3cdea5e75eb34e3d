internal import Incidents
internal import JSON
internal import Messaging

/// Everything the events of a history are about: incidents, parties, registers, releases, problems.
struct OCELObjects {
    static let types: [(name: String, attributes: [(String, String)])] = [
        (
            "incident",
            [
                ("reportedBy", "string"), ("reporterKind", "string"), ("environment", "string"),
                ("kind", "string"), ("category", "string"), ("expedited", "boolean"),
                ("responsible", "string"), ("status", "string"),
            ]
        ),
        ("party", []), ("register", []), ("release", [("kind", "string")]), ("problem", []),
    ]

    struct Object {
        var id: String
        var type: String
        /// With the time each value came.
        var attributes: [(name: String, at: Timestamp, value: String)] = []
        var relations: [OCELRelation] = []
    }

    private(set) var all: [Object] = []
    private var known: Set<String> = []
    /// When an object that events only refer to has its attributes.
    private static let always = Timestamp(milliseconds: 0)

    init(_ history: History) {
        for incident in history.incidents { add(incident) }
        for event in history.incidents.lazy.flatMap(\.events) {
            for relation in OCELEvent(event).relations { refer(relation.object) }
        }
    }

    static func id(incident: String) -> String { "incident:\(incident)" }
    static func id(party: String) -> String { "party:\(party)" }
    static func id(register: String) -> String { "code:\(register)" }
    static func id(release: String) -> String { "release:\(release)" }
    static func id(problem: String) -> String { "problem:\(problem)" }

    private mutating func add(_ history: IncidentHistory) {
        let course = Course(history)
        var object = Object(id: Self.id(incident: history.id), type: "incident")
        let fixed: [(String, String?)] = [
            ("reportedBy", course.reportedBy), ("reporterKind", course.reporterKind),
            ("environment", course.environment),
        ]
        for case (let name, let value?) in fixed {
            object.attributes.append((name, course.registeredAt, value))
        }
        for event in history.events { object.take(event) }
        object.relations = relations(course)
        known.insert(object.id)
        all.append(object)
        for release in course.releases
        where known.insert(Self.id(release: release.release)).inserted {
            var object = Object(id: Self.id(release: release.release), type: "release")
            if let kind = release.kind { object.attributes.append(("kind", Self.always, kind)) }
            all.append(object)
        }
    }

    private func relations(_ course: Course) -> [OCELRelation] {
        var relations = course.registers.map {
            OCELRelation(object: Self.id(register: $0), qualifier: "concerns")
        }
        relations += course.releases.map {
            OCELRelation(object: Self.id(release: $0.release), qualifier: "mended by")
        }
        if let master = course.master {
            relations.append(
                OCELRelation(object: Self.id(incident: master), qualifier: "duplicate of")
            )
        }
        relations.append(
            OCELRelation(object: Self.id(party: course.reportedBy), qualifier: "reported by")
        )
        return relations
    }

    /// An object that is there because something refers to it.
    private mutating func refer(_ id: String) {
        guard known.insert(id).inserted else { return }
        let prefix = id.prefix { $0 != ":" }
        all.append(Object(id: id, type: prefix == "code" ? "register" : String(prefix)))
    }
}

extension OCELObjects.Object {
    fileprivate mutating func take(_ event: HistoryEvent) {
        let told = event.told
        let isOfIncident = [.reported, .updated, .classified].contains(event.kind)
        let values: [(String, String?)] = [
            ("kind", isOfIncident ? told.kind : nil),
            ("category", told.priority.map { $0.category?.rawValue ?? "unclassified" }),
            ("expedited", told.priority.map { String($0.expedited) }),
            ("responsible", told.responsible?.rawValue), ("status", told.status?.rawValue),
        ]
        for case (let name, let value?) in values {
            let last = attributes.last { $0.name == name }?.value
            if last != value { attributes.append((name, event.at, value)) }
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("id", id)
            object.member("type", type)
            object.array("attributes") { list in
                for attribute in attributes {
                    list.object {
                        $0.member("name", attribute.name)
                        $0.member("time", attribute.at)
                        $0.member("value", attribute.value)
                    }
                }
            }
            OCELRelation.write(relations, to: &object)
        }
    }
}
