package import JSON
package import Messaging

/// An event of the topic `incident.events` as the fan-out reads it: whatever its type, the same
/// few things.
///
/// Types are not enumerated here: an event that is added later is told with the words there are.
package struct IncidentEvent: Equatable, Sendable {
    package let incident: String
    /// The word in its type: `note-added`.
    package let name: String
    package let sequence: Int64
    package let at: Timestamp
    /// A party's name, or `broker`.
    package let by: String
    /// What it says of the incident; nil: nothing new.
    package var number: String?
    package var system: String?
    package var status: String?
    package var priority: Priority?
    package var registers: [String]?
    package var reporter: Reporter?
    /// The release it is about.
    package var release: String?
    /// The text of a public note.
    package var note: String?
    package var isNoteInternal = false
    /// What else the reporter is to read of it, one JSON object; nil: nothing.
    package var details: [UInt8]?

    package struct Priority: Hashable, Sendable {
        package let category: String?
        package let expedited: Bool

        package init(category: String?, expedited: Bool) {
            self.category = category
            self.expedited = expedited
        }
    }

    package struct Reporter: Hashable, Sendable {
        package var organisation: String?
        package var email: String?
        package var callback: String?

        package init(organisation: String?, email: String?, callback: String?) {
            self.organisation = organisation
            self.email = email
            self.callback = callback
        }
    }

    package init(
        incident: String,
        name: String,
        sequence: Int64,
        at: Timestamp,
        by: String
    ) {
        self.incident = incident
        self.name = name
        self.sequence = sequence
        self.at = at
        self.by = by
    }

    /// The word in a CloudEvents type `dk.datafordeler.incident.WORD.v1`; nil for any other.
    package static func name(type: String) -> String? {
        let prefix = "dk.datafordeler.incident."
        guard type.hasPrefix(prefix), let dot = type.lastIndex(of: "."),
            type[dot...].hasPrefix(".v")
        else { return nil }
        let start = type.index(type.startIndex, offsetBy: prefix.count)
        guard start < dot else { return nil }
        return String(type[start..<dot])
    }

    /// Nil when the data lack what every event has.
    package init?(name: String, json: JSONNode) {
        guard let incident = json["incident"]?.string, let sequence = json["sequence"]?.integer,
            let at = json["at"]?.timestamp, let by = json["by"]?.string
        else { return nil }
        self.init(incident: incident, name: name, sequence: sequence, at: at, by: by)
        status = json["status"]?.string
        if name == "reported" {
            number = json["number"]?.string
            system = json["system"]?.string
        }
        release = json["release"]?.string
        registers = json["registers"]?.elements.compactMap(\.string)
        if let node = json["priority"] {
            priority = Priority(
                category: node["category"]?.string,
                expedited: node["expedited"]?.bool ?? false
            )
        }
        if let node = json["reporter"] {
            reporter = Reporter(
                organisation: node["organisation"]?.string,
                email: node["email"]?.string,
                callback: node["callback"]?.string
            )
        }
        read(note: json["note"])
        details = Self.details(of: name, in: json)
    }

    private mutating func read(note node: JSONNode?) {
        guard let node else { return }
        isNoteInternal = node["visibility"]?.string != "public"
        if !isNoteInternal { note = node["text"]?.string }
    }

    private static func details(of name: String, in json: JSONNode) -> [UInt8]? {
        let members = EventWording.of(name).carries.compactMap { key in
            json[key].map { (key, $0) }
        }
        guard !members.isEmpty else { return nil }
        var writer = JSONWriter()
        writer.object { writer in
            for (key, value) in members {
                writer.key(key)
                writer.node(value)
            }
        }
        return writer.bytes
    }
}
