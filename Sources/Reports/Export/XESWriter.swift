internal import Incidents
internal import Messaging

/// Writes a history as an event log of IEEE 1849 (XES): a trace for each incident.
///
/// The standard extensions say what, when and who (concept, time, lifecycle, organizational);
/// everything of ours has the prefix `incident:`. Text goes to `emit` a trace at a time.
package struct XESWriter {
    private let emit: (String) -> Void

    package init(emit: @escaping (String) -> Void) {
        self.emit = emit
    }

    package func write(_ history: History) {
        emit(Self.head)
        for incident in history.incidents { emit(trace(incident)) }
        emit("</log>\n")
    }

    private static let head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
          <extension name="Concept" prefix="concept" \
        uri="http://www.xes-standard.org/concept.xesext"/>
          <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
          <extension name="Lifecycle" prefix="lifecycle" \
        uri="http://www.xes-standard.org/lifecycle.xesext"/>
          <extension name="Organizational" prefix="org" \
        uri="http://www.xes-standard.org/org.xesext"/>
          <global scope="trace">
            <string key="concept:name" value=""/>
          </global>
          <global scope="event">
            <string key="concept:name" value=""/>
            <date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
            <string key="lifecycle:transition" value="complete"/>
            <string key="org:resource" value=""/>
          </global>
          <classifier name="Activity" keys="concept:name"/>
          <classifier name="Activity and resource" keys="concept:name org:resource"/>

        """

    private func trace(_ history: IncidentHistory) -> String {
        let course = Course(history)
        var text = "  <trace>\n"
        text += string("concept:name", history.id, 4)
        text += string("incident:reportedBy", course.reportedBy, 4)
        text += string("incident:category", course.category?.rawValue ?? "unclassified", 4)
        text += string("incident:responsible", course.responsible.rawValue, 4)
        text += string("incident:status", course.status.rawValue, 4)
        text += "    <boolean key=\"incident:expedited\" value=\"\(course.wasExpedited)\"/>\n"
        for event in history.events { text += self.event(event) }
        return text + "  </trace>\n"
    }

    private func event(_ event: HistoryEvent) -> String {
        var text = "    <event>\n"
        text += string("concept:name", event.kind.rawValue, 6)
        text += "      <date key=\"time:timestamp\" value=\"\(event.at.rfc3339)\"/>\n"
        text += string("lifecycle:transition", "complete", 6)
        text += string("org:resource", event.by, 6)
        text += string("org:role", Self.role(event.by), 6)
        text += "      <int key=\"incident:sequence\" value=\"\(event.sequence)\"/>\n"
        text += string("incident:policyVersion", event.policyVersion, 6)
        if let status = event.told.status { text += string("incident:status", status.rawValue, 6) }
        if let deviation = event.told.deviation {
            text += string("incident:deviation", deviation.code, 6)
        }
        if !event.rules.isEmpty {
            text += string("incident:rules", event.rules.map(\.id).joined(separator: " "), 6)
        }
        return text + "    </event>\n"
    }

    private static func role(_ party: String) -> String {
        party.hasPrefix("register:") ? "register-authority" : party
    }

    private func string(_ key: String, _ value: String, _ indent: Int) -> String {
        let blanks = String(repeating: " ", count: indent)
        return "\(blanks)<string key=\"\(key)\" value=\"\(value.escapedForXML)\"/>\n"
    }
}

extension String {
    /// For an attribute's value; characters that XML 1.0 has no word for are left out.
    var escapedForXML: String {
        var text = ""
        text.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\t", "\n", "\r": text += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
