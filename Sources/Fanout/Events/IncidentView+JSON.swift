package import JSON

extension IncidentView {
    package static let keyPrefix = "@incident/"

    package static func key(_ incident: String) -> String { keyPrefix + incident }

    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 384)
        writer.object { writer in
            writer.member("incident", incident)
            writer.member("number", number)
            writer.member("system", system)
            writer.member("status", status)
            writer.member("category", priority.category)
            writer.member("expedited", priority.expedited)
            writer.member("registers", registers)
            if let reporter {
                writer.object("reporter") { writer in
                    writer.member("organisation", reporter.organisation)
                    writer.member("email", reporter.email)
                    writer.member("callback", reporter.callback)
                }
            }
            writer.member("release", release)
            writer.member("sequence", sequence)
        }
        return writer.bytes
    }

    package init?(json: JSONNode) {
        guard let incident = json["incident"]?.string, let number = json["number"]?.string,
            let system = json["system"]?.string, let status = json["status"]?.string,
            let expedited = json["expedited"]?.bool, let sequence = json["sequence"]?.integer
        else { return nil }
        self.init(
            incident: incident,
            number: number,
            system: system,
            status: status,
            priority: IncidentEvent.Priority(
                category: json["category"]?.string,
                expedited: expedited
            ),
            registers: json["registers"]?.elements.compactMap(\.string) ?? [],
            reporter: json["reporter"].map { node in
                IncidentEvent.Reporter(
                    organisation: node["organisation"]?.string,
                    email: node["email"]?.string,
                    callback: node["callback"]?.string
                )
            },
            release: json["release"]?.string,
            sequence: sequence
        )
    }
}
