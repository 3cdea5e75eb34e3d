import Broker
import JSON
import Messaging

/// Records told as a story: what came in, what was decided and why, who was told.
struct Narration {
    /// Only what happens, with its time: for when much happens at once.
    var isBrief = false
    private let inputs: Set<String>
    private let parser = JSONParser()

    init(plan: TopicPlan) {
        inputs = Set(plan.inputs(of: StageName.intake))
    }

    /// The lines for one record; none for what is of no interest to a spectator.
    func lines(_ record: ConsumedRecord) -> [String] {
        let topic = record.position.topic
        guard let value = record.value else { return [] }
        if isBrief, topic != BrokerTopic.events { return [] }
        let message = try? parser.parse(value)
        if inputs.contains(topic) { return [arrival(topic, record, message, value.count)] }
        guard let message else { return [] }
        switch topic {
        case BrokerTopic.events: return event(record, message)
        case BrokerTopic.notices: return [notice(message)]
        case BrokerTopic.deadLetters: return []
        default: return [told(topic, record, message)]
        }
    }

    // MARK: - In

    private func arrival(
        _ topic: String,
        _ record: ConsumedRecord,
        _ message: JSONNode?,
        _ bytes: Int
    ) -> String {
        let kind = type(record).map { Self.short($0) } ?? "plain JSON"
        return line("◀", topic, .blue, "\(kind), \(bytes) bytes")
    }

    // MARK: - Decided

    private func event(_ record: ConsumedRecord, _ message: JSONNode) -> [String] {
        let name = type(record).map { Self.short($0) } ?? "?"
        if isBrief { return [brief(name, message)] }
        var lines = [line("·", "  \(name)", .bold, summary(name, message))]
        for rule in message["rules"]?.elements.map({ $0 }) ?? [] where name == "reported" {
            let id = rule["id"]?.string ?? "?"
            let principle = rule["principle"]?.string ?? ""
            lines.append(line(" ", "", .dim, Terminal.styled("\(id) (\(principle))", .dim)))
        }
        return lines
    }

    private func brief(_ name: String, _ message: JSONNode) -> String {
        let moment = message["at"]?.string?.prefix(16).replacing("T", with: " ") ?? ""
        let incident = message["incident"]?.string ?? "?"
        let padded = name + String(repeating: " ", count: max(0, 24 - name.count))
        return "   \(Terminal.styled(String(moment), .dim)) \(padded)"
            + " \(incident)  \(summary(name, message))"
    }

    private func summary(_ name: String, _ message: JSONNode) -> String {
        switch name {
        case "reported":
            let category = message["priority"]?["category"]?.string ?? "unclassified"
            let expedited = message["priority"]?["expedited"]?.bool == true ? ", expedited" : ""
            let responsible = message["responsible"]?.string ?? "?"
            return "category \(category)\(expedited), \(responsible) is responsible\(due(message))"
        case "deviation-recorded", "deviation-withdrawn":
            let code = message["deviation"]?.string ?? "?"
            return Terminal.styled(code, .yellow)
        case "resolution-proposed":
            let type = message["resolution"]?["type"]?.string ?? "?"
            return "\(type): \(message["resolution"]?["description"]?.string ?? "")"
        case "resolution-delivered":
            return "closes at \(message["closesAt"]?.string ?? "?") without an objection"
        case "closed":
            return Terminal.styled(message["closure"]?["reason"]?.string ?? "?", .green)
        default:
            return "by \(message["by"]?.string ?? "?")"
        }
    }

    private func due(_ message: JSONNode) -> String {
        guard let due = message["deadlines"]?[0]?["due"]?.string else { return "" }
        return ", work to start by \(due)"
    }

    // MARK: - Told

    private func notice(_ message: JSONNode) -> String {
        let reason = message["reason"]?.string ?? "?"
        let text = message["text"]?["da"]?.string ?? ""
        return line("▶", BrokerTopic.notices, .yellow, "\(reason): \(text)")
    }

    private func told(_ topic: String, _ record: ConsumedRecord, _ message: JSONNode) -> String {
        let kind = type(record).map { Self.short($0) } ?? "?"
        let detail = message["outcome"]?.string ?? Self.sentence(message)
        let code =
            message["code"]?.string.map { " \($0): \(message["detail"]?.string ?? "")" } ?? ""
        return line("▶", topic, .green, "\(kind) \(detail)\(code)")
    }

    /// What the reporter reads, wherever its tool's dialect has put it.
    private static func sentence(_ message: JSONNode) -> String {
        let text =
            message["text"]?["da"]?.string ?? message["comment"]?["body"]?.string
            ?? message["comments"]?.string ?? message["besked"]?.string ?? ""
        return text.split(separator: "\n").first.map(String.init) ?? ""
    }

    private func line(
        _ arrow: String,
        _ place: String,
        _ style: Terminal.Style,
        _ text: String
    ) -> String {
        let padded = place + String(repeating: " ", count: max(0, 24 - place.count))
        return "   \(arrow) \(Terminal.styled(padded, style)) \(text)"
    }

    private func type(_ record: ConsumedRecord) -> String? {
        RecordPrinting.text(record.header("ce_type"))
    }

    /// `dk.datafordeler.incident.work-started.v1` → `work-started`.
    private static func short(_ type: String) -> String {
        let words = type.split(separator: ".")
        return words.count > 1 ? String(words[words.count - 2]) : type
    }
}
